"""The closing event of Respectvol Samenleven: what works when people of different backgrounds meet."""

from .schema import KnowledgeTest, Meeting, Module, Option, Programme, Question, Reflection, Rule, Text

CONTACT = Module(
    slug="ontmoeting-die-werkt",
    open=True,
    title="Ontmoeting die werkt",
    intro="Niet elk contact brengt mensen dichter bij elkaar. Waar zit het verschil?",
    minutes=12,
    body=(
        Text(
            "<p>Twee buurtfeesten. Bij het ene staan de groepen aan het eind van de dag nog steeds apart, bij het andere "
            "wordt er samen afgewassen en gelachen. Wat is het verschil?</p>"
            "<h2>Vier voorwaarden</h2>"
            "<p>De psycholoog Gordon Allport beschreef in 1954 wanneer contact vooroordelen kan verminderen. Later "
            "onderzoek bouwde daarop voort.</p>"
            "<ul>"
            "<li><b>Gelijkwaardig</b>: iedereen doet mee, niemand is alleen te gast.</li>"
            "<li><b>Een gezamenlijk doel</b>: een maaltijd, een moestuin, een elftal.</li>"
            "<li><b>Samenwerken</b>: het lukt alleen met elkaar.</li>"
            "<li><b>Steun</b>: de school, de club of de gemeente laat zien dat dit erbij hoort.</li>"
            "</ul>"
            "<p>Het zijn geen wetten. Ook met één of twee voorwaarden kan er iets moois gebeuren. Maar ontbreken ze "
            "alle vier, dan kan een ontmoeting het beeld dat mensen al hadden juist bevestigen.</p>"
        ),
        Text(
            "<h2>Wat je zelf regelt</h2>"
            "<ul>"
            "<li><b>Tijd.</b> Eén keer is leuk. Vaker zien maakt bekend.</li>"
            "<li><b>Iets te doen.</b> Praten gaat beter met iets in je handen.</li>"
            "<li><b>Kleine groepen.</b> Twee mensen vertellen elkaar meer dan twintig.</li>"
            "<li><b>Uitnodigen via iemand die men vertrouwt.</b> Een poster haalt wie al zou komen.</li>"
            "<li><b>Let op wie er zwijgt</b>, en op wie er steeds moet uitleggen waar hij vandaan komt.</li>"
            "</ul>"
            "<p>Op het platform Buurtwijs staan onder ‘Aangenaam kennismaken’ verhalen van mensen die dit in hun buurt "
            "deden.</p>"
        ),
        Reflection("Welke ontmoeting heeft jouw beeld van anderen veranderd? Welke voorwaarden waren er?"),
        KnowledgeTest(
            title="Test je kennis",
            intro="Drie vragen, zoals in de deelsessie ‘Test je kennis’.",
            pass_percentage=50,
            questions=(
                Question(
                    "Een gemeente nodigt bewoners uit om naar het verhaal van vluchtelingen te luisteren. Welke "
                    "voorwaarde ontbreekt het duidelijkst?",
                    (
                        Option(
                            "Gelijkwaardigheid",
                            "Ja. De een vertelt, de ander luistert. Niemand doet samen iets.",
                            right=True,
                        ),
                        Option("Steun van gezag", "De gemeente staat erachter. Deze is er juist wel."),
                        Option("Een datum", "Handig, maar geen voorwaarde van Allport."),
                    ),
                ),
                Question(
                    "Wat maakt de kans groter dat een ontmoeting blijft werken? Er zijn er twee goed.",
                    (
                        Option("Elkaar vaker zien", "Goed. Herhaling maakt van een gast een bekende.", right=True),
                        Option("Samen iets maken", "Goed. Een gezamenlijk doel, en je hebt elkaar nodig.", right=True),
                        Option("Zoveel mogelijk sprekers", "Dan wordt er vooral geluisterd, en weinig ontmoet."),
                    ),
                ),
                Question(
                    "Bij jullie eetavond zitten mensen aan het eind nog steeds bij hun eigen groep. Wat verander je?",
                    model_answer=(
                        "Bijvoorbeeld: samen koken in gemengde groepjes van vier, met een taak die niemand alleen kan. "
                        "Zo komen een gezamenlijk doel en samenwerken erbij, en is niemand alleen te gast."
                    ),
                ),
            ),
        ),
    ),
)

PROGRAMME = Programme(
    slug="respectvol-samenleven",
    kind="masterclass",
    title="Respectvol samenleven: ontmoeting die werkt",
    lead=(
        "Wat brengt mensen met verschillende achtergronden echt bij elkaar, en wat niet? Deel wat je weet, test je kennis en "
        "ga naar huis met iets wat je kunt doen."
    ),
    for_whom="Voor iedereen die ontmoeting in een buurt, school of vereniging organiseert of mogelijk maakt.",
    outcomes=(
        "de voorwaarden noemen waaronder ontmoeting werkt",
        "je eigen activiteit met die blik bekijken",
        "goede voorbeelden vinden",
    ),
    themes=("ontmoeting", "kennis"),
    audiences=("vrijwilligers", "wijkwerkers", "beleidsmakers"),
    hours="3",
    address="je",
    made_by="Movisie, in opdracht van het ministerie van Sociale Zaken en Werkgelegenheid",
    duration="Eén middag, met deelsessies naar keuze",
    rule=Rule(all_required=False, meetings=1),
    outline=(
        CONTACT,
        Meeting("Plenaire opening", 60, "Wat twee jaar Respectvol Samenleven opleverde: het dossier ‘Wat werkt bij…’."),
        Meeting(
            "Deelsessies",
            120,
            "Korte sessies naar keuze: je kennis testen, elkaar ontmoeten, meer te weten komen, of zelf aan de slag.",
        ),
    ),
)
