"""What somebody without an account fills in, and what a coordinator asks them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.editions.models import Edition
from courses.people.fields import AddressField, AlwaysEmpty, NameField
from courses.people.forms import no_control_signs
from courses.registering.answering import AsksQuestions, names_of
from courses.registering.applying import Typed
from courses.registering.models import RegistrationQuestion
from courses.registering.wording import INVITATIONS, KEPT, LABELS, PURPOSES

Kind = RegistrationQuestion.Kind
MOST_OPTIONS = 20


class RegistrationForm(AsksQuestions):
    """Name, address, and the group's questions; or somebody else's name and address beside one's own."""

    name = NameField(
        label=gettext_lazy("Your name"),
        max_length=500,
        help_text=gettext_lazy("As you write it yourself."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send you a link with which you confirm the registration."),
    )
    other = forms.BooleanField(label=gettext_lazy("I register somebody else"), required=False)
    other_name = NameField(
        label=gettext_lazy("Name of who takes part"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    other_email = AddressField(
        label=gettext_lazy("E-mail address of who takes part"),
        help_text=gettext_lazy("Once you have confirmed, all mails about this go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    # Nobody sees it; what fills in every field it meets is no human being.
    nickname = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        max_length=100,
        widget=AlwaysEmpty(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, edition=edition, **{"auto_id": "register_%s", **kwargs})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("nickname"):
            self.add_error(None, _("One field has to stay empty, and was filled in. Look once more and send it again."))
        if not data.get("other"):
            # What was typed and then hidden again doesn't count, right or wrong.
            for name in ("other_name", "other_email"):
                self.errors.pop(name, None)
        return data

    def typed(self) -> Typed:
        data = self.cleaned_data
        about = {
            "function": data.get("function", ""),
            "organisation": data.get("organisation", ""),
            "answers": self.answers(),
        }
        if data["other"]:
            return Typed(
                name=data["other_name"],
                email=data["other_email"],
                by_name=data["name"],
                by_email=data["email"],
                **about,
            )
        return Typed(name=data["name"], email=data["email"], **about)

    @property
    def own(self) -> list[Any]:
        return [self[name] for name in ("name", "email")]

    @property
    def somebody_else(self) -> list[Any]:
        return [self[name] for name in ("other_name", "other_email")]

    @property
    def asked(self) -> list[tuple[str, bool, list[Any]]]:
        """The group's questions in their order: (invitation, open, fields).

        What few people need has an invitation and stays folded until they follow it, or said something.
        """
        asked: list[tuple[str, bool, list[Any]]] = [("", True, [self["function"]])] if "function" in self.fields else []
        for question in self.questions:
            fields = [self[name] for name in names_of(question) if name in self.fields]
            if fields:
                said = any(field.value() or field.errors for field in fields)
                asked.append((str(INVITATIONS.get(question.kind, "")), said, fields))
        return asked


class PresetsForm(forms.Form):
    """The known questions, each with a tick and the sentence that says what it is for."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {q.kind: q for q in RegistrationQuestion.objects.filter(edition=edition)}
        for kind in RegistrationQuestion.PRESETS:
            self.fields[f"ask_{kind}"] = forms.BooleanField(
                label=str(LABELS[kind]), required=False, initial=kind in asked
            )
            self.fields[f"purpose_{kind}"] = forms.CharField(
                label=_("What the answer is for"),
                max_length=300,
                required=False,
                initial=(asked[kind].purpose if kind in asked else "") or str(PURPOSES[kind]),
                widget=forms.Textarea(attrs={"rows": 2}),
                validators=[no_control_signs],
            )

    def rows(self) -> list[tuple[Any, Any, str]]:
        return [
            (
                self[f"ask_{kind}"],
                self[f"purpose_{kind}"],
                _("Always deleted 7 days after the last meeting. Nobody has to answer. You see numbers, no names.")
                if kind in RegistrationQuestion.SENSITIVE
                else _("Becomes part of the enrolment, and stays as long as that."),
            )
            for kind in RegistrationQuestion.PRESETS
        ]

    def wanted(self) -> dict[str, str]:
        """The kinds asked for, each with its purpose; the usual sentence is kept empty, so that it has every language."""
        data = self.cleaned_data
        return {
            kind: "" if data[f"purpose_{kind}"] == str(PURPOSES[kind]) else data[f"purpose_{kind}"]
            for kind in RegistrationQuestion.PRESETS
            if data[f"ask_{kind}"]
        }


class OwnQuestionForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Question"), max_length=300, validators=[no_control_signs])
    purpose = forms.CharField(
        label=gettext_lazy("What the answer is for"),
        max_length=300,
        help_text=gettext_lazy("Stands below the question, for everybody who registers."),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[no_control_signs],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"),
        choices=[(kind.value, kind.label) for kind in RegistrationQuestion.OWN],
    )
    options = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only for one of several answers: each on a line of its own."),
    )
    required = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False)
    kept_days = forms.TypedChoiceField(
        label=gettext_lazy("Delete the answers"),
        coerce=int,
        choices=list(KEPT.items()),
        help_text=gettext_lazy(
            "Don't ask about health, religion or politics here: these answers show you who gave them."
        ),
    )

    def __init__(self, *args: Any, question: RegistrationQuestion | None = None, **kwargs: Any) -> None:
        if question is not None:
            kwargs["initial"] = {
                "text": question.text,
                "purpose": question.purpose,
                "kind": question.kind,
                "options": "\n".join(question.options),
                "required": question.required,
                "kept_days": question.kept_days,
            }
        super().__init__(*args, **kwargs)
        self.fields["kind"].disabled = question is not None

    def clean_options(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["options"].splitlines())
        options = list(dict.fromkeys(line for line in lines if line))
        if len(options) > MOST_OPTIONS or any(len(option) > 100 for option in options):
            raise forms.ValidationError(_("At most 20 answers, of at most 100 characters each."))
        for option in options:
            no_control_signs(option)
        return options
