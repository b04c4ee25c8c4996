import os
from pathlib import Path

import pytest
import pytest_asyncio
from authority import Authority
from livy_process import Livy, settings_of
from local_backend import LocalBackend
from memory_store import MemoryStore

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def backend(authority: Authority) -> LocalBackend:
    path = os.pathsep.join(str(HERE.parent / name) for name in ("driver",))
    return LocalBackend(HERE / "fake_driver.py", environment={"LIVY_AUTHORITY": str(authority.folder / "ca.crt"), "PYTHONPATH": path})


@pytest_asyncio.fixture
async def start(authority: Authority):
    """Starts Livys; the next one of a test takes over from the one before."""
    started: list[Livy] = []
    store, applications = MemoryStore(), backend(authority)

    async def begin(**properties: str) -> Livy:
        settings = started[-1].settings if started and not properties else settings_of(**properties)
        livy = await Livy(authority, applications, store, settings).start()
        started.append(livy)
        return livy

    yield begin
    await started[-1].stop()
    await applications.clean()


@pytest_asyncio.fixture(scope="session")
async def livy(authority: Authority):
    """One that many tests ask; each has sessions of its own."""
    applications = backend(authority)
    shared = await Livy(authority, applications, MemoryStore(), settings_of()).start()
    yield shared
    await shared.stop()
    await applications.clean()
