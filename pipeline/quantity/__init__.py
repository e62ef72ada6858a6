"""Number and unit values in English and Chinese text, and comparisons of them."""

from __future__ import annotations
