"""Writes and reads files of HDFS without a pause, and says when each was acknowledged; what a cluster under faults is judged by.

witness.py ADDRESS...         writes and reads until it is killed; each NameNode as host:port of its web page
witness.py --all ADDRESS...   reads every file that was acknowledged, once, and tells which are gone or wrong

A line of JSON in /tmp/witness.log for each event: `op` is
  write   a file was acknowledged after `attempts`
  read    an acknowledged file has its content
  stale   a NameNode does not know an acknowledged file; it is asked for again
  wrong   an acknowledged file has another content
with `file`, `start`, `end` (seconds since 1970) and `node`, the NameNode that answered.
"""

import hashlib
import json
import os
import random
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

LOG = "/tmp/witness.log"
SIZE = 65536
# A NameNode that hangs is given up sooner than a DataNode that has to write.
NAME_NODE_SECONDS = 3
DATA_NODE_SECONDS = 10
PAUSE_SECONDS = 0.2


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


direct = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))


def content(file: int) -> bytes:
    """What belongs into a file: nobody has to remember it."""
    return hashlib.shake_256(str(file).encode()).digest(SIZE)


class Hdfs:
    """WebHDFS of whichever NameNode answers, as a careful client calls it: the next one after each failure."""

    def __init__(self, addresses: list[str]):
        self.addresses = addresses
        self.current = 0

    @property
    def node(self) -> str:
        return self.addresses[self.current].split(".")[0]

    def next(self) -> None:
        self.current = (self.current + 1) % len(self.addresses)

    def write(self, file: int) -> None:
        data_node = self.redirect("PUT", file, "CREATE", overwrite="true")
        request = urllib.request.Request(data_node, method="PUT", data=content(file))
        request.add_header("Content-Type", "application/octet-stream")
        with direct.open(request, timeout=DATA_NODE_SECONDS) as answer:
            if answer.status != 201:
                raise OSError(f"status {answer.status}")

    def read(self, file: int) -> bytes:
        with direct.open(self.redirect("GET", file, "OPEN"), timeout=DATA_NODE_SECONDS) as answer:
            return answer.read()

    def redirect(self, method: str, file: int, operation: str, **options: str) -> str:
        """Address of the DataNode that a NameNode names."""
        query = urllib.parse.urlencode({"op": operation, "user.name": "hdfs", **options})
        url = f"http://{self.addresses[self.current]}/webhdfs/v1/witness/{file:06}?{query}"
        try:
            direct.open(urllib.request.Request(url, method=method), timeout=NAME_NODE_SECONDS)
        except urllib.error.HTTPError as answer:
            if answer.code == 307:
                return answer.headers["Location"]
            if answer.code == 404:
                raise FileNotFoundError from None
            raise
        raise OSError("no redirect")


class Log:
    def __init__(self):
        self.file = open(LOG, "a", buffering=1)
        self.lock = threading.Lock()

    def event(self, op: str, file: int, start: float, node: str, **more) -> None:
        line = json.dumps({"op": op, "file": file, "start": start, "end": time.time(), "node": node, **more})
        with self.lock:
            self.file.write(line + "\n")


def writer(hdfs: Hdfs, log: Log, acknowledged: list[int], first: int) -> None:
    file = first
    while True:
        start = time.time()
        attempts = 0
        while True:
            attempts += 1
            try:
                hdfs.write(file)
                break
            except OSError:
                hdfs.next()
                time.sleep(PAUSE_SECONDS)
        log.event("write", file, start, hdfs.node, attempts=attempts)
        acknowledged.append(file)
        file += 1
        time.sleep(PAUSE_SECONDS)


def reader(hdfs: Hdfs, log: Log, acknowledged: list[int]) -> None:
    while True:
        if acknowledged:
            # Old ones too, but mostly those that a NameNode may not know yet.
            check(hdfs, log, random.choice(acknowledged[-5:] if random.random() < 0.7 else acknowledged))
        time.sleep(PAUSE_SECONDS)


def check(hdfs: Hdfs, log: Log, file: int) -> None:
    start = time.time()
    while True:
        try:
            op = "read" if hdfs.read(file) == content(file) else "wrong"
            log.event(op, file, start, hdfs.node)
            return
        except FileNotFoundError:
            log.event("stale", file, start, hdfs.node)
            hdfs.next()
        except OSError:
            hdfs.next()
        time.sleep(PAUSE_SECONDS)


def written() -> list[int]:
    if not os.path.exists(LOG):
        return []
    with open(LOG) as lines:
        events = map(json.loads, lines)
        return [event["file"] for event in events if event["op"] == "write"]


def read_all(hdfs: Hdfs) -> None:
    bad = []
    files = written()
    for file in files:
        for attempts_left in range(20, -1, -1):
            try:
                if hdfs.read(file) != content(file):
                    bad.append(file)
                break
            except OSError as error:
                if not attempts_left:
                    bad.append(f"{file}: {error!r}")
                hdfs.next()
                time.sleep(PAUSE_SECONDS)
    print(json.dumps({"files": len(files), "bad": bad}))


if sys.argv[1] == "--all":
    read_all(Hdfs(sys.argv[2:]))
else:
    acknowledged = written()
    log = Log()
    threading.Thread(target=reader, args=(Hdfs(sys.argv[1:]), log, acknowledged), daemon=True).start()
    writer(Hdfs(sys.argv[1:]), log, acknowledged, first=max(acknowledged, default=0) + 1)
