#!/usr/bin/env python3
"""Writes CaseFolding+Table.swift: Unicode simple case folding as ranges.

Usage: scripts/generate-case-folding.py > Sources/MartletEngine/Match/CaseFolding+Table.swift

Reads CaseFolding.txt (statuses C and S) from the path given, or else asks the PyPI package `regex`,
which carries the data of the Unicode version named below; the package is not otherwise needed.
"""

import sys

UNICODE_VERSION = "17.0.0"  # of regex 2025.11.3, and of the toolchain, which the tests compare


def mappings_of_file(path):
    mappings = {}
    for line in open(path, encoding="utf-8"):
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 2 and fields[1] in ("C", "S"):
            mappings[int(fields[0], 16)] = int(fields[2], 16)
    return mappings


def mappings_of_package():
    from regex import I, U, _regex

    scalars = (code for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    folded = ((code, ord(_regex.fold_case(I | U, chr(code)))) for code in scalars)
    return {code: target for code, target in folded if code != target}


def ranges_of(mappings):
    """Joins neighbours with the same distance, one or two scalars apart."""
    ranges = []
    for code, target in sorted(mappings.items()):
        delta = target - code
        if ranges:
            first, last, step, known = ranges[-1]
            if known == delta and code - last == (step or code - last) and code - last <= 2:
                ranges[-1] = (first, code, code - last, delta)
                continue
        ranges.append((code, code, 0, delta))
    return [(first, last, step or 1, delta) for first, last, step, delta in ranges]


def main():
    mappings = mappings_of_file(sys.argv[1]) if len(sys.argv) > 1 else mappings_of_package()
    ranges = [entry for entry in ranges_of(mappings) if entry[0] >= 0x80]
    print("// Written by scripts/generate-case-folding.py; do not edit.\n")
    print("extension CaseFolding {")
    print(f"    /// The scalars beyond ASCII that fold, in rising order, of Unicode {UNICODE_VERSION}.")
    print("    ///")
    print("    /// Three words a range: the first scalar; the last, with bit 31 set where only every")
    print("    /// second scalar folds; the distance to the folded scalar, modulo 2^32.")
    print(f"    static let table: InlineArray<{3 * len(ranges)}, UInt32> = [")
    for first, last, step, delta in ranges:
        end = last | (1 << 31 if step == 2 else 0)
        print("        " + ", ".join(literal(word) for word in (first, end, delta % 2**32)) + ",")
    print("    ]")
    print("}")


def literal(word):
    digits = f"{word:08X}"
    return f"0x{digits[:4]}_{digits[4:]}"


main()
