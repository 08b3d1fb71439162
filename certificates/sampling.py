"""A certificate of nobody: rendered like a real one, marked as a sample, kept nowhere."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.freezing import Grounds, freeze, language_for
from certificates.models import Design, Kind
from certificates.rendering import render
from courses.completion.models import Completion
from courses.curricula.contract import CurriculumKind
from courses.curricula.models import CurriculumVersion
from courses.editions.models import Edition, Enrolment
from courses.people.models import Organisation, Person

# As the people are called for whom most systems print boxes, or the letters in the wrong order; and one who is long.
NAMES = (
    "Şükrü Łukasz Nguyễn-van der Ægir",
    "محمد عبد الرحمن الفرضي",
    "ሳራ ተስፋይ ምሳሌ",
    "Wilhelmina Alexandrina Petronella van der Verzonnen-Bedachterbroek tot Denkbeeldhoek en Proefwoude",
)
NAME = NAMES[0]
_AT = datetime(2026, 10, 8, 9, tzinfo=UTC)
_DAYS = (date(2026, 9, 11), date(2026, 9, 18), date(2026, 10, 7))


def sample(design: Design, *, name: str = NAME, language: str = "", kind: Kind = Kind.COMPLETION) -> bytes:
    """The PDF; raises NameWaits or DesignProblem as for a real one."""
    person = Person(name=name, language=language)
    if language and not design.language:
        person.language = language
    with override(language_for(person, design)):
        edition = _edition()
        enrolment = Enrolment(person=person, edition=edition)
        completion = Completion(enrolment=enrolment, completed_on=_DAYS[-1]) if kind == Kind.COMPLETION else None
        grounds = Grounds(enrolment, completion, _DAYS, 720, 720)
        frozen = freeze(grounds, edition=edition, kind=kind, design=design, serial="0000-000000", code="0" * 16, at=_AT)
        return render(frozen.look, replace(frozen.facts, mark=_("Sample")))


def sample_pictures(design: Design) -> list[tuple[str, str]]:
    """A name and the certificate with it, as the address of a PNG that stands in the page itself."""
    return [(name, _as_address(sample(design, name=name))) for name in NAMES]


def _as_address(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        out = BytesIO()
        document[0].render(scale=1.2).to_pil().save(out, "PNG")
    finally:
        document.close()
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"


def _edition() -> Edition:
    outcomes = [
        _("You recognise the roles people take when a subject divides them."),
        _("You lead a conversation about a tense subject without taking sides."),
        _("You choose an approach that fits the phase of the conflict."),
    ]
    version = CurriculumVersion(
        titles={"nl": "In gesprek als het spannend wordt", "en": "Talking when it gets tense"},
        outcomes={"nl": outcomes, "en": outcomes},
        net_minutes=720,
    )
    return Edition(
        title="",
        code=_("SAMPLE"),
        kind=CurriculumKind.TRAINING,
        version=version,
        organisation=Organisation(name=_("Name of the organisation")),
    )
