"""The gateway of a cluster: one address, one login, everything behind it by HTTPS."""

import base64
import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

_REDIRECTED = (301, 302, 303, 307, 308)
# The gateway is there, and what is behind it not yet, or not any more.
_TRY_AGAIN = (502, 503, 504)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Refused(Exception):
    """The cluster does not do what it is asked for; the text says what that was."""

    def __init__(self, text: str, status: int | None = None):
        super().__init__(text)
        self.status = status


class Gateway:
    """@param server_name: the name in the gateway's certificate, where it is not the one in its address"""

    def __init__(self, address: str, user: str, password: str, ca_file: str | None = None, server_name: str | None = None, timeout: float = 60.0):
        self.user = user
        self.root = f"{address.rstrip('/')}/gateway/default"
        self._login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self._tls = ssl.create_default_context(cafile=ca_file)
        self._server_name = server_name
        host, port = urlsplit(address).hostname, urlsplit(address).port
        # Knox wants the name that TLS was asked for, and sends callers on by it.
        self._host = f"{server_name or host}:{port}" if port else (server_name or host)
        self._timeout = timeout

    def url(self, path: str, /, **query: str) -> str:
        return f"{self.root}/{path}" + (f"?{urlencode(query)}" if query else "")

    def get(self, url: str) -> Answer:
        return self.call("GET", url)

    def call(self, method: str, url: str, body: bytes | Any | None = None) -> Answer:
        """Asks, as JSON if `body` is no bytes, and follows the way to where it is answered.

        Raises Refused with what the answer says, ConnectionError where asking again may help.
        """
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        asked = url
        for _ in range(5):
            answer, location = self._ask(method, url, data, "application/octet-stream" if data is body else "application/json")
            if answer.status not in _REDIRECTED or not location:
                break
            location = urljoin(url, location)
            # The login is for this gateway alone.
            if urlsplit(location).netloc not in (urlsplit(self.root).netloc, self._host):
                raise Refused(f"{method} {asked} leads to {location}, away from the gateway")
            url = urlsplit(location)._replace(netloc=urlsplit(self.root).netloc).geturl()
        if answer.status in _TRY_AGAIN:
            raise ConnectionError(f"{method} {asked}: {answer.status}")
        if not 200 <= answer.status < 300:
            raise Refused(f"{method} {asked}: {answer.status} {answer.body.decode(errors='replace')[:1000].strip()}", answer.status)
        return answer

    def _ask(self, method: str, url: str, body: bytes | None, content: str) -> tuple[Answer, str | None]:
        _, host, path, query, _ = urlsplit(url)
        connection = _Connection(host, self._tls, self._server_name, self._timeout)
        # Livy wants X-Requested-By: a page of another site cannot send it.
        headers = {
            "Host": self._host,
            "Authorization": self._login,
            "X-Requested-By": self.user,
            **({"Content-Type": content} if body is not None else {}),
        }
        try:
            connection.request(method, path + (f"?{query}" if query else ""), body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.read()), response.getheader("Location")
        except ssl.SSLCertVerificationError as fault:
            raise Refused(f"{host} is not who it has to be: {fault.verify_message}") from fault
        except (OSError, http.client.HTTPException) as fault:
            raise ConnectionError(f"{method} {url}: {fault}") from fault
        finally:
            connection.close()


class _Connection(http.client.HTTPSConnection):
    def __init__(self, host: str, tls: ssl.SSLContext, server_name: str | None, timeout: float):
        super().__init__(host, timeout=timeout, context=tls)
        self._tls = tls
        self._server_name = server_name or self.host

    def connect(self) -> None:
        self.sock = self._tls.wrap_socket(socket.create_connection((self.host, self.port), self.timeout), server_hostname=self._server_name)
