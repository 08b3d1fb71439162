"""The vocabularies of the demo: themes and audiences by their Dutch name, with their name in English."""

THEMES = {
    "polarisatie": "polarisation",
    "radicalisering": "radicalisation",
    "conflict": "conflict",
    "dialoog": "dialogue",
    "communicatie": "communication",
    "ontmoeting": "meeting others",
    "participatie": "participation",
    "rolmodellen": "role models",
    "intervisie": "peer consultation",
    "kennis": "knowledge",
    "vluchtelingen": "refugees",
}

AUDIENCES = {
    "bestuurders": "mayors and aldermen",
    "ambtenaren": "civil servants",
    "raadsleden": "council members",
    "docenten": "teachers",
    "jongerenwerkers": "youth workers",
    "wijkwerkers": "community workers",
    "sportcoaches": "sports coaches",
    "leidinggevenden": "managers",
    "vrijwilligers": "volunteers",
    "communicatieprofessionals": "communication professionals",
    "beleidsmakers": "policy makers",
    "lokale besturen": "local governments",
    "rolmodellen": "role models",
}
