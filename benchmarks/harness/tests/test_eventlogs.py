import json
import tempfile
import unittest
from pathlib import Path

from harness import eventlogs

KINDS = {
    eventlogs.STRUCTURED_WINDOWS: 705,
    eventlogs.RAW_WINDOWS: 862,
    eventlogs.SYSMON_FILES: 444,
    eventlogs.CISCO: 146,
}
LIMIT = 2_000_000


class EventLogTests(unittest.TestCase):
    def write(self, kind: eventlogs.EventKind, seed: int = 1, limit: int = LIMIT):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "log.jsonl"
            truth = eventlogs.write(kind, seed, limit, path)
            return truth, path.read_bytes()

    def test_a_seed_gives_the_same_bytes_and_another_others(self):
        for kind in KINDS:
            with self.subTest(kind.name):
                first = self.write(kind)[1]
                self.assertEqual(first, self.write(kind)[1])
                self.assertNotEqual(first, self.write(kind, seed=2)[1])

    def test_a_shorter_log_is_the_beginning_of_a_longer_one(self):
        for kind in KINDS:
            with self.subTest(kind.name):
                long = self.write(kind)[1]
                self.assertTrue(long.startswith(self.write(kind, limit=LIMIT // 3)[1]))

    def test_the_truth_is_what_the_log_holds(self):
        for kind in KINDS:
            with self.subTest(kind.name):
                truth, log = self.write(kind)
                self.assertEqual(truth["bytes"], len(log))
                self.assertLessEqual(len(log), LIMIT)
                self.assertEqual(truth["events"], log.count(b"\n"))
                self.assertGreater(truth["attacks"], 0)
                self.assertEqual(truth["rules"], {kind.rule: truth["attacks"]})

    def test_every_line_is_an_event_and_has_the_size_of_its_kind(self):
        for kind, size in KINDS.items():
            with self.subTest(kind.name):
                truth, log = self.write(kind)
                for line in log.splitlines():
                    self.assertIsInstance(json.loads(line), dict)
                self.assertAlmostEqual(truth["bytes"] / truth["events"], size, delta=size * 0.03)
