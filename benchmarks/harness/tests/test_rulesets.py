import tempfile
import unittest
from pathlib import Path

from harness import rulesets


class RulesetTests(unittest.TestCase):
    def test_literals_are_many_and_different(self):
        words = rulesets.literals()
        self.assertEqual(len(set(words)), rulesets.LITERALS)
        self.assertEqual(words, rulesets.literals())

    def test_each_ruleset_holds_every_literal_and_one_that_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, path in rulesets.write_literals(Path(folder)).items():
                text = (path / "rules.yml").read_text()
                for word in [*rulesets.literals(), rulesets.FOUND]:
                    self.assertIn(rulesets.escaped(word) if name == "regex" else word, text)
                self.assertEqual(text.count(rulesets.FOUND_ID), 1)

    def test_a_sample_is_spread_over_all_files(self):
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder) / "rules"
            rules.mkdir()
            for number in range(1000):
                (rules / f"{number:04d}.yml").touch()
            sample = rulesets.sample(rules, 100, Path(folder) / "sample")
            names = sorted(file.name for file in sample.iterdir())
            self.assertEqual(names, [f"{number:04d}.yml" for number in range(0, 1000, 10)])
