"""What people decided, by fingerprint or group; `glossary/decisions.yaml` is the only store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.lexicon.schema import Decision
from pipeline.model import FindingStatus

_STATUS: dict[str, FindingStatus] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}


@dataclass(frozen=True)
class Decisions:
    """Decisions looked up by key."""

    by_key: dict[str, Decision] = field(default_factory=dict)

    @staticmethod
    def of(decisions: Iterable[Decision]) -> Decisions:
        """Index decisions by their key."""
        return Decisions({decision.key: decision for decision in decisions})

    def about(self, fingerprint: str, group: str) -> Decision | None:
        """Return the decision on a finding: one for here beats one for everywhere."""
        if not self.by_key:
            return None
        here = self.by_key.get(fingerprint)
        if here is not None:
            return here
        everywhere = self.by_key.get(group)
        return everywhere if everywhere is not None and everywhere.scope == "everywhere" else None


def status_of(decision: Decision | None) -> FindingStatus:
    """The status a decision gives a finding."""
    return "open" if decision is None else _STATUS[decision.decision]
