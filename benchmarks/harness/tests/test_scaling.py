import unittest

from harness import report, scaling
from harness.scaling import Figures, Work


class ScalingTests(unittest.TestCase):
    figures = Figures(
        works=(Work("12 rules", 2.5), Work("many rules", 0.25)),
        two_threads=1.9,
        memory={1: 10.0, 2: 18.0},
        page_cache=7.5,
        thread_mebibytes=1.5,
    )

    def test_a_terabyte_takes_its_seconds(self):
        self.assertAlmostEqual(Work("x", 1).core_hours, 1000 / 3600)

    def test_amdahls_law(self):
        self.assertEqual(scaling.speedup(0, 8), 8)
        self.assertEqual(scaling.speedup(1, 8), 1)
        self.assertAlmostEqual(scaling.speedup(0.5, 2), 4 / 3)

    def test_what_gives_out_is_the_largest_limit_below_the_rate(self):
        self.assertEqual(scaling.limit(6), "the cores")
        self.assertIn("one drive", scaling.limit(8))
        self.assertIn("network", scaling.limit(13))
        self.assertIn("memory", scaling.limit(300))

    def test_dear_rules_have_a_smaller_serial_share(self):
        twelve, many = self.figures.works
        self.assertAlmostEqual(scaling.serial_share(many, twelve), scaling.SERIAL_SHARE / 10)
        self.assertGreater(self.figures.pessimistic_share, scaling.SERIAL_SHARE)

    def test_each_work_has_a_row_for_each_number_of_cores(self):
        text = scaling.tables(self.figures)
        for work in self.figures.works:
            for cores in scaling.CORES:
                self.assertIn(f"| {work.label} | {cores} |", text)

    def test_tables_stand_between_the_markers(self):
        document = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
        found = report.between(document, "new\n")
        self.assertEqual(found, f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n")
