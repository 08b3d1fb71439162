"""What looking for double persons costs: among 10,000 and 100,000 people with the names of a Dutch region, 3% known twice.

Names fall as they do in life: some are borne by hundreds, most by a few. The same people each time.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.results import Result

SIZES = (10_000, 100_000)
TWICE, SEED = 0.03, 19_870_417
IMPORTED = 1_000


def _split(names: str, between: str = " ") -> list[str]:
    return names.split(between)


DUTCH_FIRST = _split(
    "Jan Johanna Maria Pieter Anna Willem Hendrik Cornelis Sanne Daan Emma Lucas Sophie Bram Lotte Thomas Eva Tim "
    "Fleur Ruben Iris Jeroen Marieke Wouter Femke Gerrit Trijntje Klaas Aaltje Harm Geertje Roelof Hilje Sietse "
    "Tjitske Rients Douwe Froukje Jelle Nynke Egbert Margriet Albert Ineke Evert Wilma Joost Mirjam Karel Saskia Bas "
    "Noor Stijn Roos Mees Julia Sem Tess Levi Zoë Luuk Nora Gijs Lieke Teun Fenna Siem Hanna Koen Maud Sven Evi Lars "
    "Saar Niels Britt Rik Yara Floor Jurre Silke Wessel Anouk Jorrit Marloes Freek Esmée Berend Jacoba Otto Hester "
    "Menno Leonie Reinder"
)
DUTCH_PARTS = _split(
    "Berg Veld Hoek Dijk Meer Bos Heuvel Horst Broek Beek Kamp Wal Ham Schaap Wolf Vos Mulder Bakker Visser Smit "
    "Kuiper Post Huis Zand Steen Laan Poort Water Brug Molen Zee Wind Rood Wit Zwart Goud Zilver Eik Beuk Linde Roos "
    "Hof Kerk Toren Wijk Drecht Haven Sluis Polder Akker"
)
DUTCH_COMMON = _split(
    "de Jong;Jansen;de Vries;van den Berg;Bakker;van Dijk;Visser;Smit;Meijer;de Boer;Mulder;de Groot;Bos;Vos;Peters;"
    "Hendriks;van Leeuwen;Dekker;Brouwer;de Wit;Dijkstra;Smits;de Graaf;van der Meer;van der Linden;Kok;Jacobs;"
    "de Haan;Vermeulen;van den Heuvel",
    ";",
)
DUTCH_ENDS = ("stra", "sma", "inga", "ma", "man", "huis", "kamp", "veld", "ing", "s", "er", "mans")
TIGRINYA = _split(
    "Selam Tesfay Abraham Mehari Yonas Haile Berhane Kidane Tekle Gebremedhin Habtemariam Ghebreyesus Yohannes Filmon "
    "Samrawit Feven Luwam Merhawi Robel Saba Senait Simon Tsegay Weldu Yordanos Zerai Asmerom Bereket Daniel Ermias "
    "Fitsum Ghirmay Hagos Isaias Kibrom Letebrhan Mebrahtu Natsnet Okbay Petros Rahel Semere Teklit Tsehaye "
    "Woldegebriel Zemichael Abrehet Biniam Dawit Eden Freweini Goitom Helen Kahsay Medhanie Mulugheta Nebiat Rigat "
    "Rufael Teame"
)
TIGRINYA_SCRIPT = {
    "Selam": "ሰላም", "Tesfay": "ተስፋይ", "Abraham": "ኣብርሃም", "Yonas": "ዮናስ", "Haile": "ሃይለ", "Dawit": "ዳዊት", "Saba": "ሳባ",
    "Daniel": "ዳኒኤል", "Eden": "ኤደን", "Rahel": "ራሄል", "Yohannes": "ዮሃንስ", "Petros": "ጴጥሮስ",
}  # fmt: skip
ARABIC = _split(
    "Mohamed Ahmed Ali Hassan Hussein Mahmoud Ibrahim Khaled Omar Youssef Fatima Aisha Khadija Maryam Zainab Nour "
    "Layla Samir Tariq Walid Ziad Rami Karim Jamal Hamza Bilal Anas Nadia Salma Yasmin Rania Huda Amal Iman Samira "
    "Hanan Mustafa Abdallah Abdelkarim Abdulrahman Saleh Salim Said Rashid Nabil Majid Latif Kamal Jalal Idris Hakim "
    "Ghassan Fouad Farid Emad Adnan Bashar Anwar Ammar Aziz"
)
ARABIC_LAST = _split(
    "Haddad Khoury Najjar Hariri Shami Halabi Masri Baghdadi Homsi Jaber Darwish Qasim Mansour Khalil Suleiman Awad "
    "Saad Nasser Issa Hamdan Salem Zaher Barakat Sabbagh Tawil Rifai Kurdi Turk Hakim Attar Jundi Bitar Aswad Ghazi "
    "Sayegh Nahas Kabbani Dabbagh Fayyad Hijazi"
)
ARABIC_SCRIPT = {
    "Mohamed": "محمد", "Ahmed": "أحمد", "Ali": "علي", "Hassan": "حسن", "Hussein": "حسين", "Khaled": "خالد", "Omar": "عمر",
    "Fatima": "فاطمة", "Samir": "سمير", "Haddad": "حداد", "Khalil": "خليل", "Mansour": "منصور", "Youssef": "يوسف",
}  # fmt: skip
OTHER_SPELLINGS = (
    ("ij", "y"), ("Mohamed", "Muhammad"), ("Youssef", "Yusuf"), ("Hussein", "Hoessein"), ("dijk", "dyk"), ("ou", "u"),
    ("Gebre", "Ghebre"), ("van der", "v.d."), ("ae", "aa"), ("kh", "ch"), ("sch", "sg"), ("ie", "i"),
)  # fmt: skip


def people(number: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """The fields of so many records; of the last of them each is somebody who is there already, written anew."""
    random = Random(seed)
    once = round(number * (1 - TWICE))
    known = []
    for place in range(once):
        person = _person(random, place)
        known.append(person)
        yield person
    for _ in range(number - once):
        yield _again(random, random.choice(known))


def _person(random: Random, place: int) -> dict[str, Any]:
    origin = random.choices((_dutch, _tigrinya, _arabic), weights=(60, 15, 25))[0]
    born = date(1945, 1, 1) + timedelta(days=random.randrange(24_000))
    if origin is not _dutch and random.random() < 0.4:
        born = born.replace(month=1, day=1)
    return {
        "name": origin(random),
        "birth_date": born if random.random() < 0.6 else None,
        "email": f"person{place}@example.org" if random.random() < 0.5 else "",
        "phone": f"+316{10_000_000 + place:08d}" if random.random() < 0.6 else "",
    }


def _again(random: Random, person: dict[str, Any]) -> dict[str, Any]:
    """Another clerk writes the same human being down: in other letters, with a slip, without some of what is known."""
    again = dict(person)
    name = str(person["name"])
    scripts = {**TIGRINYA_SCRIPT, **ARABIC_SCRIPT}
    spelled = [(there, here) for there, here in OTHER_SPELLINGS if there in name]
    if all(word in scripts for word in name.split()) and random.random() < 0.5:
        name = " ".join(scripts[word] for word in name.split())
    elif spelled and random.random() < 0.7:
        name = name.replace(*random.choice(spelled))
    elif random.random() < 0.3:
        name = _slipped(random, name)
    again["name"] = name
    for field in ("birth_date", "email", "phone"):
        if random.random() < 0.5:
            again[field] = None if field == "birth_date" else ""
    return again


def _slipped(random: Random, name: str) -> str:
    at = random.randrange(1, len(name) - 1)
    return random.choice((name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]))


def _dutch(random: Random) -> str:
    first = _fallen(random, DUTCH_FIRST)
    if random.random() < 0.1:
        first += f"-{_fallen(random, DUTCH_FIRST)}"
    if random.random() < 0.1:
        return f"{first} {_fallen(random, DUTCH_COMMON)}"
    last = (
        random.choice(DUTCH_PARTS)
        + random.choice((*DUTCH_ENDS, ""))
        + random.choice(("", "", "huizen", "beek", "hout"))
    )
    return f"{first} {random.choice(('', '', '', 'van ', 'van der ', 'ter '))}{last}"


def _tigrinya(random: Random) -> str:
    return " ".join(_fallen(random, TIGRINYA, flat=0.6) for _ in range(random.choice((2, 2, 3))))


def _arabic(random: Random) -> str:
    first, father = _fallen(random, ARABIC), _fallen(random, ARABIC)
    last = random.choice(("", "al-", "Al ")) + _fallen(random, ARABIC_LAST, flat=0.6)
    return " ".join(random.choice(((first, father), (first, last), (first, father, last))))


_weights: dict[tuple[int, float], list[float]] = {}


def _fallen(random: Random, names: list[str], flat: float = 0.6) -> str:
    """One of the names, the first of them most often (Zipf's law)."""
    weights = _weights.setdefault((len(names), flat), list(accumulate(1 / n**flat for n in range(1, len(names) + 1))))
    return random.choices(names, cum_weights=weights)[0]


def fill(number: int) -> list[Any]:
    """So many persons of twenty organisations and nobody besides; without keys."""
    from courses import models

    models.PersonPair.objects.all().delete()
    models.PersonKey.objects.all().delete()
    keepers = [models.Organisation.objects.get_or_create(name=f"Benchmark keeper {n}")[0] for n in range(20)]
    rows = (models.Person(keeper=keepers[n % 20], **fields) for n, fields in enumerate(people(number)))
    return models.Person.objects.bulk_create(rows, batch_size=2_000)


def measure(sizes: tuple[int, ...] = SIZES) -> list[Result]:
    return [one for size in sizes for one in _measured(size)]


def _measured(size: int) -> list[Result]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from courses.models import Person
    from courses.people.doubles.keeping import keep_keys, look_at_all, look_for_doubles, rebuild_keys

    rows = fill(size)
    before = _memory()
    keys, _number = _timed(rebuild_keys)
    looking, found = _timed(look_at_all)
    memory = _memory() - before
    person = rows[size // 2]
    with CaptureQueriesContext(connection) as queries:
        one, _number = _timed(lambda: (keep_keys([person]), look_for_doubles([person.pk])))
    news = [Person(**fields) for fields in people(IMPORTED, SEED + 1)]
    Person.objects.bulk_create(news)
    many, _number = _timed(lambda: (keep_keys(news), look_for_doubles([person.pk for person in news])))
    said = f"among {size:,} persons"
    return [
        Result(f"keys {said}", keys, "seconds"),
        Result(f"double persons {said}", looking, "seconds", note=f"{found:,} pairs; {memory:.0f} MB more"),
        Result(f"one saved person {said}", one * 1000, "ms", note=f"{len(queries)} queries"),
        Result(f"{IMPORTED:,} imported persons {said}", many, "seconds"),
    ]


def _timed(act: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = act()
    return time.perf_counter() - start, answer


def _memory() -> float:
    """The most that the process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
