"""The background questions as a form. Leaving one open is allowed, and so is preferring not to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.people.answering import AGE, AnswerRefused
from courses.people.models import Answer
from courses.people.questions import Question

RATHER_NOT = gettext_lazy("I'd rather not say")


class QuestionsForm(forms.Form):
    """A radio group per question; a birth date has a field and a box to prefer not to say."""

    def __init__(self, data: Any = None, *, questions: Sequence[Question], said: dict[str, str]) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            if question.dimension == AGE:
                self.fields["birth_date"] = forms.DateField(
                    label=str(question.text),
                    required=False,
                    widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
                )
                self.fields[AGE] = forms.BooleanField(
                    label=_("I'd rather not say when I was born"),
                    required=False,
                    initial=said.get(AGE) == Answer.DECLINED,
                )
            else:
                self.fields[question.dimension] = forms.ChoiceField(
                    label=str(question.text),
                    required=False,
                    choices=[*question.options, (Answer.DECLINED, RATHER_NOT)],
                    widget=forms.RadioSelect,
                    initial=said.get(question.dimension),
                )

    @property
    def plain(self) -> list[Any]:
        return [self[name] for name in self.fields if not self._is_sensitive(name)]

    @property
    def sensitive(self) -> list[Any]:
        return [self[name] for name in self.fields if self._is_sensitive(name)]

    def _is_sensitive(self, name: str) -> bool:
        return any(one.sensitive for one in self.questions if one.dimension == name)

    @property
    def birth_date(self) -> date | None:
        day: date | None = self.cleaned_data.get("birth_date")
        return day

    def answers(self, said: dict[str, str]) -> dict[str, str]:
        """What to write down: what is left open is `no_answer`, unless something was said before."""
        answers = {}
        for question in self.questions:
            name = question.dimension
            given = self.cleaned_data.get(name)
            if name == AGE:
                given = Answer.DECLINED if given and not self.birth_date else ""
                if self.birth_date:
                    continue
            if given or name not in said:
                answers[name] = given or Answer.NO_ANSWER
        return answers

    def refuse(self, refusal: AnswerRefused) -> None:
        field = "birth_date" if refusal.dimension == AGE else refusal.dimension
        self.add_error(field if field in self.fields else None, str(refusal))
