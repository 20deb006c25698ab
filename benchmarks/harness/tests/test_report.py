import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from harness import chart, report
from harness.target import Target, at_least, at_most


class TargetTests(unittest.TestCase):
    def test_a_verdict_counts_from_the_goal_on_and_knows_the_bar(self):
        verdicts = [
            at_least("x", 2, measured, "times", bar=1.5).verdict for measured in (2, 1.7, 1.5, 1.4)
        ]
        self.assertEqual(verdicts, ["kept", "bar met", "bar met", "missed"])
        self.assertEqual(
            [at_most("x", 10, n, "ms").verdict for n in (9, 10, 11)][::2], ["kept", "missed"]
        )

    def test_figures_are_written_with_their_unit(self):
        target = at_least("x", 1_000_000, 101_801.4, "signals/s", form=",.0f")
        self.assertEqual(
            (target.goal, target.measured), ("1,000,000 signals/s", "101,801 signals/s")
        )
        self.assertEqual(at_most("x", 0.15, 0.2, "s").goal, "under 0.15 s")


class ChartTests(unittest.TestCase):
    def test_every_target_is_a_row_of_well_formed_svg(self):
        targets = [
            Target(f"work <{n}> & more", "1", "2", share) for n, share in enumerate((0, 1, 99))
        ]
        tree = ElementTree.fromstring(chart.draw(targets))
        texts = [element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")]
        for target in targets:
            self.assertIn(target.work, texts)
        self.assertIn("2 of 3 goals kept", texts)

    def test_bars_stay_on_the_axis(self):
        self.assertEqual(chart.position(1e-9), chart.position(chart.LOWEST))
        self.assertEqual(chart.position(1e9), chart.position(chart.HIGHEST))
        self.assertLess(chart.position(0.5), chart.position(1))


class ReportTests(unittest.TestCase):
    def test_a_missed_target_stands_out(self):
        load, start = at_most("load", 1, 2, "s"), at_most("start", 1, 0.5, "s")
        text = report.targets_text([replace(load, suite="load"), replace(start, suite="start")])
        self.assertIn("| load | under 1.00 s | 2.00 s | **missed** | `load` |", text)
        self.assertIn("| start | under 1.00 s | 0.50 s | kept | `start` |", text)

    def test_results_are_written_beside_the_readme_and_into_it(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "README.md").write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
            rates = report.RateSection("Rates", [report.Rate("logons", 700, 2000.0, 1000.0)])
            targets = [replace(at_most("load", 1, 2, "s"), suite="load")]
            path = report.write(folder, "2026-01-02-machine", "found\n", [rates], targets)
            self.assertEqual(path.read_text(), "# Benchmark 2026-01-02-machine\n\nfound\n")
            raw = json.loads(path.with_suffix(".json").read_text())
            self.assertEqual(raw["targets"][0]["work"], "load")
            self.assertEqual(raw["sections"]["Rates"][0]["per_second"], 2000.0)
            readme = (folder / "README.md").read_text()
            self.assertTrue(readme.startswith("before\n") and readme.endswith("after\n"))
            self.assertIn("found", readme)
            self.assertNotIn("old", readme)
            self.assertIn(f"(results/{report.CHART})", readme)
            self.assertTrue((folder / "results" / report.CHART).exists())
