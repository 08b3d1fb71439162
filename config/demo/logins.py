"""Who can log in to the demo. These accounts exist only where `load_demo` made them."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "leerlijn-demo"


class Login(NamedTuple):
    email: str
    name: str
    who: str | Promise
    phone: str = ""


AUTHOR_AND_TRAINER = Login("auteur@example.org", "Anne Voorbeeld", _("author and trainer"))
PARTICIPANT = Login("deelnemer@example.org", "Dünya van Verzonnen", _("participant"), "+31 6 0000 0001")
OTHER_PARTICIPANT = Login("deelnemer2@example.org", "Michał Proefpersoon", _("another participant"), "+31 6 0000 0002")
COORDINATOR = Login("coordinator@example.org", "Coen Voorbeeld", _("coordinator"))
OTHER_COORDINATOR = Login("coordinator2@example.org", "Cisca Denkbeeld", _("coordinator of another organisation"))
FIELD_WORKER = Login("veldwerker@example.org", "Faya Verbeelding", _("field worker"))
LINKER = Login("koppelaar@example.org", "Kyra Verbeelding", _("linker at the lead of POLRAD"))
ADMIN = Login("beheer@example.org", "Bo Voorbeeldbeheer", _("site admin"))

LOGINS = (
    AUTHOR_AND_TRAINER,
    PARTICIPANT,
    OTHER_PARTICIPANT,
    COORDINATOR,
    OTHER_COORDINATOR,
    FIELD_WORKER,
    LINKER,
    ADMIN,
)
