"""Sysmon 11: a file was created."""

from typing import Iterator

from harness.eventlogs import company, programs
from harness.eventlogs.clock import Clock
from harness.eventlogs.random_source import RandomSource

# Startup Folder File Write
RULE = "2aa0a6b4-a865-495b-ab51-c28249537b75"
EVENTS_PER_ATTACK = 2_000


def events(random: RandomSource) -> Iterator[tuple[str, bool]]:
    """Lines, and whether RULE matches each."""
    installed = programs.installed(random)
    clock = Clock()
    while True:
        clock.advance(random.below(15))
        time = clock.text()
        host, user = random.pick(company.HOSTS), random.pick(company.PEOPLE)
        program = random.pick(installed)
        is_attack = random.below(EVENTS_PER_ATTACK) == 0
        file = startup(random, user) if is_attack else program.files(random, user)
        yield (
            f'{{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":11,"Computer":"{host}",'
            f'"RuleName":"created-file","UtcTime":"{time}","ProcessGuid":"{random.guid()}",'
            f'"ProcessId":{random.below(65536)},"Image":"{program.image}",'
            f'"TargetFilename":"{file}","CreationUtcTime":"{time}",'
            f'"User":"{company.DOMAIN}\\\\{user}"}}\n'
        ), is_attack


def startup(random: RandomSource, user: str) -> str:
    return (
        rf"{company.home(user)}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs"
        rf"\\StartUp\\{random.digits(6)}.lnk"
    )
