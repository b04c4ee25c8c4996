"""The store in HDFS, with a NameNode and a DataNode that are played."""

import asyncio
import json

import pytest
import pytest_asyncio
from aiohttp import web
from livy_process import free_port

from livy.stores.web_hdfs import WebHdfsStore


class Hdfs:
    def __init__(self) -> None:
        self.port = free_port()
        self.files: dict[str, bytes] = {}
        self.asked = 0
        # After how many requests it is gone.
        self.last: int | None = None

    async def start(self) -> web.AppRunner:
        app = web.Application()
        app.add_routes([web.route("*", "/webhdfs/v1/livy{name:.*}", self._name_node), web.route("*", "/data/livy/{name}", self._data_node)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "localhost", self.port).start()
        return runner

    async def _name_node(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        if self.last is not None and self.asked > self.last:
            return web.Response(status=500)
        assert request.query["user.name"] == "livy"
        name = request.match_info["name"].removeprefix("/")
        match request.method, request.query["op"]:
            case "PUT", "MKDIRS":
                return web.json_response({"boolean": True})
            case "GET", "LISTSTATUS":
                return web.json_response({"FileStatuses": {"FileStatus": [{"pathSuffix": each} for each in self.files]}})
            case ("GET", "OPEN") | ("PUT", "CREATE"):
                assert not await request.read()
                raise web.HTTPTemporaryRedirect(f"http://localhost:{self.port}/data/livy/{name}")
            case "DELETE", "DELETE":
                return web.json_response({"boolean": self.files.pop(name, None) is not None})
            case "PUT", "RENAME":
                target = request.query["destination"].removeprefix("/livy/")
                assert target not in self.files
                self.files[target] = self.files.pop(name)
                return web.json_response({"boolean": True})
        raise web.HTTPBadRequest

    async def _data_node(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if request.method == "PUT":
            self.files[name] = await request.read()
            return web.Response(status=201)
        return web.Response(body=self.files[name])


@pytest_asyncio.fixture
async def hdfs():
    played = Hdfs()
    runner = await played.start()
    yield played
    await runner.cleanup()


def store(hdfs: Hdfs) -> WebHdfsStore:
    return WebHdfsStore([f"http://localhost:{free_port()}", f"http://localhost:{hdfs.port}"], "/livy", "livy")


async def test_records_are_found_again(hdfs: Hdfs) -> None:
    first = store(hdfs)
    await first.open()
    await first.put("session-1", {"state": "idle"})
    await first.put("session-1", {"state": "busy", "text": "ä" * 100_000})
    await first.put("batch-1", {})
    await first.remove("batch-1")
    await first.remove("never")
    await first.close()
    second = store(hdfs)
    await second.open()
    assert await second.load() == {"session-1": {"state": "busy", "text": "ä" * 100_000}}
    await second.close()


@pytest.mark.parametrize("last", range(1, 5))
async def test_a_record_is_there_whole_wherever_its_writer_ends(hdfs: Hdfs, last: int) -> None:
    hdfs.files["session-1"] = json.dumps({"n": 1}).encode()
    writer = store(hdfs)
    await writer.open()
    hdfs.last = hdfs.asked + last
    if last < 3:
        with pytest.raises(ConnectionError):
            await writer.put("session-1", {"n": 2})
    else:
        await writer.put("session-1", {"n": 2})
    hdfs.last = None
    # The old one until the new one is written, and one of the two at any time.
    assert await writer.load() == {"session-1": {"n": 2 if last > 1 else 1}}
    await writer.put("session-1", {"n": 3})
    assert await writer.load() == {"session-1": {"n": 3}}
    await writer.close()


async def test_what_was_not_written_to_its_end_does_not_count(hdfs: Hdfs) -> None:
    hdfs.files["session-1.new"] = b'{"n": '
    reader = store(hdfs)
    await reader.open()
    assert await reader.load() == {}
    assert hdfs.files == {}
    await reader.close()


async def test_it_waits_for_an_hdfs_that_starts_later() -> None:
    later = Hdfs()
    early = store(later)
    opening = asyncio.create_task(early.open())
    await asyncio.sleep(0.2)
    assert not opening.done()
    runner = await later.start()
    await asyncio.wait_for(opening, 30)
    assert await early.load() == {}
    await early.close()
    await runner.cleanup()


async def test_it_gives_an_hdfs_up_that_does_not_start() -> None:
    nobody = WebHdfsStore([f"http://localhost:{free_port()}"], "/livy", "livy", patience=0)
    with pytest.raises(ConnectionError, match="MKDIRS"):
        await nobody.open()
    await nobody.close()
