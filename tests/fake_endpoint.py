"""A chat endpoint on this machine that answers by script, counts what it is asked, and fails in every way known."""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Payload = dict[str, Any]
Action = Callable[["Handler", Payload], None]


@dataclass(frozen=True)
class Call:
    """One request as it came; `text` is the sentence in it."""

    text: str
    path: str
    payload: Payload
    headers: Mapping[str, str]
    body: bytes


@dataclass
class FakeEndpoint:
    """What the server was asked, and what it does: per sentence a queue of actions, then `otherwise`."""

    otherwise: Action
    calls: list[Call] = field(default_factory=list)
    queues: dict[str, list[Action]] = field(default_factory=lambda: defaultdict(list))
    served: list[str] = field(default_factory=list)
    now: int = 0
    peak: int = 0
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def script(self, text: str, *actions: Action) -> Self:
        self.queues[text] += actions
        return self

    def count(self) -> Counter[str]:
        return Counter(call.text for call in self.calls)

    def handle(self, handler: Handler, call: Call) -> None:
        with self.lock:
            self.calls.append(call)
            self.now += 1
            self.peak = max(self.peak, self.now)
            queue = self.queues.get(call.text)
            action = queue.pop(0) if queue else self.otherwise
        try:
            action(handler, call.payload)
            with self.lock:
                self.served.append(call.text)
        finally:
            with self.lock:
                self.now -= 1


class Handler(BaseHTTPRequestHandler):
    """Reads a request and hands it to the endpoint."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # without it every answer on a kept connection waits 40 ms
    endpoint: FakeEndpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        payload = json.loads(body)
        text = json.loads(payload["messages"][-1]["content"])["text"]
        self.endpoint.handle(self, Call(text, self.path, payload, dict(self.headers), body))

    def reply(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing of clients that went away."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


def completion(content: object, *, finish: str = "stop", **message: object) -> bytes:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    return json.dumps({"id": "c", "object": "chat.completion", "choices": [choice]}).encode()


def rendering_of(payload: Payload) -> str:
    """The same sentence always has the same rendering, of likely length and with all marks."""
    data = json.loads(payload["messages"][-1]["content"])
    return f"{'译：' if data['to'] == 'zh' else 'So: '}{data['text']}"


def renders(handler: Handler, payload: Payload) -> None:
    """The normal answer."""
    handler.reply(200, completion(json.dumps({"text": rendering_of(payload), "reason": ""}, ensure_ascii=False)))


def says(content: object, *, finish: str = "stop", **message: object) -> Action:
    """Answer with this content instead of a rendering."""
    return lambda handler, _: handler.reply(200, completion(content, finish=finish, **message))


def answers(status: int, body: bytes = b"{}", **headers: str) -> Action:
    """Answer with a status and body; `Retry_After` stands for that header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.reply(status, body, named)


def after(seconds: float, action: Action = renders) -> Action:
    """Wait, or until the endpoint is closed, and then act."""

    def act(handler: Handler, payload: Payload) -> None:
        handler.endpoint.over.wait(seconds)
        action(handler, payload)

    return act


def half_a_body(handler: Handler, payload: Payload) -> None:
    """Promise a whole answer, send half of it and close the connection."""
    body = completion(json.dumps({"text": rendering_of(payload)}))
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def half_a_body_of_unknown_length(handler: Handler, payload: Payload) -> None:
    """The same without a length, so that only the JSON shows it."""
    body = completion(json.dumps({"text": rendering_of(payload)}))
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def hangs_up(handler: Handler, _: Payload) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def drips(handler: Handler, _: Payload) -> None:
    """Send a byte now and then, each sooner than any timeout between two bytes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.endpoint.over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def refuses_parameters(*names: str) -> Action:
    """Answer 400 as long as one of these parameters is there, naming the first as OpenAI's servers do."""

    def act(handler: Handler, payload: Payload) -> None:
        unknown = [name for name in names if name in payload]
        if not unknown:
            renders(handler, payload)
            return
        error = {"message": f"Unsupported parameter: '{unknown[0]}'", "param": unknown[0], "code": None}
        handler.reply(400, json.dumps({"error": error}).encode())

    return act


@contextmanager
def running(otherwise: Action = renders) -> Iterator[FakeEndpoint]:
    """Serve on a free port until left."""
    endpoint = FakeEndpoint(otherwise)
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"endpoint": endpoint}))
    endpoint.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
