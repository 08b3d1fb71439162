"""What stands on a certificate, in words that are final: nothing here is looked up, counted or translated."""

from dataclasses import dataclass

from courses.typesetting.pictures import Picture

WIDTH, HEIGHT = 841.89, 595.276  # A4, lying


@dataclass(frozen=True)
class Signatory:
    name: str
    function: str = ""
    signature: Picture | None = None


@dataclass(frozen=True)
class Design:
    """How it looks: `layout` is a key of the registry, colours are `#RRGGBB`."""

    layout: str = "lijn"
    accent: str = "#0F5C4D"
    logos: tuple[Picture, ...] = ()
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What it says. All texts are as printed; `address` is what the QR holds, `check_lines` say it in words.

    `rows` are pairs of a label and a value; `mark` is a word across the page (a sample, say), normally empty.
    """

    language: str
    title: str
    intro: str
    statement: str
    programme: str
    name: str
    latin_name: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    outcomes_heading: str = ""
    outcomes: tuple[str, ...] = ()
    issuer: str = ""
    issued_line: str = ""
    serial_line: str = ""
    check_lines: tuple[str, ...] = ()
    code: str = ""
    address: str = ""
    issued_at: str = ""
    mark: str = ""
