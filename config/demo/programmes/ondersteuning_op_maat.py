"""Support on site by the Agentschap Integratie en Inburgering: three sessions that end in an action plan."""

from .schema import Meeting, Module, Programme, Reflection, Rule, Task, Text

CONFLICT_OR_POLARISATION = Module(
    slug="conflict-of-polarisatie",
    open=True,
    title="Conflict of polarisatie?",
    intro="Voor je een strategie kiest, wil je weten wat er echt speelt.",
    minutes=12,
    body=(
        Text(
            "<p>Er is onrust. Rond een opvangcentrum, op een plein, in een team. Iedereen noemt het polarisatie. Soms klopt "
            "dat. Soms zijn het één of meer conflicten die al langer liepen. Het verschil bepaalt wat je kunt doen.</p>"
            "<h2>Vier vragen</h2>"
            "<ul>"
            "<li><b>Wie heeft het probleem?</b> Kun je de betrokkenen aanwijzen, dan is er minstens ook een conflict.</li>"
            "<li><b>Waarover gaat het?</b> Over iets wat te regelen is (lawaai, parkeren, taken) of over wat ‘zij’ voor "
            "mensen zouden zijn?</li>"
            "<li><b>Wie wordt er onder druk gezet om te kiezen?</b> Is dat een groep die er eerst buiten stond, dan zie "
            "je polarisatie.</li>"
            "<li><b>Wat doet aandacht ermee?</b> Een conflict wordt rustiger als je erover praat. Polarisatie kan er "
            "juist van groeien.</li>"
            "</ul>"
            "<p>Vaak is het antwoord: allebei. Dan haal je ze uit elkaar. Voor het conflict zoek je een oplossing met de "
            "betrokkenen. Voor de polarisatie zoek je het midden op.</p>"
        ),
        Text(
            "<h2>De kaart</h2>"
            "<p>In sessie 1 maken jullie samen een kaart van de situatie. Je kunt al nadenken over vijf dingen: wie er aan "
            "de uitersten staat, wie meegaat, wie zwijgt, wie probeert te verbinden, en wie de schuld krijgt. Zet er ook "
            "jullie eigen organisatie op. Waar sta jij, in de ogen van de anderen?</p>"
        ),
        Reflection("Wat is volgens jou de echte vraag achter de onrust? Schrijf hem op in één zin, als vraag."),
    ),
)

NETWORK = Module(
    slug="je-netwerk-in-beeld",
    title="Je netwerk in beeld",
    intro="Formeel en informeel: wie kan er iets doen wat jij niet kunt?",
    minutes=10,
    body=(
        Text(
            "<p>Een lokaal bestuur kent zijn formele partners: de school, de politie, het welzijnswerk. De mensen die in een "
            "wijk het verschil maken, staan vaak op geen enkele lijst. De bakker, de trainer, de oma die iedereen "
            "kent.</p>"
            "<h2>Vul drie kringen</h2>"
            "<ul>"
            "<li><b>Binnen</b>: wie in je eigen organisatie komt er elke week?</li>"
            "<li><b>Partners</b>: met wie werk je al samen, en wat doen zij al?</li>"
            "<li><b>Sleutelfiguren</b>: naar wie luisteren de mensen die niet naar jou luisteren?</li>"
            "</ul>"
            "<p>Zoek daarna de lege plekken. Welke groep heeft met niemand op je kaart contact? Daar begint een nieuwe "
            "invalshoek. En wees voorzichtig: wie zich als sleutelfiguur laat zien, kan daar in de eigen groep last van "
            "krijgen. Vraag dus eerst wat iemand wil.</p>"
        ),
        Reflection("Wie mis je op je kaart, en via wie zou je daar kunnen komen?", "Een functie of plek is genoeg."),
    ),
)

PROGRAMME = Programme(
    slug="ondersteuning-bij-conflict-en-polarisatie",
    kind="trajectory",
    title="Ondersteuning bij conflict en polarisatie",
    lead=(
        "Spanning in je wijk, op school of op het werk? In drie sessies bij jullie ter plaatse brengen we in kaart wat er "
        "speelt, kiezen we een strategie en schrijven we een actieplan."
    ),
    for_whom=(
        "Voor lokale besturen en organisaties in Vlaanderen: een kleine groep medewerkers die ermee aan de slag wil. Het kan "
        "gaan over de gemeente of de wijk (wonen, vrije tijd), over het werk of over de school."
    ),
    outcomes=(
        "samen bepalen of het om polarisatie gaat, om een conflict, of om allebei",
        "een strategie kiezen die past bij jullie eigen rol en positie",
        "werken met een actieplan voor de korte en de lange termijn",
    ),
    themes=("polarisatie", "conflict"),
    audiences=("lokale besturen", "leidinggevenden"),
    hours="9",
    address="je",
    made_by="het Agentschap Integratie en Inburgering",
    duration="Drie sessies, verspreid over enkele weken; in overleg kan het anders",
    rule=Rule(all_required=True, meetings=3),
    outline=(
        CONFLICT_OR_POLARISATION,
        Meeting(
            "Sessie 1: de situatie verduidelijken", 180, "We brengen in kaart wat er speelt en zoeken de echte vraag."
        ),
        Task(
            "work_product",
            "Situatiekaart",
            "Wie staat waar, wat is er gebeurd, en aan welke vraag werken we?",
            minutes=30,
        ),
        NETWORK,
        Meeting(
            "Sessie 2: een strategie kiezen",
            180,
            "Het netwerk, wat er al gebeurt, nieuwe invalshoeken, de risico’s, de communicatie en jullie eigen positie.",
        ),
        Meeting("Sessie 3: het actieplan", 180, "Acties met wie, wat en wanneer, op korte en op lange termijn."),
        Task(
            "work_product",
            "Actieplan",
            "Concrete acties, elk met een eigenaar en een datum. We ondersteunen jullie daarna bij de uitrol.",
            minutes=60,
        ),
    ),
)
