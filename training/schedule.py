"""Learning rate and length of the passes, both by the wall clock: a lent machine stops at a second, not a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from training.errors import TrainingError

WARM = 0.05  # share of a pass in which the rate rises: some 700 steps of six minutes at 40 steps a second
FLOOR = 0.02  # share of the peak the rate ends at


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rises to `peak` in the first part of `seconds`, falls in a straight line after; a resumed pass goes on in it."""

    peak: float
    seconds: float

    def rate(self, elapsed: float, since_start: float | None = None) -> float:
        """The learning rate after so many seconds of the pass.

        `since_start` is the time since this process took the pass up: an optimiser that begins anew after a stop
        has no second moments yet and needs its own short rise.
        """
        warm = self.seconds * WARM
        rising = min(1.0, (elapsed if since_start is None else min(elapsed, since_start)) / warm) if warm else 1.0
        falling = 1.0 - max(0.0, elapsed - warm) / max(1e-9, self.seconds - warm)
        return self.peak * min(max(rising, FLOOR), max(falling, FLOOR))

    def is_over(self, elapsed: float) -> bool:
        """Whether the pass has had its time."""
        return elapsed >= self.seconds


class PassSeconds(NamedTuple):
    """How long each pass may take."""

    main: float
    tune: float


def divide(total: float, spent: float, tune_share: float, reserve: float) -> PassSeconds:
    """Divide what is left of a command's time between its two passes.

    `spent` is the time until training can begin, `reserve` what scoring and saving after the passes need.

    Raises:
        TrainingError: if less than a second is left.

    >>> divide(600, 60, 0.25, 40)
    PassSeconds(main=375.0, tune=125.0)

    """
    left = total - spent - reserve
    if left < 1:
        message = f"{total:.0f} s are too few: {spent:.0f} s are gone, {reserve:.0f} s are for scoring; more --minutes"
        raise TrainingError(message)
    return PassSeconds(left * (1 - tune_share), left * tune_share)
