import unittest

from harness.comparison import CountsDiffer, check, compare, in_turn
from harness.process import Command, Run

TRUTH = {"events": 3, "bytes": 90, "rules": {"a": 1}}


class FakeStopwatch:
    """Says of each run what was given for its command, one after the other."""

    def __init__(self, runs: dict):
        self.runs = {label: iter(each) for label, each in runs.items()}
        self.order = []

    def run(self, command: Command) -> Run:
        self.order.append(command.label)
        seconds, output = next(self.runs[command.label])
        return Run(seconds, seconds, 1 << 20, output)


def command(label: str) -> Command:
    return Command(label, ("true",))


class ComparisonTests(unittest.TestCase):
    def test_commands_run_in_turn_and_the_first_round_is_not_counted(self):
        output = '{"events": 3}'
        stopwatch = FakeStopwatch(
            {
                "a": [(9, output), (1, output), (2, output), (4, output)],
                "b": [(9, output), (4, output), (4, output), (4, output)],
            }
        )
        found = compare(stopwatch, command("a"), command("b"), TRUTH, 3)
        self.assertEqual(stopwatch.order, ["a", "b"] * 4)
        self.assertEqual((found.ratio, found.runs), (2, 3))
        self.assertEqual((found.subject.seconds, found.peer.seconds), (2, 4))

    def test_slow_rounds_are_few(self):
        stopwatch = FakeStopwatch({"a": [(20, '{"events": 3}')] * 9})
        [runs] = in_turn(stopwatch, [command("a")], TRUTH, 8)
        self.assertEqual(len(runs), 3)

    def test_other_counts_than_the_truth_end_the_benchmark(self):
        for output in (
            '{"events": 2}',
            '{"bytes": 91}',
            '{"rules": {"a": 2}}',
            '{"rules": {"a": 1, "b": 1}}',
            '{"rules": {}}',
        ):
            with self.subTest(output), self.assertRaises(CountsDiffer):
                check(command("a"), output, TRUTH)
        check(command("a"), '{"events": 3, "bytes": 90, "rules": {"a": 1, "b": 0}}', TRUTH)

    def test_a_number_of_signals_that_changes_ends_the_benchmark(self):
        outputs = [(1, f'{{"events": 3, "signals": {signals}}}') for signals in (5, 5, 6)]
        with self.assertRaises(CountsDiffer):
            in_turn(FakeStopwatch({"a": outputs}), [command("a")], TRUTH, 2)
