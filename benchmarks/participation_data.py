"""Six projects over sixteen quarters: 10,000 attendances of 3,000 people, and ten and a hundred times as much.

Made by the database itself, the same each time. Four attendances make an enrolment, twelve enrolments a group; every fifth
enrolment is of somebody who was in an earlier group of the same project. Each tenth attendance is an absence.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

PROJECTS, DAYS, PLACES, MEETINGS, SEED = 6, 1_400, 12, 4, 15_485_863
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
VALUES = {"gender": 4, "education": 6, "employment": 5, "region": 12}
# So many groups ago, in the same project.
BEFORE = PROJECTS * PLACES


def fill(size: int) -> Any:
    """Beside what is there. Answers the first of the projects; their rows of now aren't made yet."""
    from courses import models

    funder, _made = models.Funder.objects.get_or_create(name="Benchmark of counting")
    grants = [
        models.Grant.objects.create(
            code=f"PART-{size}-{n}", title=f"Project {n}", funder=funder, first_day=FIRST, last_day=LAST
        )
        for n in range(PROJECTS)
    ]
    people, groups, places = size * 3 // 10, size // MEETINGS // PLACES + 1, size // MEETINGS
    start = datetime(2022, 1, 3, 10, tzinfo=UTC)
    person = models.Person.objects.create(name="Invented")
    first_person = copies(person, people, {"birth_date": day(FIRST, "-6000 - (n % 20000 * 37) % 20000")})
    for offset, (dimension, values) in enumerate(VALUES.items()):
        said = models.Answer.objects.create(person=person, dimension=dimension, value="v0", valid_from=FIRST)
        value = f"'v' || ((CAST(n AS BIGINT) * 7919 + n / 13 + {offset}) % {values})"
        copies(said, people, {"person_id": f"{first_person} + n", "value": value})
    edition = models.Edition.objects.create(title="Group", code=f"PART-{size}", kind="training")
    first_edition = copies(edition, groups, {"code": f"'PART-{size}-' || n"})
    funding = models.EditionFunding.objects.create(edition=edition, grant=grants[0])
    grant = f"{grants[0].pk} + n % {PROJECTS}"
    copies(funding, groups, {"edition_id": f"{first_edition} + n", "grant_id": grant})
    session = models.Session.objects.create(edition=edition, starts_at=start, ends_at=start + timedelta(hours=2))
    days = f"(n / {MEETINGS}) * {DAYS} / {groups} + (n % {MEETINGS}) * 7"
    begins = {"starts_at": moment(start, days), "ends_at": moment(start + timedelta(hours=2), days)}
    sitting = {"edition_id": f"{first_edition} + n / {MEETINGS}", **begins}
    first_session = copies(session, groups * MEETINGS, sitting)
    enrolment = models.Enrolment.objects.create(person=person, edition=edition, enrolled_on=FIRST, placed_on=FIRST)
    again = f"{{0}} - CASE WHEN {{0}} % 5 = 4 AND {{0}} >= {BEFORE} THEN {BEFORE} ELSE 0 END"
    who = f"{first_person} + (CAST({again} AS BIGINT) * {SEED}) % {people}"
    taking = {"person_id": who.format("n"), "edition_id": f"{first_edition} + n / {PLACES}"}
    signed_up = day(date(2022, 1, 1), f"(n / {PLACES}) * {DAYS} / {groups}")
    taking |= {"enrolled_on": signed_up, "placed_on": signed_up}
    first_enrolment = copies(enrolment, places, taking)
    mark = models.Attendance.objects.create(
        person=person, session=session, enrolment=enrolment, status="present", recorded_at=start
    )
    visit = {
        "person_id": who.format(f"(n / {MEETINGS})"),
        "enrolment_id": f"{first_enrolment} + n / {MEETINGS}",
        "session_id": f"{first_session} + (n / {MEETINGS * PLACES}) * {MEETINGS} + n % {MEETINGS}",
        "status": "CASE WHEN n % 10 = 3 THEN 'absent' ELSE 'present' END",
    }
    copies(mark, size, visit)
    done = models.Completion.objects.create(person=person, edition=edition, enrolment=enrolment, completed_on=FIRST)
    ends = f"(n * 2 / {PLACES}) * {DAYS} / {groups} + 28"
    whole = {
        "person_id": who.format("(n * 2)"),
        "edition_id": f"{first_edition} + n * 2 / {PLACES}",
        "enrolment_id": f"{first_enrolment} + n * 2",
        "completed_on": day(date(2022, 1, 3), ends),
    }
    copies(done, places // 2, whole)
    for model in (models.Attendance, models.Session, models.Enrolment, models.Answer, models.Person):
        _execute(f"ANALYZE {model._meta.db_table}")
    return grants[0]


def copies(row: Any, number: int, changed: dict[str, str]) -> int:
    """So many rows like this one but for these columns, in which `n` counts from 0; answers the first one's key."""
    from django.db import connection

    table = row._meta.db_table
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    series = f"generate_series(0, {number - 1}) AS s(n)"
    if connection.vendor == "sqlite":
        series = (
            f"(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {number - 1}) SELECT n FROM s)"
        )
    _execute(f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {series}, {table} t WHERE t.id = {row.pk}")
    first: int = row._meta.model._default_manager.filter(pk__gt=row.pk).order_by("pk").values_list("pk", flat=True)[0]
    return first


def day(since: date, days: str) -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"date('{since}', ({days}) || ' days')"
    return f"DATE '{since}' + ({days})"


def moment(since: datetime, days: str) -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"datetime('{since:%Y-%m-%d %H:%M:%S}', ({days}) || ' days')"
    return f"TIMESTAMPTZ '{since.isoformat()}' + ({days}) * INTERVAL '1 day'"


def rows_of(select: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(select)
        return cursor.fetchall()


def _execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
