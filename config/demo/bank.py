"""The demo's question bank: questions about reading research, of which a test draws three for each person."""

from __future__ import annotations

from typing import Any

from cms.models import BankQuestion, ThemeTag
from courses.people.models import Organisation

from .programmes.schema import Draw, Module, Option, Question
from .streams import question_of

THEME = "kennis"
QUESTIONS = {
    "Onderzoek: vergelijking": Question(
        "Na een training zijn deelnemers positiever dan ervoor. Wat weet je dan nog niet?",
        (
            Option("Of het door de training kwam", "Zonder groep om mee te vergelijken weet je dat niet.", right=True),
            Option("Of er iets veranderde", "Dat is juist wat er gemeten is."),
        ),
    ),
    "Onderzoek: wanneer gemeten": Question(
        "Een effect is meteen na afloop gemeten. Welke vraag stel je?",
        (
            Option("Wat was er na een half jaar van over?", "Veel effecten zakken weg. Vraag ernaar.", right=True),
            Option("Hoe laat op de dag was de meting?", "Dat zegt hier weinig."),
        ),
    ),
    "Onderzoek: wie deden mee": Question(
        "Een aanpak werkte bij studenten. Jij werkt met bewoners van een dorp. Wat doe je?",
        (
            Option("Nagaan waarin jouw mensen anders zijn", "Pas dan weet je wat je kunt overnemen.", right=True),
            Option("De aanpak overnemen zoals hij is", "Wat bij de een werkt, werkt niet vanzelf bij de ander."),
        ),
    ),
    "Onderzoek: averechts": Question(
        "Waarom vraag je ook wat averechts werkte?",
        (
            Option("Om geen schade te doen", "Een goed bedoelde aanpak kan spanning groter maken.", right=True),
            Option("Om de onderzoeker te controleren", "Daar gaat het niet om. Je wilt ervan leren."),
        ),
    ),
    "Praktijk: opschrijven": Question(
        "Je activiteit mislukte. Wat schrijf je op?",
        (
            Option("Wat je zag, en wat je anders zou doen", "Daar leert een ander het meeste van.", right=True),
            Option("Niets, het was geen succes", "Dan maakt een ander dezelfde fout."),
        ),
    ),
}


def make_bank(organisation: Organisation, *, by: Any) -> None:
    """The questions that aren't there yet, published."""
    known = set(BankQuestion.objects.filter(name__in=QUESTIONS).values_list("name", flat=True))
    theme = ThemeTag.objects.filter(name=THEME).first()
    for name, question in QUESTIONS.items():
        if name not in known:
            made = BankQuestion(
                name=name, organisation=organisation, live=False, question=[question_of(question, name)]
            )
            if theme is not None:
                made.themes.add(theme)
            made.full_clean()
            made.save()
            made.save_revision(user=by, clean=False).publish(user=by)


def ids_in(module: Module) -> dict[str, int]:
    """The questions that a module's tests draw from, by name."""
    names = {name for block in module.body if isinstance(block, Draw) for name in block.names}
    return dict(BankQuestion.objects.filter(name__in=names).values_list("name", "pk")) if names else {}
