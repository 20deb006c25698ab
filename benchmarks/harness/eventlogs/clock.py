"""The time of day in a log."""

import datetime

BEGIN = datetime.datetime(2026, 3, 2, 8, 0, 0)


class Clock:
    """Advances by as much as it is told and writes the time as the events of a kind do."""

    def __init__(self) -> None:
        self._second = -1
        self._prefix = ""
        self._milliseconds = 0

    def advance(self, milliseconds: int) -> None:
        self._milliseconds += milliseconds

    def text(self, separator: str = " ") -> str:
        """As `2026-03-02 08:00:00.000`."""
        second, rest = divmod(self._milliseconds, 1000)
        if second != self._second:
            self._second = second
            self._prefix = str(BEGIN + datetime.timedelta(seconds=second))
        day, time = self._prefix.split(" ")
        return f"{day}{separator}{time}.{rest:03d}"
