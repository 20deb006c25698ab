"""Random values that are the same for a seed in every version of Python."""

import random


class RandomSource:
    """Draws on random() alone: the one method whose sequence Python promises to keep."""

    def __init__(self, seed: int):
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        """One of 0 ..< limit."""
        return int(self._random() * limit)

    def pick(self, pool: tuple):
        """One of a pool, the first ones more often: names in logs are no even distribution."""
        return pool[int(self._random() * self._random() * len(pool))]

    def digits(self, count: int) -> str:
        """A number of so many hexadecimal digits, at most 12."""
        return f"{int(self._random() * (1 << 4 * count)):0{count}x}"

    def guid(self) -> str:
        d = self.digits
        return f"{{{d(8)}-{d(4)}-{d(4)}-{d(4)}-{d(12)}}}"

    def hash(self, length: int) -> str:
        """So many hexadecimal digits in capitals, as Sysmon writes them."""
        text = "".join(self.digits(12) for _ in range(-(-length // 12)))
        return text[:length].upper()
