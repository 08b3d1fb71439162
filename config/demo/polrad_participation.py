"""Writes POLRAD's participation as an interchange file: the same bytes every time.

The figures that the project published (65 professionals, 80 role models deployed, more than 100 activities) are the
frame; who, where and when inside it is invented. `python -m config.demo.polrad_participation` writes the file anew.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path

from .polrad_lines import ZONE, Participation
from .polrad_people import (
    GIVEN,
    HOME_ORGANISATIONS,
    LEAD,
    MEN,
    NETWORK,
    PARTNERS,
    PLACES,
    PROFESSIONALS_IN_OTHER_SCRIPTS,
    PROFESSIONS,
    SUBJECTS,
    SURNAMES,
    TRAINERS,
    VENUES,
    Partner,
)

FILE = Path(__file__).parent / "data" / "polrad.jsonl"
CODE = "HOME/2012/ISEC/AG/RAD/4000003805"

LAST_RECRUIT = "rm-094"
HOURS = ((time(9, 30), time(11)), (time(13), time(14, 30)), (time(16), time(17, 30)), (time(19, 30), time(21, 30)))
ROLE_MODEL_AND_YOUTH_WORKER = "rm-017"

# First days of the two-day role model trainings, per partner and round.
ROLE_MODEL_DAYS = {
    "barkema-de-haan": (date(2013, 9, 7), date(2014, 3, 8)),
    "mjd": (date(2013, 9, 21), date(2014, 3, 22)),
    "vluchtelingenwerk": (date(2013, 10, 5), date(2014, 4, 5)),
    "overstag": (date(2013, 10, 26), date(2014, 4, 12)),
}
# First day, new people and place of the basic trainings in two half-days.
BASIC_DAYS = (
    (date(2013, 11, 14), 14, "Groningen"),
    (date(2014, 2, 6), 12, "Veendam"),
    (date(2014, 5, 15), 14, "Delfzijl"),
    (date(2014, 9, 11), 12, "Leek"),
    (date(2014, 10, 30), 13, "Groningen"),
)


def organisations(file: Participation) -> None:
    file.add("organisation", LEAD[0], name=LEAD[1], email="polrad-lead@example.org")
    for partner in PARTNERS:
        file.add("organisation", partner.id, name=partner.name, email=f"{partner.id}@example.org")
    for key, name in (NETWORK, *HOME_ORGANISATIONS.items()):
        file.add("organisation", key, name=name)
    file.add("funder", "isec", name="Europese Commissie, programma ISEC")
    file.add(
        "grant",
        "polrad",
        code=CODE,
        title="POLRAD, de kracht van lokale rolmodellen",
        funder="isec",
        programme="ISEC / RAD",
        first_day="2013-04-01",
        last_day="2014-12-31",
        time_zone="Europe/Amsterdam",
        lead=LEAD[0],
        partners=[partner.id for partner in PARTNERS],
    )


def person(file: Participation, key: str, name: str, *, born: tuple[int, int], mail: float) -> str:
    """A person as a youth worker writes them down: a name, a phone number, and e-mail for some."""
    file.names[key] = name
    dice, contact = file.dice, {"phone": f"+31 6 0000 {len(file.lines):04d}"}
    if dice.random() < mail:
        contact["email"] = f"{key}@example.org"
    if dice.random() < 0.7:
        year = born[0] + dice.below(born[1] - born[0])
        contact["birth_date"] = date(year, 1 + dice.below(12), 1 + dice.below(28)).isoformat()
    return file.add("person", key, name=name, **contact)


def background(file: Participation, who: str, day: date) -> None:
    """What people told about themselves at the first meeting; some would rather not, some were not asked."""
    usual = "male" if file.names[who].split()[0] in MEN else "female"
    gender = file.dice.one((usual,) * 16 + ("non_binary", "declined", "no_answer", ""))
    if gender:
        recorded = datetime.combine(day + timedelta(days=1), time(10), ZONE).isoformat()
        fields = {"dimension": "gender", "value": gender, "valid_from": day.isoformat(), "recorded_at": recorded}
        file.add("answer", f"gender/{who}", person=who, **fields)


def names(file: Participation) -> Iterator[str]:
    for surname in SURNAMES:
        for given in file.dice.shuffled(GIVEN):
            yield f"{given} {surname}"


def role_model_training(file: Participation, partner: Partner, number: int, recruits: dict[str, str]) -> None:
    """Two Saturdays with signed lists. `recruits` says per person how it went."""
    key, first = f"R{number}", ROLE_MODEL_DAYS[partner.id][(number - 1) // len(PARTNERS)]
    file.edition(key, "Training voor rolmodellen", "training", partner.id, ["polarisatie", "rolmodellen"])
    place, hours = file.dice.one(PLACES), (time(10), time(16, 30))
    days = [file.session(key, index, first + timedelta(days=7 * (index - 1)), hours, place) for index in (1, 2)]
    trainer = f"tr-{1 + number % len(TRAINERS)}"
    file.enrol(trainer, key, "trainer", LEAD[0], first - timedelta(days=60))
    for day in days:
        file.mark(trainer, day)
    for who, outcome in recruits.items():
        enrolled = first - timedelta(days=7 + file.dice.below(40))
        withdrawn = {"withdrawn_on": (first - timedelta(days=3)).isoformat()} if outcome == "withdrew" else {}
        file.enrol(who, key, "role_model", partner.id, enrolled, function="rolmodel", **withdrawn)
        two_days(file, who, days, outcome)
        if outcome == "trained":
            file.trained_on.setdefault(who, first + timedelta(days=7))
            file.pools[partner.id].append(who)


def two_days(file: Participation, who: str, days: list[str], outcome: str) -> None:
    first, second = days
    if outcome == "trained":
        chance = file.dice.random()
        file.mark(who, first, "late" if chance < 0.06 else "present", "signed")
        if chance > 0.95:
            file.mark(who, second, "partial", "signed", minutes=240 + 30 * file.dice.below(4))
        else:
            file.mark(who, second, "present", "countersigned" if chance > 0.6 else "signed")
        file.complete(who, second)
    elif outcome == "one_day":
        file.mark(who, first, "present", "signed")
        file.mark(who, second, "excused" if file.dice.random() < 0.5 else "absent")
    elif outcome == "never":
        file.mark(who, first, "absent")
        file.mark(who, second, "absent")


def role_models(file: Participation, name: Iterator[str]) -> None:
    """Ninety-seven records: 86 people trained, eight who stopped, and three whom two partners both wrote down."""
    rounds: list[dict[str, str]] = []
    counter, stops = 0, cycle(("one_day", "never", "withdrew"))
    for which in (0, 1):
        for partner in PARTNERS:
            recruits: dict[str, str] = {}
            for outcome, how_many in (("trained", partner.trained[which]), ("dropped", partner.dropped[which])):
                for _ in range(how_many):
                    counter += 1
                    who = person(file, f"rm-{counter:03d}", next(name), born=(1962, 1997), mail=0.4)
                    background(file, who, ROLE_MODEL_DAYS[partner.id][which])
                    recruits[who] = outcome if outcome == "trained" else next(stops)
            rounds.append(recruits)
    seconds = known_twice(file, rounds)
    for who, missed, again in (("rm-061", 0, 4), ("rm-073", 1, 5)):
        assert rounds[again][who] == "trained"
        rounds[missed][who] = "one_day"  # missed the second day, and came back for the next training
    for number, recruits in enumerate(rounds, start=1):
        role_model_training(file, PARTNERS[(number - 1) % len(PARTNERS)], number, recruits)
    for first, second in seconds:
        file.add("merge", f"{second}={first}", person=second, into=first, recorded_at="2014-06-17T14:30:00+02:00")


def known_twice(file: Participation, rounds: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Records of the same people at a second partner: one never came there, one for a day, one did it all again."""
    by_id = {line["id"]: line for line in file.lines if line["type"] == "person"}
    pairs = []
    twice = (("rm-066", 0, "never"), ("rm-078", 3, "one_day"), ("rm-003", 7, "trained"))
    for number, (first, place, outcome) in enumerate(twice, start=95):
        second = f"rm-{number:03d}"
        file.add("person", second, name=by_id[first]["name"], phone=by_id[first]["phone"])
        rounds[place][second] = outcome
        pairs.append((first, second))
    return pairs


def evenings(file: Participation) -> None:
    """Role models meet their coach and each other, three evenings per partner."""
    for number, partner in enumerate(PARTNERS, start=1):
        key, first = f"C{number}", date(2014, 5, 12) + timedelta(days=number)
        file.edition(key, "Terugkomavonden voor rolmodellen", "intervision", partner.id, ["rolmodellen"])
        hours, place = (time(19, 30), time(21)), file.dice.one(PLACES)
        sessions = [file.session(key, n, first + timedelta(weeks=12 * (n - 1)), hours, place) for n in (1, 2, 3)]
        for who in file.pools[partner.id]:
            if file.dice.random() < 0.55:
                file.enrol(who, key, "role_model", partner.id, first - timedelta(days=14), function="rolmodel")
                for session in sessions:
                    chance = file.dice.random()
                    file.mark(who, session, "present" if chance < 0.75 else "excused" if chance < 0.9 else "absent")


def activities(file: Participation) -> None:
    """One hundred and two evenings and lessons, run by the four partners, each with role models at work."""
    workers = {partner.id: staff(file, partner) for partner in PARTNERS}
    planned = [(day, partner) for partner in PARTNERS for day in activity_days(file, partner)]
    sizes = {partner.id: group_sizes(file, partner) for partner in PARTNERS}
    rested = {who for partner in PARTNERS for who in not_deployed(file, partner)}
    worked: Counter[str] = Counter()
    for number, (day, partner) in enumerate(sorted(planned), start=1):
        pool = [who for who in file.pools[partner.id] if file.trained_on[who] < day and who not in rested]
        pool.sort(key=lambda who: (worked[who] > 0, file.dice.random()))
        size = sizes[partner.id].pop()
        worked.update(pool[:size])
        sick = pool[size : size + 1] if file.dice.random() < 0.12 else []
        activity(file, f"V{number:03d}", partner, day, workers[partner.id], pool[:size], sick)


def not_deployed(file: Participation, partner: Partner) -> list[str]:
    """Trained, and not yet asked: the last of the partner's own (a second record is somebody else's)."""
    own = [who for who in file.pools[partner.id] if who <= LAST_RECRUIT]
    return own[-partner.not_deployed :]


def activity(
    file: Participation, key: str, partner: Partner, day: date, worker: str, team: list[str], sick: list[str]
) -> None:
    dice, subject, place = file.dice, file.dice.one(SUBJECTS), file.dice.one(PLACES)
    file.edition(key, f"{subject.title} · {place}", "outreach", partner.id, [subject.theme])
    hours = dice.one(HOURS)
    headcount = len(team) + 1 + 8 + dice.below(24) + (dice.below(70) if dice.random() < 0.15 else 0)
    session = file.session(key, 1, day, hours, f"{place}, {dice.one(VENUES)}", headcount=headcount)
    asked = day - timedelta(days=10 + dice.below(20))
    file.enrol(worker, key, "staff", partner.id, asked)
    file.mark(worker, session)
    for who in team:
        file.enrol(who, key, "deployed", partner.id, asked, function="rolmodel")
        file.mark(who, session, "present", "countersigned" if dice.random() < 0.3 else "trainer")
    for who in sick:
        file.enrol(who, key, "deployed", partner.id, asked, function="rolmodel")
        file.mark(who, session, "excused")


def staff(file: Participation, partner: Partner) -> str:
    number = 1 + [each.id for each in PARTNERS].index(partner.id)
    key = f"jw-{number}"
    return file.add("person", key, name=f"{GIVEN[number * 11]} Voorbeeldwerker", email=f"{key}@example.org")


def activity_days(file: Participation, partner: Partner) -> list[date]:
    """On weekdays, from ten days after the partner's first training; more of them once there are more hands."""
    first = ROLE_MODEL_DAYS[partner.id][0] + timedelta(days=17)
    span = (date(2014, 11, 14) - first).days
    days = [first + timedelta(days=int(span * file.dice.random() ** 0.7)) for _ in range(partner.activities)]
    return [day - timedelta(days=2) if day.weekday() > 4 else day for day in days]


def group_sizes(file: Participation, partner: Partner) -> list[int]:
    """One to four role models at each activity, together the partner's deployments."""
    sizes = [1] * partner.activities
    while sum(sizes) < partner.deployments:
        index = file.dice.below(len(sizes))
        sizes[index] += sizes[index] < 4
    return sizes


def basic_trainings(file: Participation, name: Iterator[str]) -> None:
    """Sixty-five professionals, 71 participations: four came back for the half-day they missed, two wanted more."""
    people = professionals(file, name)
    groups = [{people.pop(0): "done" for _ in range(size)} for _, size, _ in BASIC_DAYS]
    for index, outcome in ((0, "half"), (1, "half"), (2, "half"), (3, "half"), (0, "done"), (2, "done")):
        who = list(groups[index])[5 if outcome == "half" else 8]
        groups[index][who] = outcome
        groups[index + 1][who] = "done"
    for index, outcome in ((0, "withdrew"), (1, "never"), (2, "excused"), (4, "withdrew")):
        groups[index][people.pop(0)] = outcome
    asked: set[str] = {ROLE_MODEL_AND_YOUTH_WORKER}
    for number, group in enumerate(groups, start=1):
        for who in [who for who in group if who not in asked]:
            background(file, who, BASIC_DAYS[number - 1][0])
            asked.add(who)
        basic_training(file, number, group)


def professionals(file: Participation, name: Iterator[str]) -> list[str]:
    """Sixty-nine, of whom four never came; one is a role model who had become a youth worker by then."""
    written = dict(zip((5, 21, 37, 53), PROFESSIONALS_IN_OTHER_SCRIPTS, strict=True))
    keys = []
    for number in range(1, 69):
        called = written.get(number) or next(name)
        keys.append(person(file, f"pr-{number:03d}", called, born=(1954, 1990), mail=0.9))
    keys.insert(58, ROLE_MODEL_AND_YOUTH_WORKER)
    return keys


def basic_training(file: Participation, number: int, group: dict[str, str]) -> None:
    key, (first, _, place) = f"B{number}", BASIC_DAYS[number - 1]
    title = "Basistraining Signalering van polarisatie en radicalisering"
    file.edition(key, title, "training", LEAD[0], ["polarisatie", "radicalisering"])
    hours = (time(13), time(16, 30))
    days = [file.session(key, n, first + timedelta(days=7 * (n - 1)), hours, place) for n in (1, 2)]
    trainer = f"tr-{1 + number % len(TRAINERS)}"
    file.enrol(trainer, key, "trainer", NETWORK[0], first - timedelta(days=60))
    for day in days:
        file.mark(trainer, day)
    for who, outcome in group.items():
        function, home = PROFESSIONS[int(who[3:]) % len(PROFESSIONS)]
        enrolled = first - timedelta(days=9 + file.dice.below(45))
        withdrawn = {"withdrawn_on": (first - timedelta(days=2)).isoformat()} if outcome == "withdrew" else {}
        file.enrol(who, key, "professional", home, enrolled, function=function, **withdrawn)
        half_days(file, who, days, outcome)


def half_days(file: Participation, who: str, days: list[str], outcome: str) -> None:
    first, second = days
    if outcome == "done":
        chance = file.dice.random()
        file.mark(who, first, "late" if chance < 0.05 else "present", "signed")
        if chance > 0.94:
            file.mark(who, second, "partial", "signed", minutes=180)
        else:
            file.mark(who, second, "present", "signed")
        file.complete(who, second)
    elif outcome == "half":
        file.mark(who, first, "present", "signed")
        file.mark(who, second, "excused")
    elif outcome in ("never", "excused"):
        for day in days:
            file.mark(who, day, "absent" if outcome == "never" else "excused")


def conference(file: Participation) -> None:
    """The international closing conference: counted at the door, not by name."""
    title = "Internationale slotconferentie POLRAD"
    file.edition("S1", title, "event", LEAD[0], ["polarisatie", "radicalisering", "rolmodellen"])
    hours = (time(9, 30), time(17))
    session = file.session("S1", 1, date(2014, 11, 27), hours, "Groningen", headcount=214)
    for key in ("tr-1", "tr-2", "jw-1", "jw-2", "jw-3", "jw-4"):
        file.enrol(key, "S1", "staff", LEAD[0], date(2014, 9, 1))
        file.mark(key, session)


def build() -> str:
    """The whole file as text, one object a line."""
    file = Participation()
    name = names(file)
    organisations(file)
    for number, trainer in enumerate(TRAINERS, start=1):
        file.add("person", f"tr-{number}", name=trainer, email=f"tr-{number}@example.org")
    role_models(file, name)
    evenings(file)
    activities(file)
    basic_trainings(file, name)
    conference(file)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in file.lines)


if __name__ == "__main__":
    FILE.write_text(build(), encoding="utf-8")
