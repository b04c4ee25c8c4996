"""The store in ZooKeeper, with ZooKeeper itself: `LIVY_ZOO_KEEPER_JARS` is a folder with its jars."""

import asyncio
import os
import subprocess
import time
from pathlib import Path

import pytest
import pytest_asyncio
from livy_process import free_port

from livy.stores.zoo_keeper import ZooKeeperStore

JARS = os.environ.get("LIVY_ZOO_KEEPER_JARS")

pytestmark = pytest.mark.skipif(JARS is None, reason="LIVY_ZOO_KEEPER_JARS names no jars")


@pytest_asyncio.fixture(scope="module")
async def hosts(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("zookeeper")
    port = free_port()
    (folder / "zoo.cfg").write_text(f"dataDir={folder}\nclientPort={port}\nclientPortAddress=127.0.0.1\ntickTime=2000\nadmin.enableServer=false\n")
    command = ["java", "-Xmx128m", "-cp", f"{JARS}/*", "org.apache.zookeeper.server.quorum.QuorumPeerMain", str(folder / "zoo.cfg")]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        except OSError:
            assert time.monotonic() < end and process.returncode is None
            await asyncio.sleep(0.2)
    yield f"127.0.0.1:{port}"
    process.terminate()
    await asyncio.wait_for(process.wait(), 20)


async def test_records_are_found_again_the_large_ones_too(hosts: str) -> None:
    first = ZooKeeperStore(hosts)
    await first.open()
    noise = os.urandom(2_000_000).hex()
    await first.put("session-1", {"text": noise})
    await first.put("session-1", {"text": noise[1:]})
    await first.put("session-2", {"text": noise})
    await first.put("session-2", {"n": 1})
    await first.put("session-3", {})
    await first.remove("session-3")
    await first.remove("session-4")
    await first.close()
    second = ZooKeeperStore(hosts)
    await second.open()
    assert await second.load() == {"session-1": {"text": noise[1:]}, "session-2": {"n": 1}}
    await second.close()


async def test_one_leads_and_the_next_one_when_it_is_gone(hosts: str) -> None:
    first, second = ZooKeeperStore(hosts), ZooKeeperStore(hosts)
    await first.open()
    await second.open()
    assert await second.leader() is None
    await asyncio.wait_for(first.lead("one"), 20)
    turn = asyncio.create_task(second.lead("two"))
    await asyncio.sleep(1)
    assert (await first.leader(), await second.leader(), turn.done()) == ("one", "one", False)
    await first.close()
    await asyncio.wait_for(turn, 30)
    assert await second.leader() == "two"
    await second.close()


async def test_one_that_waits_can_end(hosts: str) -> None:
    first, second = ZooKeeperStore(hosts), ZooKeeperStore(hosts)
    await first.open()
    await second.open()
    await asyncio.wait_for(first.lead("one"), 30)
    turn = asyncio.create_task(second.lead("two"))
    await asyncio.sleep(0.5)
    await asyncio.wait_for(second.close(), 20)
    await asyncio.wait([turn], timeout=20)
    assert turn.done() and turn.exception() is not None
    await first.close()
