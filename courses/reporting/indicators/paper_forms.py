"""What somebody answered on a paper form, typed in by who manages their group."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.people.answering import AGE, ON, AnswerRefused
from courses.people.models import Answer
from courses.people.questions import Question
from courses.reporting.indicators.asking_forms import RATHER_NOT

BIRTH_DATE = "birth_date"
NOTHING = ("", gettext_lazy("nothing to type in"))
UNSAID = ((Answer.DECLINED, RATHER_NOT), (Answer.NO_ANSWER, gettext_lazy("left open on the form")))


class PaperAnswersForm(forms.Form):
    """A choice per question. What nothing is chosen for is not written down: it stays as it was, or not asked."""

    on = forms.DateField(
        label=gettext_lazy("Date on the form"),
        help_text=gettext_lazy(
            "The answers hold from that day. Figures look at what held when somebody first took part, "
            "or else within four weeks after."
        ),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, data: Any = None, *, questions: Sequence[Question], answered: Container[str]) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            if question.dimension == AGE:
                self.fields[BIRTH_DATE] = forms.DateField(
                    label=str(question.text),
                    required=False,
                    widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
                )
            self.fields[question.dimension] = forms.ChoiceField(
                label=_("No date of birth on the form") if question.dimension == AGE else str(question.text),
                required=False,
                choices=[NOTHING, *question.options, *UNSAID],
                help_text=_("Was answered before.") if question.dimension in answered else "",
            )

    @property
    def plain(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name != ON and name not in self._sensitive]

    @property
    def sensitive(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name in self._sensitive]

    @property
    def _sensitive(self) -> set[str]:
        return {one.dimension for one in self.questions if one.sensitive}

    @property
    def birth_date(self) -> date | None:
        day: date | None = self.cleaned_data.get(BIRTH_DATE)
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get(BIRTH_DATE) and data.get(AGE):
            self.add_error(AGE, _("There is a date of birth on the form, or there is none: choose one of the two."))
        if not self.errors and not self.answers() and not self.birth_date:
            raise forms.ValidationError(_("Type in at least one answer."))
        return data

    def answers(self) -> dict[str, str]:
        given = {one.dimension: self.cleaned_data.get(one.dimension) for one in self.questions}
        return {dimension: value for dimension, value in given.items() if value}

    def refuse(self, refusal: AnswerRefused) -> None:
        field = BIRTH_DATE if refusal.dimension == AGE else refusal.dimension
        self.add_error(field if field in self.fields else None, str(refusal))
