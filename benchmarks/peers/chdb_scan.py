"""Runs clickhouse.sql: `chdb_scan.py FILE THREADS` prints the counts as the other peers do."""

import json
import pathlib
import sys

import chdb

path, threads = sys.argv[1:3]
query = pathlib.Path(__file__).with_name("clickhouse.sql").read_text()
query = query.replace("{path}", path).replace("{threads}", threads)
counts = json.loads(str(chdb.query(query, "JSONEachRow")))
counts = {name: int(count) for name, count in counts.items()}
print(json.dumps({"events": counts.pop("events"), "rules": counts}))
