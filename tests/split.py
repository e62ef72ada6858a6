"""The one split of the phrase memory: topics nobody may read, train on, calibrate on or write entries from."""

from __future__ import annotations

HELD_OUT_TOPICS = (
    "allergies-and-immune",
    "gout-and-arthritis",
    "nutrition-and-obesity",
    "osteoporosis",
    "stroke",
    "urinary-tract",
)
