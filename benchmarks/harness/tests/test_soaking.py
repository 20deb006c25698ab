"""What is told of a long run."""

import stat
import tempfile
import unittest
from pathlib import Path

from harness.soaking import soak, ways

# Stands for a log that never ends.
GENERATOR = r"""#!/bin/sh
exec yes '{"stageTimestamp":"2026-11-20T10:15:21.000000Z"}'
"""

# Stands for martlet: a signal for each mark whose number ends with KEPT.
MARTLET = r"""#!/bin/sh
exec 3<&0
sed -un 's/.*"auditID":"\(50ac[-0-9]*KEPT\)".*/{"event_id":"\1"}/p' <&3 &
trap "kill $!; exit 143" TERM
wait
"""


class SoakTests(unittest.TestCase):
    def prepared(self, kept: str) -> soak.Soak:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        programs = {}
        for name, text in (("generator", GENERATOR), ("martlet", MARTLET)):
            programs[name] = Path(folder.name) / name
            programs[name].write_text(text.replace("KEPT", kept))
            programs[name].chmod(stat.S_IRWXU)
        return soak.Soak(
            programs["martlet"], programs["generator"], Path("."), ways.Pipe, 1e6, lambda _: None
        )

    def test_all_signals(self):
        found = self.prepared("[0-9]")
        report = found.run(3.5)
        self.assertIn("no mark is missing", report.text)
        self.assertEqual(found.sent, {})
        self.assertGreater(len(found.latencies), 5)
        self.assertEqual(len(report.samples), 4)

    def test_a_missing_signal(self):
        found = self.prepared("[0-8]")
        found.patience = 0.2
        with self.assertRaises(soak.Unwell) as raised:
            found.run(3.5)
        self.assertRegex(str(raised.exception), r"^\d+ events gave no signal$")


if __name__ == "__main__":
    unittest.main()
