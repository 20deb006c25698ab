"""Runs duckdb.sql: `duckdb_scan.py FILE THREADS` prints the counts as the other peers do."""

import json
import pathlib
import sys

import duckdb

path, threads = sys.argv[1], int(sys.argv[2])
query = pathlib.Path(__file__).with_name("duckdb.sql").read_text().replace("{path}", path)
connection = duckdb.connect(config={"threads": threads})
result = connection.execute(query)
names = [column[0] for column in result.description]
counts = dict(zip(names, result.fetchone()))
print(json.dumps({"events": counts.pop("events"), "rules": counts}))
