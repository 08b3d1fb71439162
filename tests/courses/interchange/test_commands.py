"""The two commands: what stands on standard output, and the exit status."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from config.demo.polrad_participation import FILE
from courses.completion.models import Completion
from courses.jobs.models import Job
from courses.mail.models import Mail
from courses.people.models import Person
from tests.courses.interchange.files import as_file, basis, mark

pytestmark = pytest.mark.django_db


def run(*arguments: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_participation", *map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def write(folder: Path, *lines: Any) -> Path:
    path = folder / "file.jsonl"
    path.write_bytes(as_file(list(lines)).getvalue())
    return path


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    out = run(write(tmp_path, *basis()))
    assert "person: 2 new, 0 changed, 0 unchanged, 0 wrong\n" in out
    assert not Person.objects.exists()


def test_a_commit_writes_and_a_second_one_says_that_nothing_changes(tmp_path: Path) -> None:
    path = write(tmp_path, *basis())
    run(path, commit=True)
    assert Person.objects.count() == 2
    out = run(path, commit=True)
    assert "person: 0 new, 0 changed, 2 unchanged, 0 wrong\n" in out
    assert out.endswith("nothing changes\n")


def test_wrong_lines_come_after_the_counts_in_english_and_the_status_is_1(tmp_path: Path) -> None:
    out = io.StringIO()
    path = write(tmp_path, *basis(), mark("a-7", "p1", "s-9"), {"type": "unicorn", "id": "u"})
    with pytest.raises(CommandError) as refused:
        call_command("import_participation", str(path), commit=True, stdout=out, stderr=io.StringIO())
    assert refused.value.returncode == 1
    assert out.getvalue().endswith(
        "attendance: 1 new, 0 changed, 0 unchanged, 1 wrong\n"
        "completion: 1 new, 0 changed, 0 unchanged, 0 wrong\n"
        "answer: 1 new, 0 changed, 0 unchanged, 0 wrong\n"
        "other: 0 new, 0 changed, 0 unchanged, 1 wrong\n"
        "line 18: attendance a-7: session s-9 is not in the file nor in the database\n"
        'line 19: unknown type "unicorn"\n'
    )
    assert not Person.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"%PDF-1.7\n\xff\xfe", b"[{}]", b"\xff\xfe{\x00", b"\x00" * 100])
def test_what_is_no_interchange_file_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run(path, source="partner")


def test_a_folder_and_a_missing_file_get_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(CommandError, match="can't be read"):
            run(path)


def test_a_real_project_comes_in_without_mail_jobs_or_invitations(
    django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run(FILE, commit=True)
    assert (len(mail.outbox), Mail.objects.count(), Job.objects.count()) == (0, 0, 0)
    assert set(Completion.objects.values_list("origin", flat=True)) == {"import"}
    out = io.StringIO()
    call_command("export_participation", "--grant", "HOME/2012/ISEC/AG/RAD/4000003805", stdout=out)
    exported = tmp_path / "exported.jsonl"
    exported.write_text(out.getvalue(), encoding="utf-8")
    assert run(exported, commit=True).endswith("nothing changes\n")


def test_a_code_nobody_knows_gets_a_sentence() -> None:
    with pytest.raises(CommandError, match="no project"):
        call_command("export_participation", "--grant", "NONE", stdout=io.StringIO())
