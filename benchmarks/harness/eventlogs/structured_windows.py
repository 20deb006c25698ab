"""Sysmon's and the security log's events, each field a member: what a Windows agent ships."""

from typing import Iterator

from harness.eventlogs import company, programs
from harness.eventlogs.clock import Clock
from harness.eventlogs.random_source import RandomSource

# Security Privileges Enumeration Via Whoami.EXE
RULE = "97a80ec7-0e2f-4d05-9ef4-65760e634f6b"
EVENTS_PER_ATTACK = 2_000


def events(random: RandomSource) -> Iterator[tuple[str, bool]]:
    """Lines, and whether RULE matches each."""
    installed = programs.installed(random)
    whoami = programs.hashes(random)
    clock = Clock()
    while True:
        clock.advance(random.below(40))
        time = clock.text()
        host, user = random.pick(company.HOSTS), random.pick(company.PEOPLE)
        if random.below(EVENTS_PER_ATTACK) == 0:
            yield process(
                random,
                time,
                host,
                user,
                image=r"C:\\Windows\\System32\\whoami.exe",
                command_line="whoami.exe /priv",
                text=("whoami - displays logged on user information", *programs.WINDOWS),
                hashes=whoami,
                parent=r"C:\\Windows\\System32\\cmd.exe",
            ), True
            continue
        if random.below(10) < 4:
            program = random.pick(installed)
            yield process(
                random,
                time,
                host,
                user,
                image=program.image,
                command_line=rf"\"{program.image}\" {program.arguments(random)}",
                text=(program.description, program.product, program.vendor),
                hashes=program.hashes,
                parent=program.parent,
            ), False
        else:
            yield logon(random, time, host, user), False


def process(
    random: RandomSource,
    time: str,
    host: str,
    user: str,
    image: str,
    command_line: str,
    text: tuple,
    hashes: str,
    parent: str,
) -> str:
    """Sysmon 1: a process was created. Agents name few of its fields, and no version resources
    beyond these."""
    description, product, vendor = text
    name = image.rsplit("\\", 1)[1]
    return (
        f'{{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Computer":"{host}",'
        f'"UtcTime":"{time}","ProcessGuid":"{random.guid()}","ProcessId":{random.below(65536)},'
        f'"Image":"{image}","Description":"{description}","Product":"{product}",'
        f'"Company":"{vendor}","OriginalFileName":"{name}","CommandLine":"{command_line}",'
        f'"CurrentDirectory":"{company.home(user)}\\\\","User":"{company.DOMAIN}\\\\{user}",'
        f'"IntegrityLevel":"Medium","Hashes":"{hashes}","ParentProcessId":{random.below(65536)},'
        f'"ParentImage":"{parent}"}}\n'
    )


def logon(random: RandomSource, time: str, host: str, user: str) -> str:
    """Security 4624: somebody logged on over the network."""
    source = f"10.20.{random.below(16)}.{random.below(254) + 1}"
    return (
        '{"Channel":"Security","Provider_Name":"Microsoft-Windows-Security-Auditing",'
        f'"EventID":4624,"Computer":"{host}","TimeCreated":"{time}","SubjectUserSid":"S-1-0-0",'
        '"SubjectUserName":"-","SubjectDomainName":"-","SubjectLogonId":"0x0",'
        f'"TargetUserSid":"S-1-5-21-3623811015-3361044348-30300820-{random.below(9000)}",'
        f'"TargetUserName":"{user}","TargetDomainName":"{company.DOMAIN}",'
        f'"TargetLogonId":"0x{random.digits(6)}","LogonType":3,"LogonProcessName":"Kerberos",'
        '"AuthenticationPackageName":"Kerberos","WorkstationName":"-",'
        f'"LogonGuid":"{random.guid()}","ProcessId":"0x0","ProcessName":"-",'
        f'"IpAddress":"{source}","IpPort":{49152 + random.below(16384)}}}\n'
    )
