"""Sends one chat completion at a time to an OpenAI-compatible endpoint, and waits and asks again where that helps.

Nothing it says or raises holds a key, an article's text or a reply: errors name the host and what to do. They are
raised outside `except` blocks, so that no exception of the HTTP library, which carries headers and bodies, hangs on.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.errors import SettingsError, TranslationError
from pipeline.settings import LlmSettings
from pipeline.translators.llm_wire import (
    OPTIONAL,
    Broken,
    Response,
    body_of,
    concerns_the_sentence,
    content_of,
    may_pass,
    refused_parameters,
    wait_before,
)

if TYPE_CHECKING:
    import httpx

_MOST_BYTES = 4_000_000  # a reply holds one sentence; a longer one is a fault or an attack on memory


class Stopped(Exception):  # noqa: N818 - not an error: another request of the batch has failed
    """Given up before sending, because the batch is over."""


class Endpoint:
    """One chat endpoint; safe for use by several threads, opened at the first question."""

    def __init__(
        self,
        settings: LlmSettings,
        key: str | None,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare, without opening anything; `sleep` and `clock` are replaced in tests.

        Raises:
            SettingsError: if the address is missing or cannot be used, or httpx is not installed.

        """
        self._url = chat_url(settings.url)
        self.host = urlsplit(self._url).netloc
        if importlib.util.find_spec("httpx") is None:
            message = "the llm engine needs httpx; install it with: pip install 'bilingual-rescue[llm]'"
            raise SettingsError(message)
        self._settings = settings
        self._headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._process = 0
        self._unsupported: frozenset[str] = frozenset()

    def ask(self, payload: Mapping[str, object], stop: threading.Event) -> str:
        """Return the content of the model's answer, "" if the endpoint refuses this sentence or cuts the answer short.

        Raises:
            TranslationError: if the endpoint refuses all requests, or no whole answer came in all attempts.
            Stopped: if `stop` was set before an answer came.

        """
        trouble = ""
        for attempt in range(1, self._settings.attempts + 1):
            if stop.is_set():
                raise Stopped
            response = self._accepted(payload)
            if isinstance(response, Broken):
                trouble = response.why
            elif concerns_the_sentence(response):
                return ""
            elif response.is_success:
                content = content_of(response.body)
                if content is not None:
                    return content
                trouble = "answers with something that is no chat completion"
            elif may_pass(response.status):
                trouble = f"answers with status {response.status}"
            else:
                raise TranslationError(self._says(self._refusal(response)))
            if attempt < self._settings.attempts:
                self._pause(wait_before(attempt, response, self._clock()), stop)
        advice = "check llm.url and that the server works, then run again: answers already paid for are kept"
        raise TranslationError(self._says(f"{trouble} (asked {self._settings.attempts} times); {advice}"))

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None and self._process == os.getpid():
            client.close()

    def _accepted(self, payload: Mapping[str, object]) -> Response | Broken:
        """Send, and where the endpoint does not know a parameter that may be left out, send without it."""
        without = self._unsupported
        while True:
            response = self._send({name: value for name, value in payload.items() if name not in without})
            unknown = refused_parameters(response) - without if isinstance(response, Response) else frozenset()
            if not unknown:
                if isinstance(response, Response) and response.is_success:
                    self._unsupported |= without
                return response
            without |= unknown

    def _send(self, payload: Mapping[str, object]) -> Response | Broken:
        import httpx

        client = self._open()
        deadline = time.monotonic() + self._settings.timeout
        try:
            with client.stream("POST", self._url, content=body_of(payload)) as response:
                parts, size = [], 0
                for part in response.iter_bytes():
                    parts.append(part)
                    size += len(part)
                    if size > _MOST_BYTES:
                        return Broken("answers without end")
                    if time.monotonic() > deadline:
                        return Broken(f"does not finish an answer within {self._settings.timeout:g} s")
                return Response(response.status_code, b"".join(parts), response.headers.get("retry-after"))
        except httpx.TimeoutException:
            return Broken(f"does not answer within {self._settings.timeout:g} s")
        except httpx.ConnectError:
            return Broken("cannot be reached")
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as err:
            return Broken(f"breaks off its answers ({type(err).__name__})")

    def _open(self) -> httpx.Client:
        with self._lock:
            if self._client is None or self._process != os.getpid():  # connections must not be shared over a fork
                self._process = os.getpid()
                self._client = _new_client(self._settings, self._headers)
            return self._client

    def _pause(self, seconds: float, stop: threading.Event) -> None:
        if self._sleep is not None:
            self._sleep(seconds)
        else:
            stop.wait(seconds)

    def _refusal(self, response: Response) -> str:
        status = response.status
        if status in {401, 403}:
            return f"refuses the key (status {status}); set the environment variable {self._settings.key_env}"
        if status == 404:
            return "knows no such address or model (status 404); check llm.url and llm.model"
        named = ", ".join(sorted(refused_parameters(response) & OPTIONAL))
        about = f", about {named}" if named else ""
        return f"refuses the request (status {status}{about}); check llm.url, llm.model and what the server accepts"

    def _says(self, what: str) -> str:
        return f"llm endpoint {self.host}: {what}"


def chat_url(url: str | None) -> str:
    """The address to post to, from a base URL with or without slash or `/chat/completions` at its end.

    Raises:
        SettingsError: if it is missing, no http(s) address, or holds a secret's usual places.

    >>> chat_url("http://localhost:8080/v1/")
    'http://localhost:8080/v1/chat/completions'

    """
    if not url:
        message = "the llm engine needs an address; set llm.url in bilingual.toml, such as http://localhost:8080/v1"
        raise SettingsError(message)
    sound = plain = False
    try:
        parts = urlsplit(url.strip())
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:  # brackets or a port that are none
        sound = False
    # The value itself is not shown: a key may have been put into it.
    if not sound:
        message = "llm.url: expected an address such as https://host/v1; correct it in bilingual.toml"
        raise SettingsError(message)
    if not plain:
        message = "llm.url: may hold no user name, password, query or fragment; put the key in the environment variable"
        raise SettingsError(message)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{parts.netloc}{path}/chat/completions"


def _new_client(settings: LlmSettings, headers: Mapping[str, str]) -> httpx.Client:
    """Open a client whose connections bound the requests on their way, whatever the number of threads.

    Raises:
        TranslationError: if the environment's proxy or certificate settings cannot be used.

    """
    import httpx

    for name in ("httpx", "httpcore"):  # they log addresses and headers, at levels a user's logging may ask for
        logging.getLogger(name).setLevel(logging.WARNING)
    limits = httpx.Limits(max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency)
    timeout = httpx.Timeout(settings.timeout, pool=None)
    client = None
    try:
        client = httpx.Client(headers=headers, limits=limits, timeout=timeout, follow_redirects=False)
    except (ValueError, ImportError, OSError):
        client = None
    if client is None:
        message = "the llm engine cannot connect; check HTTPS_PROXY, SSL_CERT_FILE and the like in the environment"
        raise TranslationError(message)
    return client
