"""Seconds to write and to read a file of SIZE MiB over S3, with pyarrow's client: JSON on standard output.

throughput.py ENDPOINT CA_FILE BUCKET SIZE     keys are read from standard input, a line each
"""

import json
import os
import sys
import time

from pyarrow import fs

endpoint, ca_file, bucket, size = sys.argv[1:]
access_key, secret_key = sys.stdin.read().split("\n")[:2]
block = bytes(range(256)) * 4096  # 1 MiB

# Otherwise this client sends parts with a checksum behind them and without their length, which the store refuses with 411.
os.environ["AWS_REQUEST_CHECKSUM_CALCULATION"] = "when_required"
store = fs.S3FileSystem(
    access_key=access_key,
    secret_key=secret_key,
    endpoint_override=endpoint,
    scheme="https",
    region="us-east-1",
    tls_ca_file_path=ca_file,
)

start = time.perf_counter()
with store.open_output_stream(f"{bucket}/throughput") as file:
    for _ in range(int(size)):
        file.write(block)
written = time.perf_counter()
with store.open_input_stream(f"{bucket}/throughput", buffer_size=8 << 20) as file:
    count = 0
    while part := file.read(8 << 20):
        count += len(part)
read = time.perf_counter()
store.delete_file(f"{bucket}/throughput")
assert count == int(size) << 20, count
print(json.dumps({"write": written - start, "read": read - written}))
