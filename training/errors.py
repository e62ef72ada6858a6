"""What can go wrong in training; not `pipeline.errors`, because the machine with the GPU lacks the package's needs."""

from __future__ import annotations


class TrainingError(Exception):
    """One line: what happened, where, what was expected, what to do next."""
