"""Times of the day of which the sample tells."""

import datetime

DAY = datetime.datetime(2026, 11, 20, tzinfo=datetime.timezone.utc)


def clock(text: str) -> float:
    """Seconds since midnight of `13:45:10`."""
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def timestamp(seconds: float) -> str:
    moment = DAY + datetime.timedelta(microseconds=round(seconds * 1e6))
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
