"""
The gateway with a Livy behind it, as far as a kernel sees them: who comes in by password, and statements that answer whose they were.

    test-gateway.py TLS_FOLDER PORT NAME:PASSWORD...
"""

import base64
import json
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

folder, port, *logins = sys.argv[1:]
users = {"Basic " + base64.b64encode(login.encode()).decode(): login.partition(":")[0] for login in logins}
sessions: list[str] = []
statements: list[dict] = []


class Livy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(None)

    def do_POST(self) -> None:
        self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_DELETE(self) -> None:
        self._serve(None)

    def _serve(self, body: dict | None) -> None:
        user = users.get(self.headers.get("Authorization", ""))
        path = self.path.removeprefix("/gateway/default/livy/v1").strip("/").split("/")
        match [self.command, *path]:
            case _ if user is None:
                self._answer(401, {})
            case ["POST", "sessions"]:
                sessions.append(user)
                self._answer(201, _session(len(sessions) - 1, body["kind"]))
            case ["GET", "sessions"]:
                self._answer(200, {"from": 0, "total": 0, "sessions": []})
            case ["GET", "sessions", number]:
                self._answer(200, _session(int(number), "pyspark"))
            case ["POST", "sessions", _, "statements"]:
                text = f"{user} ran {body['code'].strip()}"
                output = {"status": "ok", "execution_count": len(statements), "data": {"text/plain": text}}
                statements.append({"id": len(statements), "state": "available", "progress": 1.0, "output": output})
                self._answer(201, statements[-1])
            case ["GET", "sessions", _, "statements", number]:
                self._answer(200, statements[int(number)])
            case ["DELETE", "sessions", _]:
                self._answer(200, {"msg": "deleted"})
            case _:
                self._answer(404, {})

    def _answer(self, status: int, body: dict) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _session(number: int, kind: str) -> dict:
    return {"id": number, "state": "idle", "kind": kind, "appId": "application_1", "appInfo": {}, "log": [], "owner": sessions[number]}


server = ThreadingHTTPServer(("0.0.0.0", int(port)), Livy)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(Path(folder) / "tls.crt", Path(folder) / "tls.key")
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
