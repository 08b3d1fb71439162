"""Names and places for POLRAD's participation: every person in it is invented, and recognisably so."""

from typing import NamedTuple

# fmt: off
GIVEN = (
    "Aisha", "Amal", "Abdi", "Ahmed", "Aster", "Bahar", "Bilal", "Carmen", "Daan", "Dilan", "Dina", "Ebru",
    "Elif", "Emre", "Esra", "Farah", "Fatima", "Fenna", "Filmon", "Gerda", "Hamza", "Hanna", "Hassan", "Ilse",
    "Imane", "Ismail", "Jamila", "Jelle", "Jorrit", "Kadir", "Karim", "Khadija", "Klaas", "Leila", "Lemlem",
    "Lidia", "Mahmoud", "Marijke", "Mehmet", "Meron", "Mila", "Mohamed", "Nadia", "Naomi", "Nasrin", "Noor",
    "Omar", "Parwana", "Rachid", "Rahel", "Reza", "Roos", "Sahra", "Salma", "Samir", "Selam", "Sietske", "Soraya",
    "Tarek", "Tess", "Tineke", "Umar", "Wiebe", "Yara", "Yasmin", "Yonas", "Yusuf", "Zahra", "Zeynep", "Zoë",
)
# fmt: on
MEN = frozenset(
    [
        "Abdi",
        "Ahmed",
        "Bilal",
        "Daan",
        "Emre",
        "Filmon",
        "Hamza",
        "Hassan",
        "Ismail",
        "Jelle",
        "Jorrit",
        "Kadir",
        "Karim",
        "Klaas",
        "Mahmoud",
        "Mehmet",
        "Mohamed",
        "Omar",
        "Rachid",
        "Reza",
        "Samir",
        "Tarek",
        "Umar",
        "Wiebe",
        "Yonas",
        "Yusuf",
    ]
)

SURNAMES = (
    "Voorbeeld",
    "van Verzonnen",
    "Proefpersoon",
    "Denkbeeld",
    "de Fictie",
    "Bedacht",
    "el Voorbeeld",
    "Zogenaamd",
    "van der Proef",
    "Verbeelding",
)

# "Example" and "sample" in Arabic, Turkish and Amharic: written as the people themselves would write it.
PROFESSIONALS_IN_OTHER_SCRIPTS = ("ليلى مثال", "كريم نموذج", "Ayşe Örneğin", "ሰላም ምሳሌ")

TRAINERS = ("Greetje Voorbeeldtrainer", "Sjoerd Voorbeeldtrainer", "Mirjam Voorbeeldtrainer")

PROFESSIONS = (
    ("docent", "voorbeeldcollege"),
    ("jongerenwerker", "jongerenteam"),
    ("leerplichtambtenaar", "gemeente"),
    ("wijkagent", "wijkteam"),
    ("maatschappelijk werker", "wijkteam"),
    ("beleidsmedewerker", "gemeente"),
    ("begeleider opvang", "opvang"),
    ("woonconsulent", "woonstichting"),
)

HOME_ORGANISATIONS = {
    "voorbeeldcollege": "Voorbeeldcollege Groningen (verzonnen)",
    "jongerenteam": "Jongerenteam Verzonnen-Noord",
    "gemeente": "Gemeente Voorbeeldstad (verzonnen)",
    "wijkteam": "Wijkteam Verzonnenbuurt",
    "opvang": "Opvang De Denkbeeldige Haven",
    "woonstichting": "Woonstichting Ons Voorbeeld (verzonnen)",
}

PLACES = (
    "Groningen, Selwerd",
    "Groningen, Beijum",
    "Groningen, Lewenborg",
    "Groningen, De Wijert",
    "Groningen, Vinkhuizen",
    "Hoogezand",
    "Sappemeer",
    "Veendam",
    "Stadskanaal",
    "Musselkanaal",
    "Winschoten",
    "Oude Pekela",
    "Delfzijl",
    "Appingedam",
    "Loppersum",
    "Leek",
    "Marum",
    "Zuidhorn",
    "Grootegast",
    "Winsum",
    "Bedum",
    "Uithuizen",
    "Ter Apel",
    "Haren",
)

VENUES = (
    "buurthuis",
    "school",
    "bibliotheek",
    "dorpshuis",
    "jongerencentrum",
    "sporthal",
    "wijkcentrum",
    "opvanglocatie",
)


class Subject(NamedTuple):
    title: str
    theme: str


SUBJECTS = (
    Subject("Wie ben jij in deze buurt?", "beeldvorming"),
    Subject("Hoe ik hier thuis raakte", "vluchtelingen"),
    Subject("Boos zijn zonder vijanden te maken", "polarisatie"),
    Subject("Geloof, twijfel en vriendschap", "geloof en identiteit"),
    Subject("Wat je ziet op je telefoon", "sociale media"),
    Subject("Opvoeden tussen twee werelden", "opvoeding"),
    Subject("Als een vriend verandert", "radicalisering"),
    Subject("Van wij-en-zij naar wij", "polarisatie"),
)


class Partner(NamedTuple):
    """One of the four that recruit, train and send out role models; together 86 trained, 80 deployed."""

    id: str
    name: str
    trained: tuple[int, int]  # in the first and in the second round
    dropped: tuple[int, int]
    not_deployed: int
    activities: int
    deployments: int


LEAD = ("cmo-stamm", "CMO STAMM")
NETWORK = ("expertisenetwerk", "Provinciaal expertisenetwerk polarisatie en radicalisering")
PARTNERS = (
    Partner("barkema-de-haan", "Jongerenwerk Barkema & de Haan", (14, 12), (1, 1), 1, 31, 66),
    Partner("mjd", "Stichting Maatschappelijke en Juridische Dienstverlening", (12, 11), (1, 1), 2, 27, 56),
    Partner("vluchtelingenwerk", "VluchtelingenWerk Noord-Nederland", (11, 10), (1, 1), 2, 26, 52),
    Partner("overstag", "Overstag Uitvoering", (8, 8), (1, 1), 1, 18, 38),
)
