"""What stands on a certificate, in words that are final: nothing here is looked up, counted or translated."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """A prepared picture (see `images.prepare`): JPEG or PNG bytes of 8 bits a channel, with words for who cannot see it."""

    data: bytes = field(repr=False)
    alt: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


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
