"""An invented company: its people and machines.

Pools are small and names repeat, as they do in a real log. Backslashes are as JSON has them.
"""

PEOPLE = (
    "ada", "grace", "edsger", "barbara", "donald", "radia", "leslie", "katherine", "alan",
    "margaret", "niklaus", "shafi", "tony", "frances", "vint", "jean",
)  # fmt: skip
WORKSTATIONS = tuple(f"WS-{number:04d}.corp.example.com" for number in range(1, 241))
SERVERS = tuple(
    f"{role}-{number:02d}.corp.example.com"
    for role in ("DC", "FILE", "SQL", "WEB", "BUILD")
    for number in range(1, 7)
)
HOSTS = SERVERS + WORKSTATIONS
DOMAIN = "CORP"


def home(user: str) -> str:
    return rf"C:\\Users\\{user}"
