from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from courses.grants.queries import grant_with_code
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code", ["A/1", "één 2025", "no\u00a0break", "zero\u200bwidth", "ق-7", "🎓", "“quoted”", "a'b%_"]
)
def test_a_project_is_found_by_its_code_and_reported_whatever_signs_that_has(code: str) -> None:
    grant = factories.GrantFactory(code=code)
    assert grant_with_code(code) == grant
    out = io.StringIO()
    call_command("funder_report", code, "--from", "2025-01-01", "--until", "2025-12-31", stdout=out)
    assert code in out.getvalue()


@pytest.mark.parametrize("code", ["", "a/1", "A/1\x00", "A/1\udcff"])
def test_another_text_is_nobodys_code_and_both_commands_say_so(code: str) -> None:
    factories.GrantFactory(code="A/1")
    assert grant_with_code(code) is None
    with pytest.raises(CommandError):
        call_command("funder_report", code, "--from", "2025-01-01", "--until", "2025-12-31")
    if code:
        with pytest.raises(CommandError):
            call_command("export_participation", "--grant", code, stdout=io.StringIO())
