"""
Executors come with the work, go when it is done, and come again: prints as JSON how many there were, and what was computed.

`LIVY_URL`, `LIVY_USER` and `LIVY_PASSWORD` say where and who.
"""

import json
import os

from livy import LivySession, SessionKind

# As short as it makes sense: by default an executor stays for a minute, and for as long as it has something in its cache.
_IDLE = {
    "spark.dynamicAllocation.executorIdleTimeout": "5s",
    "spark.dynamicAllocation.cachedExecutorIdleTimeout": "5s",
    "spark.dynamicAllocation.shuffleTracking.timeout": "5s",
}
_SETUP = """
import json, time
def executors(): return sc._jsc.sc().statusTracker().getExecutorInfos().__len__() - 1
def until(holds, seconds=240):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end: time.sleep(0.5)
    return executors()
frame = spark.range(0, 1000, 1, 4).selectExpr("id % 10 AS k", "id").cache()
"""
_WORK = "sum(row.total for row in frame.groupBy('k').agg({'id': 'sum'}).withColumnRenamed('sum(id)', 'total').collect())"

url = os.environ["LIVY_URL"]
login = {"auth": (os.environ["LIVY_USER"], os.environ["LIVY_PASSWORD"]), "verify": os.environ["REQUESTS_CA_BUNDLE"]}
with LivySession.create(url, kind=SessionKind.PYSPARK, echo=False, spark_conf=_IDLE, **login) as session:
    session.run(_SETUP)

    def number(code: str) -> int:
        return int(session.run(f"print({code})").text)

    first = number(_WORK)
    working = number("executors()")
    idle = number("until(lambda: executors() == 0)")
    again = number(_WORK)
    print(json.dumps({"first": first, "working": working, "idle": idle, "again": again, "workingAgain": number("executors()")}))
