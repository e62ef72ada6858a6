"""Nothing is paid for twice: the LLM engine's memory over kills, several processes and damaged files.

What is guaranteed: an answer that had come in whole and was committed is never asked for again. Not guaranteed is an
answer still on its way, or received and not yet committed, when a process is killed: at most one for each of its
`concurrency` calls is asked again.
"""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import TranslationError
from pipeline.settings import LlmSettings
from pipeline.translators.llm import LlmTranslator
from pipeline.translators.llm_cache import Answer, AnswerCache
from pipeline.translators.protocol import Request
from tests import fake_endpoint as fake
from tests.fake_endpoint import FakeEndpoint
from tests.support import ROOT

KEY = "sk-secret-0123456789"
CONCURRENCY = 3
SENTENCES = [f"Sentence number {n} of this article." for n in range(30)]
WANTED = [f"译：{text}" for text in SENTENCES]
WORKER = """
import json, sys
from pipeline.settings import LlmSettings
from pipeline.translators.llm import LlmTranslator
from pipeline.translators.protocol import Request
given = json.load(sys.stdin)
engine = LlmTranslator(LlmSettings.model_validate(given["settings"]))
found = engine.translate([Request(text, "en", "zh", "paragraph") for text in given["texts"]])
print(json.dumps([answer[0].text if answer else None for answer in found]))
"""


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("BILINGUAL_LLM_KEY", KEY)


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with fake.running() as served:
        yield served


def settings_of(endpoint: FakeEndpoint, file: Path) -> dict[str, object]:
    return {"url": endpoint.url, "model": "m", "cache": str(file), "concurrency": CONCURRENCY, "timeout": 5.0}


def start(endpoint: FakeEndpoint, file: Path, texts: list[str]) -> subprocess.Popen[str]:
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdin is not None
    worker.stdin.write(json.dumps({"settings": settings_of(endpoint, file), "texts": texts}))
    worker.stdin.close()
    return worker


def result_of(worker: subprocess.Popen[str]) -> list[str | None]:
    assert worker.stdout is not None
    with worker.stdout:
        said = worker.stdout.read()
    assert worker.wait() == 0
    return list(json.loads(said))


def translate(endpoint: FakeEndpoint, file: Path, texts: list[str]) -> list[str | None]:
    engine = LlmTranslator(LlmSettings.model_validate(settings_of(endpoint, file)))
    try:
        found = engine.translate([Request(text, "en", "zh", "paragraph") for text in texts])
    finally:
        engine.close()
    return [answer[0].text if answer else None for answer in found]


def rows(file: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT key, content FROM answers").fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("served", [2, 9, 20])
def test_killed_batch_goes_on_without_paying_twice(endpoint: FakeEndpoint, tmp_path: Path, served: int) -> None:
    file = tmp_path / "llm.sqlite"
    endpoint.otherwise = fake.after(0.02)
    worker = start(endpoint, file, SENTENCES)
    deadline = time.monotonic() + 10
    while len(endpoint.served) < served and time.monotonic() < deadline:
        time.sleep(0.001)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    assert worker.stdout is not None
    worker.stdout.close()
    time.sleep(0.05)  # calls the endpoint was still at
    committed = {json.loads(content)["text"].removeprefix("译：") for _, content in rows(file)}
    before = endpoint.count()
    assert served - CONCURRENCY <= len(committed) < len(SENTENCES)
    assert translate(endpoint, file, SENTENCES) == WANTED
    again = {text for text, n in endpoint.count().items() if n > 1}
    assert not again & committed
    assert again == before.keys() - committed
    assert len(again) <= CONCURRENCY
    assert max(endpoint.count().values()) <= 2
    total = len(endpoint.calls)
    assert translate(endpoint, file, SENTENCES) == WANTED
    assert len(endpoint.calls) == total


def test_two_processes_share_a_cache(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    file = tmp_path / "new" / "llm.sqlite"
    answers = iter(range(1000))

    def differently(handler: fake.Handler, payload: fake.Payload) -> None:
        text = f"{fake.rendering_of(payload)} {next(answers)}"
        handler.reply(200, fake.completion(json.dumps({"text": text})))

    endpoint.otherwise = differently
    workers = [start(endpoint, file, SENTENCES), start(endpoint, file, SENTENCES[::-1])]
    one, other = (result_of(worker) for worker in workers)
    # A model rarely says the same twice; whoever was first counts for both, and for every rerun.
    assert one == other[::-1]
    assert len(set(one)) == len(SENTENCES)
    assert max(endpoint.count().values()) <= 2
    total = len(endpoint.calls)
    assert translate(endpoint, file, SENTENCES) == one
    assert len(endpoint.calls) == total


def test_cache_keys_are_sums_and_the_key_is_nowhere(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    file = tmp_path / "llm.sqlite"
    translate(endpoint, file, SENTENCES)
    stored = rows(file)
    assert len(stored) == len(SENTENCES)
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key, _ in stored)
    # The content column holds the rendering; the sentence only where a rendering repeats it, as the fake's do.
    assert {json.loads(content)["text"] for _, content in stored} == set(WANTED)
    for part in tmp_path.iterdir():
        assert KEY.encode() not in part.read_bytes()


def test_cache_is_durable(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "llm.sqlite")
    cache.put("k", "x", settled=True)
    connection = cache._open()
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    cache.close()


def test_first_settled_answer_stays_and_unusable_ones_are_counted(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "llm.sqlite")
    assert cache.get("k") is None
    assert cache.put("k", "a", settled=False) == Answer("a", False, 1)
    assert cache.put("k", "b\ud800", settled=False) == Answer("b?", False, 2)
    assert cache.put("k", "c", settled=True) == Answer("c", True, 3)
    assert cache.put("k", "d", settled=True) == cache.get("k") == Answer("c", True, 3)
    cache.close()


@pytest.mark.parametrize("content", [b"this is no database " * 300, b"SQLite format 3\0" + bytes(4080), b"\xff" * 4096])
def test_damaged_file_is_moved_aside_with_one_line(
    endpoint: FakeEndpoint, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    file = tmp_path / "llm.sqlite"
    file.write_bytes(content)
    assert translate(endpoint, file, SENTENCES) == WANTED
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "\n" not in caplog.records[0].getMessage()
    assert f"{file}: damaged cache of LLM answers, moved to llm.sqlite.damaged-1" in caplog.text
    assert (tmp_path / "llm.sqlite.damaged-1").read_bytes() == content
    assert len(rows(file)) == len(SENTENCES)


def test_damage_in_the_middle_never_gives_another_rendering(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    file = tmp_path / "llm.sqlite"
    translate(endpoint, file, SENTENCES)
    whole = file.read_bytes()
    for n, place in enumerate(range(20, len(whole), len(whole) // 8)):
        broken = tmp_path / f"broken-{n}.sqlite"
        broken.write_bytes(whole[:place] + bytes(whole[place] ^ 0x21 for _ in range(64)) + whole[place + 64 :])
        assert translate(endpoint, broken, SENTENCES) == WANTED


def test_changed_letter_in_a_row_is_not_believed(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    file = tmp_path / "llm.sqlite"
    translate(endpoint, file, SENTENCES)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE answers SET content = replace(content, 'number 7 ', 'number 8 ')")
    connection.commit()
    connection.close()
    assert translate(endpoint, file, SENTENCES) == WANTED
    assert endpoint.count()[SENTENCES[7]] == 2
    assert len(endpoint.calls) == len(SENTENCES) + 1


def test_cache_that_cannot_be_written_stops_before_anything_is_paid(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file" / "llm.sqlite", tmp_path):
        with pytest.raises(TranslationError, match=r"the cache of LLM answers cannot be used .* set llm\.cache$"):
            translate(endpoint, place, SENTENCES)
    assert endpoint.calls == []


def test_cache_lies_in_the_users_cache_folder_unless_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path)
    assert AnswerCache(None).file == tmp_path / "llm.sqlite"
