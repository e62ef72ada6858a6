"""Tests keep their cache to themselves, and see no model somebody registered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest import mock

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    own = {"XDG_CACHE_HOME": "cache", "BILINGUAL_DATA": "data"}
    with mock.patch.dict(os.environ, {name: str(tmp_path_factory.mktemp(folder)) for name, folder in own.items()}):
        yield
