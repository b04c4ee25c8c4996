"""What clients of the gateway do with its answers, against a server that gives them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from authority import Authority
from livy_process import server_tls

from demo.gateway import Gateway, Refused
from demo.livy import Failed, Session
from demo.waiting import wait_for

NAME = "gateway-svc.test"


class Server(HTTPServer):
    """Gives the answers one after the other, the last one again and again, and writes down what it was asked."""

    def __init__(self, authority: Authority):
        super().__init__(("127.0.0.1", 0), _Handler)
        tls = server_tls(authority.certificate(NAME), callers=False)
        self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.asked: list[tuple[str, bytes]] = []
        self.answers: list[tuple[int, str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((f"{self.command} {self.path}", body))
        status, text = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        self.send_response(status)
        if status == 307:
            self.send_header("Location", text)
            text = ""
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_PUT = do_POST = do_DELETE = _answer

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: Authority) -> Iterator[Server]:
    with Server(authority) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def gateway(server: Server, authority: Authority) -> Gateway:
    return gateway_of(server, authority.folder / "ca.crt", NAME)


def gateway_of(server: Server, ca_file: Path, name: str | None) -> Gateway:
    return Gateway(f"https://127.0.0.1:{server.server_port}", "alice", "secret", ca_file, name, timeout=5)


def test_a_body_goes_where_the_answer_leads(server: Server, gateway: Gateway) -> None:
    server.answers = [(307, gateway.url("data/file")), (201, "")]
    gateway.call("PUT", gateway.url("file", op="CREATE"), b"houses")
    assert server.asked == [("PUT /gateway/default/file?op=CREATE", b"houses"), ("PUT /gateway/default/data/file", b"houses")]


def test_the_login_stays_with_the_gateway(server: Server, gateway: Gateway) -> None:
    server.answers = [(307, "https://127.0.0.1:1/gateway/default/file")]
    with pytest.raises(Refused, match="away from the gateway"):
        gateway.get(gateway.url("file"))


def test_a_redirect_may_name_the_path_alone(server: Server, gateway: Gateway) -> None:
    server.answers = [(307, "/gateway/default/other?a=b"), (200, "there")]
    assert gateway.get(gateway.url("file")).body == b"there"


def test_what_is_refused_is_said(server: Server, gateway: Gateway) -> None:
    server.answers = [(403, "no room for alice")]
    with pytest.raises(Refused, match="403 no room for alice"):
        gateway.get(gateway.url("file"))


def test_another_server_is_not_believed(server: Server, authority: Authority) -> None:
    server.answers = [(200, "")]
    stranger = gateway_of(server, authority.folder / "ca.crt", "another.test")
    with pytest.raises(Refused, match="not who it has to be"):
        stranger.get(stranger.url("file"))
    assert server.asked == []


def test_what_is_not_there_yet_is_waited_for(server: Server, gateway: Gateway) -> None:
    server.answers = [(503, ""), (200, "here")]
    assert wait_for("a page", 5, lambda: gateway.get(gateway.url("page")).body, pause=0) == b"here"
    server.answers = [(503, "")]
    with pytest.raises(TimeoutError, match="waited 0 s for a page: .* 503"):
        wait_for("a page", 0, lambda: gateway.get(gateway.url("page")).body)


def test_a_session_that_dies_is_deleted_and_its_log_kept(server: Server, gateway: Gateway) -> None:
    server.answers = [(201, '{"id": 7}'), (200, '{"id": 7, "state": "dead"}'), (200, '{"log": ["Queue is full"]}'), (200, "{}")]
    with pytest.raises(Failed, match="the session is dead") as caught, Session(gateway, {}, 5):
        pass
    assert caught.value.__notes__ == ["the session's log:\nQueue is full"]
    assert [asked for asked, _ in server.asked][-1] == "DELETE /gateway/default/livy/v1/sessions/7"


def test_a_statement_that_fails_says_where(server: Server, gateway: Gateway) -> None:
    output = '{"status": "error", "ename": "KeyError", "evalue": "b", "traceback": ["line 1"]}'
    server.answers = [
        (201, '{"id": 7}'),
        (200, '{"id": 7, "state": "idle", "appId": "application_1"}'),
        (201, '{"id": 0}'),
        (200, f'{{"id": 0, "state": "available", "output": {output}}}'),
        (200, "{}"),
    ]
    with Session(gateway, {}, 5) as session, pytest.raises(Failed, match="KeyError: b\nline 1"):
        session.run("x", 5)
    assert session.application == "application_1"
