"""What goes over the wire to a chat endpoint and comes back: bodies, statuses, and what each answer means."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

# Parameters an endpoint may not know; its answer is judged the same without them.
OPTIONAL = frozenset({"response_format", "seed", "temperature"})
_SENTENCE = frozenset({
    "content_filter", "content_policy_violation", "context_length_exceeded", "json_validate_failed",
    "string_above_max_length",
})  # fmt: skip
_PASSING = frozenset({408, 425, 429})
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds: 1, 2, 4 ...; most limits of requests are a minute's


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer; `retry_after` is that header as it came."""

    status: int
    body: bytes = field(repr=False)
    retry_after: str | None = None

    @property
    def is_success(self) -> bool:
        """Whether the request was served."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Broken:
    """No whole answer came; `why` continues "the endpoint ..."."""

    why: str


def body_of(payload: Mapping[str, object]) -> bytes:
    """The request's bytes, the same for the same payload; all ASCII, so that no character can break them."""
    return json.dumps(payload, sort_keys=True).encode("ascii")


def content_of(body: bytes) -> str | None:
    """The message of a chat completion, "" if it refuses or was cut short; None if this is no chat completion."""
    choices = _object(body).get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        return None
    content = message.get("content")
    whole = choice.get("finish_reason") in {None, "stop"} and not message.get("refusal")
    return content if whole and isinstance(content, str) else ""


def concerns_the_sentence(response: Response) -> bool:
    """Whether an endpoint that works refuses this one sentence (its content filter, its length)."""
    if response.status not in {400, 413, 422}:
        return False
    error = _object(response.body).get("error")
    return isinstance(error, dict) and error.get("code") in _SENTENCE


def may_pass(status: int) -> bool:
    """Whether a later attempt may be served: too many requests, or a fault of the server."""
    return status in _PASSING or status >= 500


def refused_parameters(response: Response) -> frozenset[str]:
    """The optional parameters an error names."""
    if response.status not in {400, 422}:
        return frozenset()
    said = [text for text in _strings(_object(response.body)) if len(text) < 1000]
    named = {name for text in said for name in re.findall(r"[a-z_]+", text)}
    return OPTIONAL & named


def wait_before(attempt: int, response: Response | Broken, now: float) -> float:
    """Seconds to wait after this attempt (1 is the first): doubling, and no less than the endpoint asks; capped."""
    wait: float = FIRST_WAIT * 2 ** (attempt - 1)
    if isinstance(response, Response) and response.retry_after is not None:
        wait = max(wait, _seconds(response.retry_after.strip(), now))
    return min(wait, LONGEST_WAIT)


def _seconds(retry_after: str, now: float) -> float:
    """A Retry-After header, seconds or an HTTP date; 0 if it is neither.

    >>> _seconds("7", 0.0), _seconds("Thu, 01 Jan 1970 00:00:09 GMT", 4.0), _seconds("soon", 0.0)
    (7.0, 5.0, 0.0)
    """
    if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]+)?", retry_after):
        return float(retry_after)
    try:
        date = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    seconds: float = date.replace(tzinfo=date.tzinfo or datetime.UTC).timestamp() - now
    return max(0.0, seconds)


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _strings(value: object) -> Iterator[str]:
    """Every string of an error, without the request that some servers repeat in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in {"input", "body", "messages"}:
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
