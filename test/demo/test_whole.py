"""The demo as a whole, against parts of this machine: `make demo-spark-test` installs what it needs."""

import asyncio
import json
import os
import re
import sys
import urllib.request
from pathlib import Path

import pytest
from local_parts import PASSWORD, USER, LocalParts

PYTHON = os.environ.get("DEMO_SPARK_PYTHON")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(PYTHON is None, reason="DEMO_SPARK_PYTHON names no Python that has pyspark and MLflow")


async def run_demo(parts: LocalParts, out: Path, server_name: str) -> tuple[int, str, str]:
    options = {"gateway": parts.address, "user": USER, "ca-file": parts.authority.folder / "ca.crt", "tls-server-name": server_name, "out": out}
    command = [sys.executable, "-m", "demo", *(f"--{name}={value}" for name, value in options.items())]
    environment = {**os.environ, "DEMO_PASSWORD": PASSWORD}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe)
    printed, said = await process.communicate()
    return process.returncode or 0, printed.decode(), said.decode()


async def test_the_story_is_told(tmp_path: Path) -> None:
    parts = LocalParts(tmp_path, PYTHON or "")
    await parts.start()
    try:
        code, printed, said = await run_demo(parts, tmp_path / "out", parts.server_name)
    finally:
        await parts.stop()
    print(printed, said)
    assert code == 0, said
