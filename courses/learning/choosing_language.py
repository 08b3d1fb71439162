"""In which language somebody reads. There is one progress, whatever they read in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.curricula.models import PagePin
from courses.editions.models import Enrolment
from courses.learning.errors import LearningRefused


def reading_language(enrolment: Enrolment) -> str:
    """What a reader chose, else what their group did; "" leaves it to the screen."""
    return enrolment.language or enrolment.edition.language


def choose_language(enrolment: Enrolment, language: str, *, by: Any) -> None:
    """Go on in another language, in which the version has at least a part."""
    pins = PagePin.objects.filter(version=enrolment.edition.version_id)
    if language not in set(pins.values_list("page__locale__language_code", flat=True)):
        raise LearningRefused(_("This programme isn't there in that language."))
    Enrolment.objects.filter(pk=enrolment.pk).update(language=language)
    enrolment.language = language
