"""
Brings the tables of the database to those of this MLflow, as `mlflow db upgrade` and the first start of MLflow do.

    python -m tracking.schema

Of several pods that start at the same time one does it, and the others wait: the database itself holds the lock, and gives it back when its holder
is gone.
"""

import os

from mlflow.store.db.utils import _all_tables_exist, _initialize_tables, _upgrade_db, create_sqlalchemy_engine_with_retry
from sqlalchemy import text

# Any number, the same in all pods.
_LOCK = 5_077_202_601


def bring_up(uri: str) -> None:
    engine = create_sqlalchemy_engine_with_retry(uri)
    # Its own connection, which is closed and not given to anybody else.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as lock:
        lock.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
        (_upgrade_db if _all_tables_exist(engine) else _initialize_tables)(engine)
        lock.invalidate()
    engine.dispose()


if __name__ == "__main__":
    bring_up(os.environ["MLFLOW_BACKEND_STORE_URI"])
