"""What the verbs of this plugin answer when a rule says no: a sentence a coordinator can read."""

from django.utils.translation import gettext as _

from courses.errors import CoursesError


class CertificatesError(CoursesError):
    """Base of every refusal of this plugin."""


class DesignProblem(CertificatesError):
    """The design itself cannot be printed: an unknown layout, a text that does not fit, a broken picture."""


class SigningProblem(CertificatesError):
    """The site signs its certificates, and cannot now: none is issued without the signature it should carry."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(
            _(
                "Certificates of this site carry a digital signature, and signing does not work: %(cause)s "
                "None is issued without it. Tell the people who run this site."
            )
            % {"cause": cause}
        )


class NotStored(CertificatesError):
    """The file could not be kept: a full disk, or a storage that does not answer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The certificates cannot be stored now: the disk is full, or does not answer. What was issued until "
                "here stands. Once there is room, issue again: who has a certificate keeps it."
            )
        )


class TextNotCovered(DesignProblem):
    def __init__(self, characters: str) -> None:
        super().__init__(
            _("These characters in the texts of the certificate cannot be printed: %(characters)s.")
            % {"characters": " ".join(_shown(character) for character in characters[:8])}
        )


class NothingToIssue(CertificatesError):
    """There is no ground for this certificate: the sentence says which one is missing."""


class AlreadyEnded(CertificatesError):
    def __init__(self) -> None:
        super().__init__(_("This certificate was revoked or replaced before."))


class NotTheHolders(CertificatesError):
    def __init__(self) -> None:
        super().__init__(_("Only a role model chooses between these titles."))


class ReasonMissing(CertificatesError):
    def __init__(self) -> None:
        super().__init__(_("Give the reason, in one sentence without names."))


class NameWaits(CertificatesError):
    """The certificate waits, the name stays as written; another spelling for print helps."""


class NameMissing(NameWaits):
    def __init__(self) -> None:
        super().__init__(_("There is no name to print. Write the name that should stand on the certificate."))


class NameNotCovered(NameWaits):
    """`characters` are those that no face on this site can print."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        shown = " ".join(_shown(character) for character in characters[:8])
        super().__init__(
            _(
                "We cannot print these characters of the name yet: %(characters)s. "
                "The name stays as it is written. With a spelling in Latin letters the certificate can be made."
            )
            % {"characters": shown}
        )


class NameTooLong(NameWaits):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This name is too long for the certificate, even on two lines. The name stays as it is written. "
                "With a shorter spelling for print the certificate can be made."
            )
        )


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
