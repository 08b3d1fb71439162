"""The test of POLRAD's basic training."""

from .schema import KnowledgeTest, Module, Option, Question

QUESTIONS = (
    Question(
        "Een leerling organiseert een luidruchtige, toegestane demonstratie tegen het klimaatbeleid. Hoe noem je dat?",
        (
            Option("Activisme", "Ja. Luid en lastig mag, binnen de regels van de democratie.", right=True),
            Option("Radicalisering", "Nee. Er is niets dat wijst op het goedvinden van ondemocratische middelen."),
            Option("Extremisme", "Nee. Extremisme gaat over de grens van de wet heen."),
        ),
    ),
    Question(
        "Wat is radicalisering?",
        (
            Option(
                "Een proces, waarin iemand stap voor stap ook ondemocratische middelen goed gaat vinden",
                "Ja. En omdat het een proces is, kan het ook weer de andere kant op.",
                right=True,
            ),
            Option(
                "Een vast kenmerk van bepaalde groepen", "Nee. Het komt voor bij heel verschillende mensen en ideeën."
            ),
            Option(
                "Elke mening die sterk afwijkt",
                "Nee. Een afwijkende of radicale mening is op zichzelf niet verboden en niet gevaarlijk.",
            ),
        ),
    ),
    Question(
        "Welke waarnemingen zijn een reden om een gesprek te beginnen? Er zijn er twee goed.",
        (
            Option(
                "Iemand breekt in korte tijd met zijn vrienden en stopt met school",
                "Goed. Verandering op meer terreinen tegelijk.",
                right=True,
            ),
            Option(
                "Iemand gaat een hoofddoek dragen",
                "Dat zegt iets over geloof of keuze. Op zichzelf is het geen signaal.",
            ),
            Option(
                "Iemand praat geweld tegen een groep steeds vaker goed",
                "Goed. Vraag ernaar, en stel een grens.",
                right=True,
            ),
            Option("Iemand heeft scherpe kritiek op de regering", "Dat mag. Kritiek is geen signaal."),
        ),
    ),
    Question(
        "Je ziet één ding dat je opvalt bij een jongere. Wat doe je eerst?",
        (
            Option("Melden bij de politie", "Dat is bijna altijd te vroeg. Bij direct gevaar bel je wel meteen 112."),
            Option(
                "Opschrijven wat je zag en nieuwsgierig het gesprek aangaan",
                "Ja. Feiten eerst, en contact houden.",
                right=True,
            ),
            Option("Wachten tot je zeker bent", "Zekerheid komt zelden. Een zorg mag je eerder bespreken."),
        ),
    ),
    Question(
        "Wat beschermt tegen radicalisering? Er zijn er drie goed.",
        (
            Option("Een volwassene die blijft, ook bij ruzie", "Goed. Relatie is bescherming.", right=True),
            Option("Bij meer dan één groep horen", "Goed. Dan is er altijd nog een andere blik.", right=True),
            Option("Verbieden om over politiek te praten", "Dan gaat het gesprek ergens anders verder, zonder jou."),
            Option("Werk of school die lukt", "Goed. Dat geeft een plek en een toekomst.", right=True),
        ),
    ),
    Question(
        "Een jongere zegt: ‘Beloof dat je dit aan niemand vertelt.’ Wat is een goed antwoord?",
        (
            Option(
                "‘Natuurlijk, dit blijft tussen ons.’",
                "Dat kun je misschien niet waarmaken. Dan is het vertrouwen weg.",
            ),
            Option(
                "‘Gaat het om veiligheid, dan bespreek ik het met een collega. Als het kan, vertel ik je dat eerst.’",
                "Ja. Eerlijk over wat je wel en niet kunt beloven.",
                right=True,
            ),
            Option("‘Dan wil ik het niet horen.’", "Zo sluit je de deur, net nu hij opengaat."),
        ),
    ),
    Question(
        "Je deelt een zorg met de gemeente. Wat deel je?",
        (
            Option(
                "Alles wat je over iemand weet, dan is het compleet",
                "Nee. Niet meer dan nodig is, zeker niet over geloof of politiek.",
            ),
            Option(
                "Wat je zag en hoorde en waarom je je zorgen maakt",
                "Ja. Feiten, herkomst van de informatie, en je reden om te delen.",
                right=True,
            ),
            Option("Alleen je conclusie", "Een conclusie zonder feiten kan niemand wegen."),
        ),
    ),
    Question(
        "Een rolmodel komt in je klas vertellen. Wat spreek je af? Er zijn er twee goed.",
        (
            Option("Wat er wel en niet verteld wordt", "Goed. Het verhaal is van het rolmodel.", right=True),
            Option(
                "Dat het rolmodel signalen aan jou doorgeeft",
                "Nee. Een rolmodel is geen waarnemer. Daarmee is het vertrouwen weg.",
            ),
            Option("Dat je erbij blijft en na afloop samen terugkijkt", "Goed. Vertellen kost iets.", right=True),
            Option("Dat het rolmodel spreekt namens zijn hele groep", "Nee. Niemand kan dat, en niemand hoeft dat."),
        ),
    ),
    Question(
        "Een collega zegt: ‘Die jongen is aan het radicaliseren, dat zie je zo.’ Wat vraag je?",
        model_answer=(
            "Bijvoorbeeld: ‘Wat heb je precies gezien en gehoord, en sinds wanneer? Wat is er veranderd? Wat zou je "
            "denken als een andere jongen dit deed? En wie kent hem goed genoeg om te vragen hoe het gaat?’ Je maakt van "
            "een oordeel weer een waarneming, en je zoekt samen naar contact."
        ),
    ),
)

TEST = Module(
    slug="toets-signalering",
    title="Toets: kijken, praten, delen",
    intro="Negen vragen. Na elk antwoord lees je waarom. Je mag de toets vaker maken.",
    minutes=12,
    body=(
        KnowledgeTest(
            title="Kijken, praten, delen",
            intro="Kies wat het beste past. Bij drie vragen zijn meer antwoorden goed.",
            questions=QUESTIONS,
            pass_percentage=70,
        ),
    ),
)
