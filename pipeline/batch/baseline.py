"""A baseline: findings known already, so that `check` speaks only of new ones.

Any earlier output of `bilingual check --format json` or `--format sarif` is one. Findings are told by fingerprint and
counted: a sentence that stands twice where it stood once has one new finding.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.report.sarif import FINGERPRINT


class Baseline:
    """The known findings not yet met again."""

    def __init__(self, fingerprints: Counter[str]) -> None:
        """Start from counted fingerprints."""
        self._left = fingerprints

    def knows(self, fingerprint: str) -> bool:
        """Whether this finding is known; each known one is met once."""
        if self._left[fingerprint] <= 0:
            return False
        self._left[fingerprint] -= 1
        return True


def read_baseline(file: Path) -> Baseline:
    """Read an earlier output of `check`.

    Raises:
        InputError: if it is neither its JSON nor its SARIF.

    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Baseline(Counter(_fingerprints(data)))
    except OSError as err:
        message = f"{file}: cannot be read ({err.strerror or err}); check --baseline"
        raise InputError(message) from err
    except (ValueError, KeyError, TypeError, AttributeError) as err:
        message = f"{file}: not an output of bilingual check --format json or sarif; make one and give it to --baseline"
        raise InputError(message) from err


def _fingerprints(data: Any) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(data, dict):
        return [str(result["partialFingerprints"][FINGERPRINT]) for run in data["runs"] for result in run["results"]]
    return [str(finding["fingerprint"]) for document in data for finding in document["findings"]]
