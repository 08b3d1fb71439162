"""The test of the masterclass."""

from .schema import KnowledgeTest, Module, Option, Question

TEST = Module(
    slug="toets-doorbreek-de-bubbel",
    title="Toets: ziet u de bubbel?",
    intro="Zeven vragen. Na elk antwoord leest u waarom. U mag de toets vaker maken.",
    minutes=10,
    body=(
        KnowledgeTest(
            title="Ziet u de bubbel?",
            intro="Kies wat het beste past. Bij twee vragen zijn meer antwoorden goed.",
            pass_percentage=60,
            questions=(
                Question(
                    "Rond een opvanglocatie praten twee kleine groepen steeds feller over ‘die mensen’. De meeste "
                    "inwoners zeggen niets. Wat is hier vooral aan de hand?",
                    (
                        Option(
                            "Een conflict tussen twee partijen",
                            "Er is misschien ook een conflict. Maar dat het over groepen gaat en dat de meesten "
                            "zwijgen, wijst op polarisatie.",
                        ),
                        Option(
                            "Polarisatie",
                            "Ja. Er wordt een verhaal over groepen verteld, en er wordt aan het midden getrokken.",
                            right=True,
                        ),
                        Option(
                            "Gewone inspraak",
                            "Bij inspraak gaat het over een plan. Hier gaat het over wat mensen zouden zíjn.",
                        ),
                    ),
                ),
                Question(
                    "Op wie richt u zich volgens Brandsma, als u polarisatie wilt verminderen?",
                    (
                        Option(
                            "Op de aanjagers, want zij zorgen voor de onrust",
                            "Aandacht is juist wat een aanjager zoekt. U maakt hem groter.",
                        ),
                        Option(
                            "Op de stille middengroep",
                            "Ja. Daar valt de beslissing: wordt het midden kleiner of houdt het stand?",
                            right=True,
                        ),
                        Option(
                            "Op de zondebok",
                            "Bescherm wie zondebok wordt. Maar de beweging keert u in het midden.",
                        ),
                    ),
                ),
                Question(
                    "Welke van deze stappen passen bij het verminderen van polarisatie? Er zijn er twee goed.",
                    (
                        Option(
                            "Praten over de vraag die iedereen aangaat, in plaats van over groepen",
                            "Goed. U verandert waar het gesprek over gaat.",
                            right=True,
                        ),
                        Option(
                            "Een groot debat tussen de twee felste sprekers",
                            "Dat is een podium voor de uitersten. Het midden ziet alleen twee kanten.",
                        ),
                        Option(
                            "Tussen de mensen gaan staan en luisteren naar waar zij wakker van liggen",
                            "Goed. U staat er niet boven, maar ertussen.",
                            right=True,
                        ),
                        Option(
                            "Met cijfers bewijzen dat een van beide kanten ongelijk heeft",
                            "Feiten doen ertoe, maar wie zich niet gehoord voelt, hoort ze niet.",
                        ),
                    ),
                ),
                Question(
                    "Een bewonersgroep stapt uit het overleg en hangt spandoeken op. Niemand is nog persoonlijk "
                    "aangevallen. In welk deel van de trap van Glasl zit dit?",
                    (
                        Option(
                            "Boven: allebei kunnen nog winnen",
                            "Ja, op de derde trede: daden in plaats van woorden. Een goede gespreksleider kan nog "
                            "genoeg zijn.",
                            right=True,
                        ),
                        Option(
                            "Midden: de een wint, de ander verliest",
                            "Nog niet. Daarvoor moet het gaan over wie de ander is, of om gezichtsverlies.",
                        ),
                        Option(
                            "Onder: iedereen verliest",
                            "Gelukkig niet. Daar aanvaarden partijen eigen schade om de ander te raken.",
                        ),
                    ),
                ),
                Question(
                    "Twee partijen bedreigen elkaar en zetten elkaar in de krant te kijk. Welke hulp past?",
                    (
                        Option(
                            "Nog een keer samen om tafel, zonder anderen erbij",
                            "Op deze trede lukt dat zelden. Het eerste verwijt maakt het erger.",
                        ),
                        Option(
                            "Iemand van buiten die beide partijen vertrouwen",
                            "Ja. In het middendeel van de trap is een bemiddelaar nodig.",
                            right=True,
                        ),
                        Option(
                            "Wachten tot het overwaait",
                            "Een conflict op deze trede daalt meestal verder.",
                        ),
                    ),
                ),
                Question(
                    "Wanneer verkleint ontmoeting vooroordelen, volgens Allport? Er zijn er drie goed.",
                    (
                        Option("Als mensen gelijk aan tafel zitten", "Goed: geen gast en gastheer.", right=True),
                        Option("Als zij samen iets willen bereiken", "Goed: een gezamenlijk doel.", right=True),
                        Option(
                            "Als er zoveel mogelijk mensen in de zaal zijn",
                            "Aantallen helpen niet. In een volle zaal praat bijna niemand met een ander.",
                        ),
                        Option(
                            "Als de school, de club of de burgemeester erachter staat",
                            "Goed: steun van wie gezag heeft.",
                            right=True,
                        ),
                    ),
                ),
                Question(
                    "U krijgt morgen een volle zaal over een windpark. Schrijf uw eerste twee zinnen op.",
                    model_answer=(
                        "Bijvoorbeeld: ‘Fijn dat u er bent, ook als u er nog niet uit bent. Vanavond wil ik van u "
                        "horen wat u nodig hebt om hier prettig te blijven wonen; wat al vaststaat en wat nog niet, "
                        "zeg ik u er eerlijk bij.’ U richt zich tot het midden, noemt de gezamenlijke vraag en bent "
                        "duidelijk over de ruimte."
                    ),
                ),
            ),
        ),
    ),
)
