"""Messages of routers and switches, as a syslog server stores them."""

from typing import Iterator

from harness.eventlogs import company
from harness.eventlogs.clock import Clock
from harness.eventlogs.random_source import RandomSource

# Cisco Clear Logs
RULE = "ceb407f6-8277-439b-951f-e4210e3ed956"
EVENTS_PER_ATTACK = 2_000

DEVICES = tuple(f"{role}-{n:02d}" for role in ("core", "edge", "dist") for n in range(1, 17))


def _port(random: RandomSource) -> str:
    return f"Gi1/0/{random.below(48) + 1}"


def _address(random: RandomSource) -> str:
    return f"10.{random.below(32)}.{random.below(254)}.{random.below(254) + 1}"


_MESSAGES = (
    lambda r: f"%LINK-3-UPDOWN: Interface {_port(r)}, changed state to {r.pick(('up', 'down'))}",
    lambda r: f"%LINEPROTO-5-UPDOWN: Line protocol on Interface {_port(r)}, changed state to up",
    lambda r: f"%SEC-6-IPACCESSLOGP: list 120 denied tcp {_address(r)}({r.below(65536)}) -> "
    f"{_address(r)}(445), 1 packet",
    lambda r: f"%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: {r.pick(company.PEOPLE)}] "
    f"[Source: {_address(r)}] [localport: 22]",
    lambda r: f"%OSPF-5-ADJCHG: Process 1, Nbr {_address(r)} on {_port(r)} from LOADING to FULL",
    lambda r: f"%SYS-5-CONFIG_I: Configured from console by {r.pick(company.PEOPLE)} on vty0 "
    f"({_address(r)})",
    lambda r: f"%DHCP_SNOOPING-5-DHCP_SNOOPING_UNTRUSTED_PORT: offer on {_port(r)}",
)


def events(random: RandomSource) -> Iterator[tuple[str, bool]]:
    """Lines, and whether RULE matches each."""
    clock = Clock()
    while True:
        clock.advance(random.below(30))
        is_attack = random.below(EVENTS_PER_ATTACK) == 0
        message = command(random) if is_attack else random.pick(_MESSAGES)(random)
        yield (
            f'{{"time":"{clock.text("T")[:19]}Z","host":"{random.pick(DEVICES)}","type":"cisco",'
            f'"message":"{message}"}}\n'
        ), is_attack


def command(random: RandomSource) -> str:
    """Accounting of what somebody typed."""
    return (
        f"%PARSER-5-CFGLOG_LOGGEDCMD: User:{random.pick(company.PEOPLE)}  logged command:"
        "clear logging"
    )
