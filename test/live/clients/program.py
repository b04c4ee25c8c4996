"""
A program with pylivy: a session of Python, one of SQL, and a batch; prints as JSON what came back.

    python program.py JOB TABLE    JOB is a file of Python in HDFS that writes TABLE, which this reads

`LIVY_URL`, `LIVY_USER` and `LIVY_PASSWORD` say where and who.
"""

import json
import os
import sys

import pandas
from livy import LivyBatch, LivySession, SessionKind
from livy.models import SparkRuntimeError

job, table = sys.argv[1:]
url = os.environ["LIVY_URL"]
login = {"auth": (os.environ["LIVY_USER"], os.environ["LIVY_PASSWORD"]), "verify": os.environ["REQUESTS_CA_BUNDLE"]}
answers = {}

batch = LivyBatch.create(url, job, args=[table], **login)
with LivySession.create(url, kind=SessionKind.PYSPARK, echo=False, **login) as session:
    answers["python"] = session.run("print(spark.range(1000).selectExpr('sum(id) AS total').first().total)").text
    session.upload("prices", pandas.DataFrame({"fruit": ["apple", "pear"], "price": [3, 4]}))
    answers["frame"] = session.download("prices").sort_values("price").to_dict("records")
    try:
        session.run("1 / 0")
    except SparkRuntimeError as error:
        answers["error"] = error.ename
batch.wait()
answers["batch"] = batch.state.value
with LivySession.create(url, kind=SessionKind.SQL, echo=False, **login) as session:
    answers["table"] = session.download_sql(f"SELECT fruit, price FROM {table} ORDER BY price").to_dict("records")
print(json.dumps(answers))
