"""The security log as a forwarder renders it: a few fields, and all else in one text."""

from typing import Iterator

from harness.eventlogs import company, programs
from harness.eventlogs.clock import Clock
from harness.eventlogs.random_source import RandomSource

# Security Eventlog Cleared
RULE = "d99b79d2-0a6f-4f46-ad8b-260b6e17f982"
EVENTS_PER_ATTACK = 2_000


def events(random: RandomSource) -> Iterator[tuple[str, bool]]:
    """Lines, and whether RULE matches each."""
    installed = programs.installed(random)
    clock = Clock()
    record = 81_530_112
    while True:
        clock.advance(random.below(40))
        record += 1
        user = random.pick(company.PEOPLE)
        is_attack = random.below(EVENTS_PER_ATTACK) == 0
        if is_attack:
            event, text = 1102, cleared(random, user)
        elif random.below(10) < 4:
            event, text = 4688, process(random, user, random.pick(installed))
        else:
            event, text = 4624, logon(random, user)
        provider = "Microsoft-Windows-" + ("Eventlog" if is_attack else "Security-Auditing")
        yield (
            f'{{"@timestamp":"{clock.text("T")}Z","host":"{random.pick(company.HOSTS)}",'
            f'"Channel":"Security","Provider_Name":"{provider}","EventID":{event},'
            f'"EventRecordID":{record},"Message":"{text}"}}\n'
        ), is_attack


def subject(random: RandomSource, heading: str, user: str) -> str:
    return (
        rf"{heading}:\r\n\tSecurity ID:\t\tS-1-5-21-3623811015-3361044348-{random.below(9000)}"
        rf"\r\n\tAccount Name:\t\t{user}\r\n\tAccount Domain:\t\t{company.DOMAIN}"
        rf"\r\n\tLogon ID:\t\t0x{random.digits(6)}\r\n\r\n"
    )


def process(random: RandomSource, user: str, program: programs.Program) -> str:
    return (
        r"A new process has been created.\r\n\r\n"
        + subject(random, "Creator Subject", user)
        + subject(random, "Target Subject", "-")
        + rf"Process Information:\r\n\tNew Process ID:\t\t0x{random.digits(4)}"
        rf"\r\n\tNew Process Name:\t{program.image}\r\n\tToken Elevation Type:\t%%1938"
        r"\r\n\tMandatory Label:\t\tMandatory Label\\Medium Mandatory Level"
        rf"\r\n\tCreator Process ID:\t0x{random.digits(4)}"
        rf"\r\n\tCreator Process Name:\t{program.parent}"
        rf"\r\n\tProcess Command Line:\t{program.arguments(random)}"
    )


def logon(random: RandomSource, user: str) -> str:
    return (
        r"An account was successfully logged on.\r\n\r\n"
        + subject(random, "Subject", "-")
        + r"Logon Information:\r\n\tLogon Type:\t\t3\r\n\r\n"
        + subject(random, "New Logon", user)
        + rf"Network Information:\r\n\tSource Network Address:\t10.20.{random.below(16)}.7"
        r"\r\n\r\nThis event is generated when a logon session is created on the computer that was"
        r" accessed."
    )


def cleared(random: RandomSource, user: str) -> str:
    return r"The audit log was cleared.\r\n" + subject(random, "Subject", user)
