"""The groups of the demo as plain data: who takes part in what, and how far they are. Everybody is invented.

Days are counted from the day the demo is loaded (or moved to, by `--today`); what lies in the past stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from .logins import AUTHOR_AND_TRAINER, OTHER_PARTICIPANT, PARTICIPANT

# Organisations by the key that the groups use; the kind is a code of `Organisation.Kind`.
ORGANISATIONS = {
    "doedemocratie": ("DoeDemocratie.nu", "civil_society"),
    "vng": ("VNG", "government"),
    "stay-human": ("Stay Human", "civil_society"),
    "movisie": ("Movisie", "civil_society"),
    "agii": ("Agentschap Integratie en Inburgering", "government"),
    "lokaal-bestuur": ("Lokaal bestuur Voorbeeldegem (verzonnen)", "local_government"),
    "fictiedam": ("Gemeente Fictiedam", "local_government"),
    "verzonnerveen": ("Gemeente Verzonnerveen", "local_government"),
    "denkbeeldhoek": ("Gemeente Denkbeeldhoek", "local_government"),
    "proefwoude": ("Gemeente Proefwoude", "local_government"),
    "bedachterbroek": ("Gemeente Bedachterbroek", "local_government"),
    "zogenaamdrecht": ("Gemeente Zogenaamdrecht", "local_government"),
    "modelhaven": ("Gemeente Modelhaven", "local_government"),
    "schijnmeer": ("Gemeente Schijnmeer", "local_government"),
    "voorbeeldrecht": ("Gemeente Voorbeeldrecht", "local_government"),
    "monsterzijl": ("Gemeente Monsterzijl", "local_government"),
    "namaakwijk": ("Gemeente Namaakwijk", "local_government"),
}


@dataclass(frozen=True)
class Member:
    """Somebody in a group. `progress`: how many modules are finished; `marks`: one letter per meeting held so far."""

    name: str
    function: str = ""
    home: str = ""
    progress: int = 0
    marks: str = ""
    latin_name: str = ""
    reflection: str = ""
    """What they wrote at the first question of the programme; shared with nobody."""

    @property
    def email(self) -> str:
        logins = {login.name: login.email for login in (PARTICIPANT, OTHER_PARTICIPANT)}
        return logins.get(self.name, "")


@dataclass(frozen=True)
class Group:
    """A run of a programme. `days` are the days of its meetings; `moves` while it is not over."""

    code: str
    programme: str
    organisation: str
    place: str
    days: tuple[int, ...]
    starts: time
    members: tuple[Member, ...] = ()
    grant: str = ""
    capacity: int | None = None
    open: bool = False
    moves: bool = True
    time_zone: str = "Europe/Amsterdam"
    document: str = ""
    """The text of a document for this group only."""

    @property
    def meets_today(self) -> bool:
        return 0 in self.days

    def dates(self, today: date) -> list[date]:
        """The dates of its meetings: working days, but for the group that meets today whatever day it is."""
        return [today + timedelta(days=days) if self.meets_today else working_day(today, days) for days in self.days]


def working_day(today: date, days: int) -> date:
    day = today + timedelta(days=days)
    weekend = max(0, day.weekday() - 4)
    if not weekend:
        return day
    return day - timedelta(days=weekend) if days < 0 else day + timedelta(days=3 - weekend)


ALL = 99
"""Every module, with the test passed."""

# Marks: P present, L late, D partial, E excused, A absent.
FINISHED_BUBBLE = (
    Member("Zoë de Fictie", "bestuurder", "fictiedam", ALL, "PP"),
    Member("Łukasz Voorbeeld", "bestuurder", "verzonnerveen", ALL, "PP"),
    Member("Søren Bedacht", "bestuurder", "denkbeeldhoek", ALL, "PP"),
    Member("Anaïs Denkbeeld", "bestuurder", "proefwoude", ALL, "LP"),
    Member("Nguyễn Văn Mẫu", "ambtenaar", "fictiedam", ALL, "PP"),
    Member("Đorđe Primer", "ambtenaar", "verzonnerveen", ALL, "PP"),
    Member("Çağla Örnek", "ambtenaar", "bedachterbroek", ALL, "PP"),
    Member("سارة مثال", "ambtenaar", "zogenaamdrecht", ALL, "PP"),
    Member("Femke van Verzonnen", "ambtenaar", "modelhaven", ALL, "PP"),
    Member("Jørgen Proefpersoon", "ambtenaar", "schijnmeer", ALL, "PP"),
    Member("Tomáš Vzorek", "ambtenaar", "voorbeeldrecht", ALL, "PL"),
    Member("Geertje Zogenaamd", "ambtenaar", "monsterzijl", ALL, "PP"),
    Member("Ibrahim el Voorbeeld", "ambtenaar", "namaakwijk", 3, "PD"),
    Member("Ștefan Exemplu", "raadslid", "fictiedam", ALL, "PP"),
    Member("Marijke van der Proef", "raadslid", "denkbeeldhoek", ALL, "PP"),
    Member("Ólafur Dæmi", "raadslid", "modelhaven", ALL, "PP"),
    Member("Wout Verbeelding", "raadslid", "schijnmeer", ALL, "PP"),
    Member("Hanneke Bedacht", "raadslid", "namaakwijk", 1, "AA"),
)

RUNNING_BUBBLE = (
    Member(
        PARTICIPANT.name,
        "raadslid",
        "fictiedam",
        2,
        "P",
        reflection="Op onze avond over de opvang zaten vooral mensen van mijn eigen leeftijd. Jongeren hoorde ik niet.",
    ),
    Member(
        OTHER_PARTICIPANT.name,
        "ambtenaar",
        "modelhaven",
        3,
        "P",
        reflection="Wij nodigen steeds dezelfde verenigingen uit, omdat we hun adressen hebben. Hardop zeg ik dat niet.",
    ),
    Member("Bram Voorbeeld", "bestuurder", "voorbeeldrecht", 1, "P"),
    Member("Naïma Denkbeeld", "bestuurder", "monsterzijl", 2, "L"),
    Member("Gülşen Örnek", "ambtenaar", "proefwoude", 4, "P"),
    Member("Pieter van Verzonnen", "ambtenaar", "bedachterbroek", 0, "E"),
    Member("Inés Ejemplo", "ambtenaar", "zogenaamdrecht", 2, "P"),
    Member("Ruud de Fictie", "ambtenaar", "schijnmeer", 2, "P"),
    Member("Krzysztof Przykład", "raadslid", "namaakwijk", 2, "P"),
    Member("Aukje Proefpersoon", "raadslid", "denkbeeldhoek", 1, "D"),
    Member("Jan-Willem Zogenaamd", "raadslid", "verzonnerveen", 2, "P"),
    Member("Mehdi el Voorbeeld", "ambtenaar", "fictiedam", 0, "A"),
)

LATER_BUBBLE = (
    Member("Corrie Verbeelding", "bestuurder", "modelhaven"),
    Member("Sven Bedacht", "ambtenaar", "proefwoude"),
    Member("Rachida van der Proef", "raadslid", "schijnmeer"),
)

DYNAMICS = (
    Member(PARTICIPANT.name, "", "fictiedam", ALL, "P"),
    Member("Lotte Voorbeeldcoach", "sportcoach", "", ALL, "P"),
    Member("Yusuf Denkbeeld", "docent", "", ALL, "P"),
    Member("Els van Verzonnen", "vrijwilliger", "", ALL, "P"),
    Member("Karel Proefpersoon", "leidinggevende", "", 0, "A"),
)

NOTICING = (
    Member("Sanne Voorbeelddocent", "docent"),
    Member("Winston Bedacht", "jongerenwerker"),
    Member(PARTICIPANT.name, "raadslid", "fictiedam"),
    Member("Hülya Denkbeeld", "wijkagent"),
)

# Two more than there are places.
DIALOGUE = tuple(
    Member(name, function)
    for name, function in (
        ("Tjeerd Voorbeeldcoach", "sportcoach"),
        ("Amina van Verzonnen", "docent"),
        ("Ottoline de Fictie", "docent"),
        ("Emeka Bedacht", "leidinggevende"),
        ("Saskia Denkbeeld", "docent"),
        ("Willem Proefpersoon", "sportcoach"),
        ("Dewi Verbeelding", "docent"),
        ("Loïc Zogenaamd", "leidinggevende"),
        ("Ans van der Proef", "docent"),
        ("Roy el Voorbeeld", "sportcoach"),
    )
)

LOCAL_GOVERNMENT = tuple(
    Member(name, function, "lokaal-bestuur", progress, marks)
    for name, function, progress, marks in (
        ("Lieve Voorbeeldmans", "diensthoofd", 2, "PP"),
        ("Joris Denkbeeldaert", "wijkwerker", 1, "PP"),
        ("An Verzonnenbeke", "schepen", 1, "PE"),
        ("Stijn Proefmans", "jeugdconsulent", 1, "PP"),
        ("Fatiha Voorbeeld", "brugfiguur", 2, "PP"),
        ("Dirk Van Fictie", "politie", 0, "PP"),
        ("Katrien Bedachtens", "communicatie", 2, "PP"),
        ("Omar Denkbeeld", "opvang", 1, "LP"),
    )
)

PRACTICAL = """Doorbreek de bubbel: praktische informatie

Wij ontvangen u graag vanaf 13.00 uur, met koffie en thee. Om 13.30 uur beginnen wij.

Neem mee:
- een situatie uit uw eigen gemeente, die u met anderen wilt bekijken;
- uw conflictdiagnose, bij dagdeel 2.

De zaal is rolstoelvriendelijk. Hebt u iets nodig om goed mee te kunnen doen? Laat het ons weten.

Kunt u niet komen? Meld u dan af bij de trainer, ook op de dag zelf.

(Deze bijeenkomst, deze plek en deze mensen zijn verzonnen.)
"""

AFTERNOON = time(13, 30)
GROUPS = (
    Group(
        "BUBBEL-1", "doorbreek-de-bubbel", "doedemocratie", "Utrecht, Voorbeeldplein 1", (-98, -77), AFTERNOON,
        FINISHED_BUBBLE, grant="VNG-BUBBEL", capacity=18, moves=False,
    ),
    Group(
        "BUBBEL-2", "doorbreek-de-bubbel", "doedemocratie", "Utrecht, Voorbeeldplein 1", (-14, 0), AFTERNOON,
        RUNNING_BUBBLE, grant="VNG-BUBBEL", capacity=18, document=PRACTICAL,
    ),
    Group(
        "BUBBEL-3", "doorbreek-de-bubbel", "doedemocratie", "Zwolle, Proefstraat 12", (35, 56), AFTERNOON,
        LATER_BUBBLE, grant="VNG-BUBBEL", capacity=18, open=True,
    ),
    Group(
        "BUBBEL-4", "doorbreek-de-bubbel", "doedemocratie", "Tilburg, Denkbeeldlaan 3", (84, 105), AFTERNOON,
        grant="VNG-BUBBEL", capacity=18, open=True,
    ),
    Group(
        "DYNAMIEK-1", "inzicht-in-de-polarisatiedynamiek", "stay-human", "Amersfoort, Bedachtweg 8", (-203,), AFTERNOON,
        DYNAMICS, capacity=25, moves=False,
    ),
    Group(
        "DYNAMIEK-2", "inzicht-in-de-polarisatiedynamiek", "stay-human", "Amersfoort, Bedachtweg 8", (28,), AFTERNOON,
        capacity=25, open=True,
    ),
    Group(
        "DIALOOG-1", "werkvormen-voor-dialoog-en-conflict", "stay-human", "Arnhem, Fictiekade 4", (10, 17), time(9, 30),
        DIALOGUE, capacity=8, open=True,
    ),
    Group(
        "VERHIT-1", "communiceren-in-een-verhitte-tijd", "stay-human", "online", (45, 66, 87, 108, 129, 150), time(10),
        capacity=6, open=True,
    ),
    Group(
        "SIGNAAL-1", "signalering-van-polarisatie-en-radicalisering", "cmo-stamm", "Groningen, Proefplein 2", (21, 28),
        time(13), NOTICING, capacity=15, open=True,
    ),
    Group(
        "ROLMODEL-1", "rolmodel-in-je-buurt", "cmo-stamm", "Groningen, Proefplein 2", (14, 21), time(10), capacity=12,
    ),
    Group(
        "OPMAAT-1", "ondersteuning-bij-conflict-en-polarisatie", "agii", "Voorbeeldegem, gemeentehuis", (-20, -6, 8),
        time(9, 30), LOCAL_GOVERNMENT, time_zone="Europe/Brussels",
    ),
)  # fmt: skip

CLOSING_DAY = "SAMENLEVEN-MIDDAG"
CLOSING_DAYS_AHEAD = 23
FIELD_GROUP = "ROLMODEL-1"

TRAINER_OF = ("BUBBEL-1", "BUBBEL-2", "BUBBEL-3", "BUBBEL-4", "SIGNAAL-1", "DYNAMIEK-1")
TRAINER = AUTHOR_AND_TRAINER


@dataclass(frozen=True)
class Project:
    """What a funder pays for. Without days of its own it is running now."""

    code: str
    title: str
    funder: str
    lead: str
    first_day: date | None = None
    last_day: date | None = None


PROJECTS = (
    Project("VNG-BUBBEL", "Masterclasses Doorbreek de bubbel", "VNG", "doedemocratie"),
    Project(
        "RESPECTVOL-SAMENLEVEN",
        "Respectvol Samenleven",
        "Ministerie van Sociale Zaken en Werkgelegenheid",
        "movisie",
        date(2020, 11, 1),
        date(2022, 10, 31),
    ),
)
