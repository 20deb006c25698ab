import unittest

from harness import guard
from harness.guard import Figures


def figures(**instructions: int) -> Figures:
    return Figures("Swift 6", "valgrind 3", instructions)


class GuardTests(unittest.TestCase):
    def test_growth_within_the_limit_is_no_failure(self):
        stored = figures(scan=1000, load=1000)
        self.assertEqual(guard.grown(stored, figures(scan=1030, load=900)), [])
        self.assertEqual(guard.grown(stored, figures(scan=1031, load=1000)), ["scan"])

    def test_a_work_that_is_not_stored_is_a_failure(self):
        self.assertEqual(guard.grown(figures(), figures(scan=1)), ["scan"])

    def test_another_compiler_and_a_gain_are_said(self):
        found = Figures("Swift 7", "valgrind 3", {"scan": 500})
        remarks = guard.remarks(figures(scan=1000), found)
        self.assertEqual(len(remarks), 2)
        self.assertIn("Swift 7", remarks[0])
        self.assertIn("--update", remarks[1])

    def test_figures_are_read_as_they_were_written(self):
        stored = figures(scan=1000)
        self.assertEqual(Figures.read(stored.text()), stored)
