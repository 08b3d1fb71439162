"""What a demo programme is made of: plain data, in the words of its authors, that knows no page model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["masterclass", "training", "trajectory"]


@dataclass(frozen=True)
class Text:
    html: str
    """Rich text: p, h2, h3, ul, ol, li, b, i. One that begins with h2 begins a new step of its module."""


@dataclass(frozen=True)
class Quote:
    text: str


@dataclass(frozen=True)
class ReadAloud:
    """A text with its recording; `file` is a name in `config/demo/media/`."""

    file: str
    title: str
    html: str


@dataclass(frozen=True)
class Reflection:
    question: str
    hint: str = ""


@dataclass(frozen=True)
class Option:
    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """With one right option a single choice, with more a multiple one, without options an open question."""

    text: str
    options: tuple[Option, ...] = ()
    model_answer: str = ""

    @property
    def kind(self) -> Literal["single", "multiple", "open"]:
        if not self.options:
            return "open"
        return "single" if sum(option.right for option in self.options) == 1 else "multiple"


@dataclass(frozen=True)
class KnowledgeTest:
    title: str
    intro: str
    questions: tuple[Question, ...]
    pass_percentage: int


@dataclass(frozen=True)
class Draw:
    """A test that draws some of the bank's questions, by their names."""

    title: str
    intro: str
    count: int
    names: tuple[str, ...]
    pass_percentage: int


@dataclass(frozen=True)
class OnlyFor:
    """A text for one function, by its code."""

    function: str
    html: str


Block = Text | Quote | ReadAloud | Reflection | KnowledgeTest | Draw | OnlyFor


@dataclass(frozen=True)
class Module:
    slug: str
    title: str
    intro: str
    minutes: int
    body: tuple[Block, ...]
    required: bool = True
    functions: tuple[str, ...] = ()
    """For whom, by the code of their function; empty: for everybody."""
    open: bool = False
    """Whether visitors may read it too."""
    guide: str = ""
    """Rich text for trainers."""


@dataclass(frozen=True)
class PlanRow:
    minutes: int
    title: str
    is_break: bool = False
    method: str = ""
    material: str = ""
    room: str = ""
    note: str = ""


@dataclass(frozen=True)
class Meeting:
    title: str
    minutes: int
    description: str
    required: bool = True
    plan: tuple[PlanRow, ...] = ()


@dataclass(frozen=True)
class Task:
    """A part that is done outside the module pages."""

    kind: Literal["work_product", "deployment", "coaching"]
    title: str
    description: str
    minutes: int = 0
    required: bool = False


@dataclass(frozen=True)
class Included:
    """Another programme as part of a trajectory, by its slug."""

    programme: str
    required: bool = True


Part = Module | Meeting | Task | Included


@dataclass(frozen=True)
class Rule:
    all_required: bool = True
    test_percentage: int | None = None
    meetings: int | None = None


@dataclass(frozen=True)
class Translation:
    """The offer in English; `modules` holds those that are translated, by the slug of the Dutch one."""

    slug: str
    title: str
    lead: str
    for_whom: str
    outcomes: tuple[str, ...]
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title and description of the parts that are no module, by their Dutch title."""
    plans: dict[str, tuple[PlanRow, ...]] = field(default_factory=dict)
    """The minute plans of meetings, by their Dutch title, row for row."""
    modules: dict[str, Module] = field(default_factory=dict)
    duration: str = ""


@dataclass(frozen=True)
class Programme:
    slug: str
    kind: Kind
    title: str
    lead: str
    for_whom: str
    outcomes: tuple[str, ...]
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    hours: str
    """Net hours as a decimal."""
    address: Literal["je", "u"]
    made_by: str
    rule: Rule
    outline: tuple[Part, ...]
    duration: str = ""
    english: Translation | None = None

    @property
    def modules(self) -> tuple[Module, ...]:
        return tuple(part for part in self.outline if isinstance(part, Module))

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(part for part in self.outline if isinstance(part, Meeting))
