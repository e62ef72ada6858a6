"""Logistic regression whose weights may not leave a box: accelerated projected gradient on sparse rows, in numpy.

Sums run in one fixed order (no BLAS, no threads), so the same data gives the same weights to the last bit on one
machine; across machines `numpy.exp` may differ in its last bit, which rounding the weights hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
POWER_STEPS = 15


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows of equal values: row n holds `values[n]` in each of the columns columns[starts[n]:starts[n + 1]].

    `labels` are 1 for what is to be found and 0 for the rest; `weights` say how much a row counts.
    """

    columns: Ints
    starts: Ints
    values: Floats
    labels: Floats
    weights: Floats
    width: int

    def forward(self, vector: Floats) -> Floats:
        """Return the dot product of every row with a vector of `width`."""
        sums = np.concatenate([[0.0], np.cumsum(vector[self.columns])])
        return np.asarray((sums[self.starts[1:]] - sums[self.starts[:-1]]) * self.values)

    def backward(self, vector: Floats) -> Floats:
        """Return the sum of the rows, each by its factor in a vector with one number a row."""
        spread = np.repeat(vector * self.values, np.diff(self.starts))
        return np.bincount(self.columns, weights=spread, minlength=self.width).astype(np.float64)


def rows_of(
    columns: Sequence[Sequence[int]],
    values: Sequence[float],
    labels: Sequence[float],
    weights: Sequence[float],
    width: int,
) -> Rows:
    """Pack rows; `columns[n]` lists the columns of row n."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in columns])]).astype(np.int64)
    flat = np.fromiter((column for row in columns for column in row), np.int64, int(starts[-1]))
    return Rows(flat, starts, np.array(values, float), np.array(labels, float), np.array(weights, float), width)


def fit(rows: Rows, *, most: float, ridge: float, steps: int) -> Floats:
    """Return the weights, one a column, between 0 and `most`, that tell the labels apart with a free intercept."""
    step = 1 / (2 * _curvature(rows) + 2 * ridge)
    intercept_step = 2 / float(rows.weights.sum())
    point = ahead = np.zeros(rows.width)
    intercept = intercept_ahead = 0.0
    pace = 1.0
    for _ in range(steps):
        margins = rows.forward(ahead) + intercept_ahead
        errors = rows.weights * (1 / (1 + np.exp(-margins)) - rows.labels)
        moved = np.clip(ahead - step * (rows.backward(errors) + ridge * ahead), 0.0, most)
        intercept_moved = intercept_ahead - intercept_step * float(errors.sum())
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        push = (pace - 1) / next_pace
        ahead = moved + push * (moved - point)
        intercept_ahead = intercept_moved + push * (intercept_moved - intercept)
        point, intercept, pace = moved, intercept_moved, next_pace
    return point


def _curvature(rows: Rows) -> float:
    """A bound on how fast the loss's slope changes: a quarter of the largest eigenvalue, by the power method."""
    vector = np.full(rows.width, rows.width**-0.5)
    size = 0.0
    for _ in range(POWER_STEPS):
        product = rows.backward(rows.weights * rows.forward(vector))
        size = float((product * product).sum() ** 0.5)
        if size == 0.0:
            return 1.0
        vector = product / size
    return size / 4
