"""
Gives the metastore's database the tables of its version, once.

    prepare.py HIVE_SITE

DataNucleus makes the tables from the mapping in Hive's own jar; what is there already it leaves alone, so that a start that was cut short
goes on with the next. The row of the version comes last: with it the tables are complete, and tables of another version are left as they are.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import psycopg2

VERSION = "2.3.0"
# Any number, the same for all metastores of a database: one of them makes the tables, and the others wait.
_TURN = 2310
_PATIENCE = 120
_JARS = Path("/opt/spark/jars")

# As the metastore itself tells DataNucleus.
_MAPPING = {
    "javax.jdo.PersistenceManagerFactoryClass": "org.datanucleus.api.jdo.JDOPersistenceManagerFactory",
    "datanucleus.identifierFactory": "datanucleus1",
    "datanucleus.rdbms.useLegacyNativeValueStrategy": "true",
    "datanucleus.transactionIsolation": "read-committed",
    "datanucleus.schema.autoCreateAll": "true",
    "datanucleus.plugin.pluginRegistryBundleCheck": "LOG",
}

# What the mapping does not have: where numbers of rows come from.
_SEQUENCES = """
    CREATE TABLE IF NOT EXISTS "SEQUENCE_TABLE"
      ("SEQUENCE_NAME" varchar(255) PRIMARY KEY, "NEXT_VAL" bigint NOT NULL);
    INSERT INTO "SEQUENCE_TABLE" VALUES ('org.apache.hadoop.hive.metastore.model.MNotificationLog', 1) ON CONFLICT DO NOTHING;
"""
_VERSION_ROW = """INSERT INTO "VERSION" ("VER_ID", "SCHEMA_VERSION", "VERSION_COMMENT") VALUES (1, %s, 'made by the metastore')"""


def main(hive_site: Path) -> None:
    properties = {element.findtext("name"): element.findtext("value") for element in ElementTree.parse(hive_site).getroot().iter("property")}
    url = properties["javax.jdo.option.ConnectionURL"]
    user, password = os.environ["DATABASE_USERNAME"], os.environ["DATABASE_PASSWORD"]
    connection = _connected(url.removeprefix("jdbc:"), user, password)
    with connection, connection.cursor() as cursor:
        # Held until the connection ends, as it does when this program is killed.
        cursor.execute("SELECT pg_advisory_lock(%s)", (_TURN,))
        found = _version(cursor)
    if found is None:
        print("metastore: making the tables", file=sys.stderr)
        _make_tables(url, user, password)
        with connection, connection.cursor() as cursor:
            cursor.execute(_SEQUENCES)
            cursor.execute(_VERSION_ROW, (VERSION,))
    elif found != VERSION:
        raise SystemExit(f"metastore: the tables are of version {found}, and this metastore needs those of {VERSION}; they are left as they are")
    connection.close()


def _connected(url: str, user: str, password: str) -> "psycopg2.extensions.connection":
    """The database may start at the same time."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return psycopg2.connect(url, user=user, password=password)
        except psycopg2.OperationalError as fault:
            if time.monotonic() > deadline:
                raise SystemExit(f"metastore: {fault}") from None
            print(f"metastore: {fault}", file=sys.stderr)
            time.sleep(2)


def _version(cursor: "psycopg2.extensions.cursor") -> str | None:
    cursor.execute("""SELECT to_regclass('"VERSION"') IS NOT NULL""")
    if not cursor.fetchone()[0]:
        return None
    cursor.execute("""SELECT "SCHEMA_VERSION" FROM "VERSION" """)
    rows = cursor.fetchall()
    return rows[0][0] if rows else None


def _make_tables(url: str, user: str, password: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "datanucleus.properties"
        settings.touch(0o600)
        login = {
            "datanucleus.ConnectionURL": url,
            "datanucleus.ConnectionDriverName": "org.postgresql.Driver",
            "datanucleus.ConnectionUserName": user,
            "datanucleus.ConnectionPassword": password,
        }
        settings.write_text("".join(f"{name}={_escaped(value)}\n" for name, value in {**_MAPPING, **login}.items()))
        mapping = Path(folder) / "package.jdo"
        jar = next(_JARS.glob("hive-metastore-*.jar"))
        mapping.write_bytes(subprocess.run(["unzip", "-p", jar, "package.jdo"], check=True, capture_output=True).stdout)
        java = ["/opt/spark/roles/spark-daemon", "hive", "org.datanucleus.store.schema.SchemaTool", "-create", "-api", "JDO"]
        subprocess.run([*java, "-props", settings, mapping], check=True)


def _escaped(value: str) -> str:
    """As Java's properties have it."""
    return value.encode("ascii", "backslashreplace").decode().replace("\\", "\\\\").replace("\n", "\\n")


main(Path(sys.argv[1]))
