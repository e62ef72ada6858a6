"""Renders sentences through any OpenAI-compatible chat endpoint, one sentence a call.

One sentence a call, because a rendering may not depend on its batch mates. Every answer is written to a cache before
it is used; after a crash nothing is paid for again but the answers that were still on their way, at most one for each
of the `concurrency` calls. Which answers are renderings, `llm_reply` decides by form and `verify` by meaning.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from pipeline.errors import SettingsError
from pipeline.settings import LlmSettings
from pipeline.translators.llm_cache import Answer, AnswerCache
from pipeline.translators.llm_client import Endpoint, Stopped
from pipeline.translators.llm_prompt import PARAMETERS, Ask, ask_of, prompt_version
from pipeline.translators.llm_reply import judge
from pipeline.translators.protocol import Candidate, Request

TRIES = 3  # answers paid for a question, if they are not in the form asked for
SCORE = 0.7  # below any hit of the memory (0.8); how often it is right has not been measured


class LlmTranslator:
    """A chat endpoint as a translation engine."""

    name = "llm"
    second_pass = True

    def __init__(
        self,
        settings: LlmSettings,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare an endpoint; nothing is opened or sent before the first request.

        Raises:
            SettingsError: if the address or the model is missing, or the key cannot be sent.

        """
        self._endpoint = Endpoint(settings, _key(settings.key_env), sleep=sleep, clock=clock)
        if not settings.model:
            message = "the llm engine needs a model; set llm.model in bilingual.toml to a name the endpoint knows"
            raise SettingsError(message)
        self._model = settings.model
        self._concurrency = settings.concurrency
        self._cache = AnswerCache(settings.cache)
        # The seed of a further try, and a parameter the endpoint does not know, are its affair and not in here.
        sent = ",".join(f"{name}={PARAMETERS[name]}" for name in ("temperature", "seed"))
        self.signature = f"llm:{self._model}@{self._endpoint.host}:{prompt_version()}:{sent},json"
        weakref.finalize(self, _close, self._endpoint, self._cache)

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Ask for each request whose answer is not known yet; at most one candidate each."""
        asks = [ask_of(request, self._model, self._endpoint.host) for request in requests]
        texts = self._texts({ask.key: ask for ask in asks if ask is not None})
        found = [texts[ask.key] if ask is not None else None for ask in asks]
        return [(Candidate(text, SCORE, "llm"),) if text else () for text in found]

    def close(self) -> None:
        """Close connections and cache; the next request opens them again."""
        _close(self._endpoint, self._cache)

    def _texts(self, asks: dict[str, Ask]) -> dict[str, str | None]:
        """The rendering of each distinct question, None where there is none."""
        if not asks:
            return {}
        stop = threading.Event()
        with ThreadPoolExecutor(min(self._concurrency, len(asks)), thread_name_prefix="llm") as pool:
            try:
                futures = {key: pool.submit(self._text, ask, stop) for key, ask in asks.items()}
                failures = [err for future in futures.values() if (err := _failure(future)) is not None]
            finally:
                stop.set()  # also where the run is interrupted: whatever is not on its way is not sent
                pool.shutdown(wait=False, cancel_futures=True)
        if failures:
            raise failures[0]
        return {key: future.result() for key, future in futures.items()}

    def _text(self, ask: Ask, stop: threading.Event) -> str | None:
        try:
            answer = self._cache.get(ask.key)
            while not _is_final(answer):
                content = self._endpoint.ask(ask.again(answer.tries if answer else 0), stop)
                answer = self._cache.put(ask.key, content, settled=judge(content, ask).settled)
        except Exception:
            stop.set()  # the others would meet the same fault, or their answers would be lost
            raise
        return judge(answer.content, ask).text if answer else None


def _is_final(answer: Answer | None) -> bool:
    return answer is not None and (answer.settled or answer.tries >= TRIES)


def _failure(future: Future[str | None]) -> BaseException | None:
    """What went wrong, if this question was the cause."""
    err = future.exception()
    return None if isinstance(err, Stopped) else err


def _key(variable: str) -> str | None:
    """The key in an environment variable, None if there is none: local servers need none.

    Raises:
        SettingsError: if it cannot stand in a header; the HTTP library would quote it in its complaint.

    """
    key = os.environ.get(variable, "").strip()
    if not all("!" <= char <= "~" for char in key):
        message = f"{variable}: holds a space, line break or letter no key has; set the environment variable again"
        raise SettingsError(message)
    return key or None


def _close(endpoint: Endpoint, cache: AnswerCache) -> None:
    endpoint.close()
    cache.close()
