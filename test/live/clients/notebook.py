"""
A notebook with sparkmagic's kernel for PySpark.

    python notebook.py CELLS    a JSON list of cells; prints a JSON list with the output of each

`LIVY_URL`, `LIVY_USER` and `LIVY_PASSWORD` say where and who.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import sparkmagic
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

# Seconds for one cell: the first waits until YARN has a place for the driver.
_PATIENCE = 400


def settings() -> dict[str, object]:
    login = {"username": os.environ["LIVY_USER"], "password": os.environ["LIVY_PASSWORD"]}
    return {
        "kernel_python_credentials": {"url": os.environ["LIVY_URL"], "auth": "Basic_Access", **login},
        "livy_session_startup_timeout_seconds": _PATIENCE,
    }


def text_of(message: dict) -> str:
    content = message["content"]
    match message["msg_type"]:
        case "stream":
            return content["text"]
        case "display_data" | "execute_result":
            return content["data"].get("text/html", "") + content["data"].get("text/plain", "")
        case "error":
            return "\n".join(content["traceback"])
    return ""


def outputs(cells: list[str]) -> list[str]:
    kernels = KernelSpecManager(kernel_dirs=[str(Path(sparkmagic.__file__).parent / "kernels")])
    manager = KernelManager(kernel_name="pysparkkernel", kernel_spec_manager=kernels)
    manager.start_kernel(stdout=sys.stderr)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        texts = []
        for cell in cells:
            parts: list[str] = []
            client.execute_interactive(cell, timeout=_PATIENCE, output_hook=lambda message, parts=parts: parts.append(text_of(message)))
            texts.append("".join(parts))
        return texts
    finally:
        client.stop_channels()
        # Its session ends with it.
        manager.shutdown_kernel()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.json").write_text(json.dumps(settings()))
        os.environ["SPARKMAGIC_CONF_DIR"] = folder
        print(json.dumps(outputs(json.loads(sys.argv[1]))))


if __name__ == "__main__":
    main()
