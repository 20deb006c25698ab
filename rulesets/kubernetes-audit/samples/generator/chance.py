"""Identifiers and choices that look random and are the same in every run."""

import random
import uuid

chance = random.Random(20261120)


def identifier() -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def token(length: int) -> str:
    """Letters as the API server draws them for generated names: no vowels, nothing look-alike."""
    return "".join(chance.choice("bcdfghjklmnpqrstvwxz2456789") for _ in range(length))


class Versions:
    """The cluster's ever-growing resource version."""

    def __init__(self, start):
        self.value = start

    def next(self):
        self.value += chance.randint(3, 41)
        return self.value


VERSIONS = Versions(48_120_300)
