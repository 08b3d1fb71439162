"""A kind of job for tests: writes each of its items to a file, slowly, and dies or refuses where it is told to."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from courses.errors import CoursesError
from courses.jobs.registry import register
from courses.jobs.work import Work

KIND = "tests.counting"


def written(name: str) -> list[int]:
    path = Path(settings.FILES_DIR) / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def count(work: Work) -> None:
    wanted = work.parameters
    for number in work.each(list(range(wanted["items"]))):
        if number == wanted.get("refuse_at"):
            raise CoursesError("Dit programma heeft geen groepen.")
        if number == wanted.get("break_at"):
            raise RuntimeError("the secret path of a server")
        time.sleep(wanted.get("seconds", 0))
        with (Path(settings.FILES_DIR) / wanted["name"]).open("a") as file:
            file.write(f"{number}\n")
    work.say("Geteld.")
    work.keep_file("telling.txt", b"klaar")


register(KIND, count, title=lambda job: "Tellen")
