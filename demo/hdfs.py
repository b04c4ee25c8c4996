"""Files by WebHDFS."""

from .gateway import Gateway


class Hdfs:
    def __init__(self, gateway: Gateway):
        self._gateway = gateway

    def url(self, path: str, operation: str, /, **query: str) -> str:
        return self._gateway.url(f"webhdfs/v1{path}", op=operation, **query)

    def make_folder(self, path: str) -> None:
        self._gateway.call("PUT", self.url(path, "MKDIRS"))

    def write(self, path: str, content: bytes) -> None:
        self._gateway.call("PUT", self.url(path, "CREATE", overwrite="true", data="true"), content)

    def size(self, path: str) -> int:
        return self._gateway.get(self.url(path, "GETFILESTATUS")).json()["FileStatus"]["length"]
