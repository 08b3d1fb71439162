"""POLRAD's file counted by hand: the plainest reading of the counting rules that gives the project's figures."""

import json
from collections import Counter, defaultdict
from typing import Any

import pytest

from config.demo.polrad_participation import CODE, FILE, build

Line = dict[str, Any]


class Plain:
    """One pass per question over lists of lines; only what this file needs (no shared editions, no late reports)."""

    def __init__(self, lines: list[Line]) -> None:
        self.of: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.of[line["type"]].append(line)
        self.survivor = {merge["person"]: merge["into"] for merge in self.of["merge"]}
        self.edition = {edition["id"]: edition for edition in self.of["edition"]}
        self.session = {session["id"]: session for session in self.of["session"]}
        self.enrolment = {(e["person"], e["edition"]): e for e in self.of["enrolment"]}

    def human(self, person: str) -> str:
        return self.survivor.get(person, person)

    def marks(self, role: str) -> list[tuple[str, str, str]]:
        """(human, edition, session) of each effective mark that counts, of enrolments in this role."""
        latest: dict[tuple[str, str], Line] = {}
        for mark in sorted(self.of["attendance"], key=lambda mark: mark["recorded_at"]):
            latest[mark["person"], mark["session"]] = mark
        counted = []
        for (person, session), mark in latest.items():
            edition = self.session[session]["edition"]
            if mark["status"] in ("present", "late", "partial") and self.enrolment[person, edition]["role"] == role:
                assert "2013-04-01" <= self.session[session]["starts_at"][:10] <= "2014-12-31"
                counted.append((self.human(person), edition, session))
        return counted

    def participations(self, role: str) -> set[tuple[str, str]]:
        return {(human, edition) for human, edition, _ in self.marks(role)}

    def completers(self, role: str) -> set[str]:
        attended = self.participations(role)
        return {
            self.human(done["person"])
            for done in self.of["completion"]
            if self.enrolment[done["person"], done["edition"]]["role"] == role
            and (self.human(done["person"]), done["edition"]) in attended
            and "2013-04-01" <= done["completed_on"] <= "2014-12-31"
        }


@pytest.fixture(scope="module")
def plain() -> Plain:
    return Plain([json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()])


def test_the_file_is_what_the_generator_writes() -> None:
    assert FILE.read_bytes() == build().encode()


def test_ids_are_unique_per_type_and_references_lead_somewhere(plain: Plain) -> None:
    ids = Counter((kind, line["id"]) for kind, lines in plain.of.items() for line in lines)
    assert not [key for key, times in ids.items() if times > 1]
    targets = {"person": "person", "into": "person", "edition": "edition", "session": "session"}
    targets |= {"organisation": "organisation", "lead": "organisation", "funder": "funder"}
    for lines in plain.of.values():
        for line in lines:
            for field, kind in targets.items():
                assert field not in line or ids[kind, line[field]] == 1, line
    assert plain.of["grant"][0]["code"] == CODE


def test_role_models_recruited_trained_and_deployed(plain: Plain) -> None:
    recruited = {line["person"] for line in plain.of["enrolment"] if line["role"] == "role_model"}
    trained, deployments = plain.completers("role_model"), plain.participations("deployed")
    deployed = {human for human, _ in deployments}
    assert len(recruited) == 97
    assert len({plain.human(person) for person in recruited}) == 94
    assert len(trained) == 86
    assert (len(deployments), len(deployed)) == (212, 80)
    assert deployed <= trained


def test_nobody_is_deployed_before_the_training_is_done(plain: Plain) -> None:
    done: dict[str, str] = {}
    for line in plain.of["completion"]:
        human = plain.human(line["person"])
        done[human] = min(line["completed_on"], done.get(human, "9"))
    assert all(done[human] < plain.session[session]["starts_at"] for human, _, session in plain.marks("deployed"))


def test_professionals(plain: Plain) -> None:
    participations = plain.participations("professional")
    assert len(plain.completers("professional")) == 65
    assert (len(participations), len({human for human, _ in participations})) == (71, 65)
    names = {line["name"] for line in plain.of["person"] if line["id"].startswith("pr-")}
    assert sum(any("\u0600" <= letter <= "\u06ff" for letter in name) for name in names) == 2
    assert sum(any("\u1200" <= letter <= "\u137f" for letter in name) for name in names) == 1
    assert sum("ğ" in name for name in names) == 1


def test_activities_of_four_partners_each_with_a_deployment_and_a_head_count(plain: Plain) -> None:
    outreach = [key for key, edition in plain.edition.items() if edition["kind"] == "outreach"]
    sessions = [line for line in plain.of["session"] if line["edition"] in outreach]
    team = Counter(edition for _, edition in plain.participations("deployed"))
    assert len(outreach) == len(sessions) == len({line["edition"] for line in sessions}) == 102
    assert {plain.edition[key]["organisation"] for key in outreach} == set(plain.of["grant"][0]["partners"])
    assert all(line["headcount"] >= team[line["edition"]] + 1 > 1 for line in sessions)


def test_the_closing_conference_is_counted_at_the_door_only(plain: Plain) -> None:
    event = [key for key, edition in plain.edition.items() if edition["kind"] == "event"]
    roles = {line["role"] for line in plain.of["enrolment"] if line["edition"] in event}
    assert (len(event), roles) == (1, {"staff"})


def test_people_are_recognisably_invented(plain: Plain) -> None:
    mails = [line["email"] for line in plain.of["person"] if "email" in line]
    assert mails
    assert all(mail.endswith("@example.org") for mail in mails)
    assert sum("email" not in line for line in plain.of["person"]) > 50
