"""A group's questions as fields of a form, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from courses.editions.models import Edition, Enrolment
from courses.registering.asking import functions_to_choose
from courses.registering.models import Registration, RegistrationAnswer, RegistrationQuestion
from courses.registering.wording import MORE, deletion_sentence, label_of, last_day_of, options_of, purpose_of

Kind = RegistrationQuestion.Kind
LONGEST = 1_000


@dataclass(frozen=True)
class Answered:
    question: RegistrationQuestion
    chosen: tuple[str, ...] = ()
    text: str = ""


class AsksQuestions(forms.Form):
    """The part of a form that a group's own questions are; each says what it is for and when the answer is deleted."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.questions = list(RegistrationQuestion.objects.filter(edition=edition))
        functions = functions_to_choose(edition, self.questions)
        last_day = last_day_of(edition) if self.questions else None
        if functions:
            self._ask_function(functions, last_day)
        for question in self.questions:
            if question.kind == Kind.ORGANISATION:
                self.fields["organisation"] = forms.CharField(
                    label=label_of(question),
                    help_text=_about(question, last_day),
                    max_length=300,
                    required=question.required,
                    widget=forms.TextInput(attrs={"autocomplete": "organization"}),
                )
            elif question.kind != Kind.FUNCTION:
                self.fields |= _fields_of(question, _about(question, last_day))

    def _ask_function(self, functions: list[tuple[str, str]], last_day: Any) -> None:
        asked = next((question for question in self.questions if question.kind == Kind.FUNCTION), None)
        self.fields["function"] = forms.ChoiceField(
            label=_("In what capacity do you take part?"),
            help_text=_about(asked, last_day) if asked else _("It decides which parts are meant for you."),
            choices=[*functions, ("", _("Something else"))],
            required=False,
            widget=forms.RadioSelect,
        )

    def answers(self) -> list[Answered]:
        """What was answered; questions that were left open are left out."""
        given = [_answered(question, self.cleaned_data) for question in self.questions]
        return [answer for answer in given if answer.chosen or answer.text]


def names_of(question: RegistrationQuestion) -> list[str]:
    """The names of a question's fields; the function's one is the form's own."""
    if question.kind == Kind.ORGANISATION:
        return ["organisation"]
    return [] if question.kind == Kind.FUNCTION else [f"q{question.pk}", f"q{question.pk}_more"]


def _about(question: RegistrationQuestion, last_day: Any) -> str:
    # Fields show their help as markup; the purpose is a coordinator's text.
    return format_html("{} {}", purpose_of(question), deletion_sentence(question, last_day))


def _fields_of(question: RegistrationQuestion, about: str) -> dict[str, forms.Field]:
    name = f"q{question.pk}"
    common: dict[str, Any] = {"label": label_of(question), "help_text": about, "required": question.required}
    if question.kind == Kind.TEXT:
        common["help_text"] = format_html("{} {}", about, _("Don't name other people."))
        return {name: forms.CharField(max_length=LONGEST, **common)}
    choices = options_of(question)
    if not question.sensitive:
        return {name: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)}
    return {
        name: forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common),
        f"{name}_more": forms.CharField(
            label=str(MORE[question.kind]),
            help_text=_("Write no names here."),
            max_length=LONGEST,
            required=False,
        ),
    }


def _answered(question: RegistrationQuestion, given: dict[str, Any]) -> Answered:
    name = f"q{question.pk}"
    value, more = given.get(name) or "", given.get(f"{name}_more") or ""
    if question.kind == Kind.TEXT:
        return Answered(question, text=value)
    if isinstance(value, str):
        return Answered(question, chosen=(value,) if value else ())
    return Answered(question, chosen=tuple(value), text=more)


def keep_answers(of: Registration | Enrolment, answers: Iterable[Answered]) -> None:
    """Write down what was answered now; what was answered to the same form before is gone."""
    whose = {"enrolment" if isinstance(of, Enrolment) else "registration": of}
    with transaction.atomic():
        RegistrationAnswer.objects.filter(**whose).delete()
        RegistrationAnswer.objects.bulk_create(
            RegistrationAnswer(question=answer.question, chosen=list(answer.chosen), text=answer.text, **whose)
            for answer in answers
        )


def hand_over(registration: Registration, enrolment: Enrolment) -> None:
    """A confirmed registration's answers become the enrolment's; what was answered earlier to the same question goes."""
    given = RegistrationAnswer.objects.filter(registration=registration)
    asked = list(given.values_list("question", flat=True))
    RegistrationAnswer.objects.filter(enrolment=enrolment, question__in=asked).delete()
    given.update(registration=None, enrolment=enrolment)
