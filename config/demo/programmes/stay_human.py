"""Stay Human: four strands of a coalition's learning, and a trajectory that takes from three of them."""

from .schema import Draw, Included, Meeting, Module, Programme, Reflection, Rule, Text

MADE_BY = "de coalitie Stay Human"

DYNAMICS_MODULE = Module(
    slug="hoe-wij-zij-ontstaat",
    open=True,
    title="Hoe wij-zij ontstaat",
    intro="Wat er gebeurt tussen een mening en een muur.",
    minutes=12,
    body=(
        Text(
            "<p>Over vluchtelingen lijkt iedereen iets te vinden. Wie goed luistert, hoort vaak twee dingen in één mens: "
            "medeleven én zorgen. ‘Ik vind dat je mensen moet helpen. En ik wacht al jaren op een huis.’ Dat is geen "
            "tegenspraak. Het is het midden.</p>"
            "<h2>Waarom je het midden niet hoort</h2>"
            "<p>Wie twijfelt, krijgt geen microfoon. Een korte, boze zin gaat sneller rond dan een lange, eerlijke. Zo "
            "lijkt het alsof er maar twee groepen zijn. Wie dat gelooft, gaat een kant kiezen of zwijgen. Dan klopt het "
            "beeld op een dag echt.</p>"
            "<p>Bart Brandsma noemt polarisatie daarom een <b>denkconstructie</b>: het zijn gedachten over groepen, geen "
            "feiten over mensen. Die gedachten hebben <b>brandstof</b> nodig, elke dag opnieuw. En ze werken op het "
            "<b>gevoel</b>: met argumenten alleen krijg je ze niet stil.</p>"
        ),
        Text(
            "<h2>Waar jij staat</h2>"
            "<p>Organisaties die mensen helpen, worden snel als partij gezien. Zeg je iets, dan hoor je bij ‘zij’. Zeg je "
            "niets, dan ook. Helemaal buiten de tegenstelling staan lukt niet. Je kunt wel kiezen wat je voedt. Drie "
            "vragen voor elk bericht:</p>"
            "<ol>"
            "<li>Herkent iemand met medeleven én zorgen zich hierin?</li>"
            "<li>Gaat dit over mensen of over een groep?</li>"
            "<li>Wat heeft iemand die twijfelt hieraan?</li>"
            "</ol>"
        ),
        Reflection("Waar herken je medeleven én zorgen in jezelf?"),
    ),
)

COMMUNICATION_MODULE = Module(
    slug="schrijven-voor-het-midden",
    open=True,
    title="Schrijven voor het midden",
    intro="Vijf keuzes in je tekst die het verschil maken.",
    minutes=12,
    body=(
        Text(
            "<p>Een campagne die je eigen achterban laat juichen, is makkelijk gemaakt. Maar wie bereik je ermee? De "
            "mensen die twijfelen, lezen vooral dat ze fout zitten.</p>"
            "<h2>Vijf keuzes</h2>"
            "<ul>"
            "<li><b>Eén mens in plaats van een groep.</b> Met een naam, een werk en een humeur. Niet alleen als "
            "slachtoffer, en niet alleen als held.</li>"
            "<li><b>De vraag in plaats van het gelijk.</b> ‘Hoe zorgen we dat iedereen in deze straat zich thuis "
            "voelt?’</li>"
            "<li><b>Herhaal het frame van de ander niet</b>, ook niet om het tegen te spreken. Wie ‘geen golf’ schrijft, "
            "laat een golf zien.</li>"
            "<li><b>Noem de zorg die echt is</b>, voordat je vertelt wat je doet.</li>"
            "<li><b>Eindig met iets wat iemand kán doen.</b> Klein, dichtbij, deze week.</li>"
            "</ul>"
        ),
        Text(
            "<h2>Voordat je plaatst</h2>"
            "<p>Laat je tekst lezen door iemand die het niet met je eens is. Vraag niet: ‘Vind je het goed?’ Vraag: ‘Waar "
            "haakte je af?’ Spreek ook af wie er reageert als het misgaat, hoe snel, en wanneer je niet meer "
            "reageert.</p>"
        ),
        Reflection("Pak je laatste bericht erbij. Welke zin zou je nu anders schrijven?"),
    ),
)

KNOWLEDGE_MODULE = Module(
    slug="van-onderzoek-naar-praktijk",
    open=True,
    title="Van onderzoek naar praktijk, en terug",
    intro="Hoe je onderzoek leest als je morgen iets moet doen.",
    minutes=10,
    body=(
        Text(
            "<p>Onderzoek zegt zelden: ‘doe dit’. Het zegt: ‘bij deze mensen, onder deze omstandigheden, gebeurde dit.’ "
            "Jij weet hoe het bij jullie is. Samen wordt het bruikbaar.</p>"
            "<h2>Vier vragen aan een onderzoek</h2>"
            "<ul>"
            "<li><b>Wie</b> deden er mee, en lijken zij op jouw mensen?</li>"
            "<li><b>Waarmee</b> is het vergeleken? Zonder vergelijking weet je niet of het door de aanpak kwam.</li>"
            "<li><b>Wanneer</b> is er gemeten: meteen na afloop, of ook een half jaar later?</li>"
            "<li><b>Wat</b> werkte er niet, of juist averechts?</li>"
            "</ul>"
        ),
        Text(
            "<h2>En terug</h2>"
            "<p>Ook wat jij doet is kennis, als je het opschrijft. Maak na een activiteit een halve bladzijde: wat "
            "wilden we, wat deden we, wat zagen we, wat zouden we anders doen? Schrijf ook op wat mislukte. Daar leert "
            "een ander het meeste van.</p>"
        ),
        Reflection("Wat weet jij uit de praktijk, dat je nog nooit in een rapport las?"),
        Draw(
            "Lees je onderzoek goed?",
            "Drie vragen uit de vragenbank. Doe je de toets nog eens, dan krijg je andere.",
            3,
            (
                "Onderzoek: vergelijking",
                "Onderzoek: wanneer gemeten",
                "Onderzoek: wie deden mee",
                "Onderzoek: averechts",
                "Praktijk: opschrijven",
            ),
            60,
        ),
    ),
)

DIALOGUE_MODULE = Module(
    slug="een-gesprek-dat-open-blijft",
    open=True,
    title="Een gesprek dat open blijft",
    intro="Twee werkvormen die je morgen kunt gebruiken, en wat je doet als het knettert.",
    minutes=15,
    body=(
        Text(
            "<p>In een debat zoek je de zwakke plek van de ander. In een dialoog zoek je wat de ander ziet en jij niet. "
            "Dat gaat niet vanzelf. Daarom is er een vorm.</p>"
            "<h2>De stille ronde</h2>"
            "<p><i>6 tot 12 mensen, 30 minuten.</i> Leg één vraag op tafel, bijvoorbeeld: ‘Wanneer voelde jij je ergens "
            "welkom?’ Iedereen denkt twee minuten na. Daarna vertelt ieder om de beurt. Niemand reageert, ook niet met "
            "een knik of een grap. Pas na de laatste vraag je: ‘Wat hoorde je dat je niet verwachtte?’</p>"
            "<h2>De zorg en de wens</h2>"
            "<p><i>8 tot 20 mensen, 45 minuten.</i> Ieder schrijft één zorg en één wens over het onderwerp op twee "
            "kaarten. Hang eerst de wensen op, daarna de zorgen. Zoek samen wensen die bij meer zorgen passen. Vaak "
            "hangen ‘voor’ en ‘tegen’ dan door elkaar.</p>"
        ),
        Text(
            "<h2>Als het knettert</h2>"
            "<ul>"
            "<li><b>Vertraag.</b> ‘Ik wil even stilstaan bij wat hier gezegd is.’</li>"
            "<li><b>Benoem zonder te oordelen.</b> ‘Ik merk dat dit raakt.’</li>"
            "<li><b>Vraag naar ervaring</b>, niet naar mening. ‘Wat heb je meegemaakt?’</li>"
            "<li><b>Bewaak de grens.</b> Over ervaringen praten we. Mensen wegzetten doen we niet.</li>"
            "<li><b>Geef lucht.</b> Een pauze is ook een werkvorm.</li>"
            "</ul>"
        ),
        Reflection("Wanneer veranderde je voor het laatst van gedachten door een gesprek? Wat deed de ander?"),
    ),
)

DYNAMICS = Programme(
    slug="inzicht-in-de-polarisatiedynamiek",
    kind="masterclass",
    title="Inzicht in de polarisatiedynamiek",
    lead="Begrijp wat er gebeurt als mensen zich terugtrekken in wij en zij, en ontdek wat je zelf kunt voeden of laten.",
    for_whom=(
        "Voor iedereen die in zijn werk met polarisatie te maken heeft: op school, op de club, in de kerk of moskee, "
        "of gewoon op het werk."
    ),
    outcomes=("herkennen hoe wij-zij-denken groeit", "bewust kiezen wat je met je woorden voedt"),
    themes=("polarisatie", "vluchtelingen"),
    audiences=("docenten", "sportcoaches", "leidinggevenden", "vrijwilligers"),
    hours="3",
    address="je",
    made_by=MADE_BY,
    duration="Eén middag, en een kwartier lezen vooraf",
    rule=Rule(all_required=True, meetings=1),
    outline=(
        DYNAMICS_MODULE,
        Meeting("Masterclass: in het midden", 165, "Met voorbeelden uit sport, school, geloof en werk."),
    ),
)

COMMUNICATION = Programme(
    slug="polarisatie-en-je-communicatie",
    kind="masterclass",
    title="Polarisatie en je communicatiestrategie",
    lead=(
        "Je wilt iets vertellen over vluchtelingen zonder olie op het vuur te gooien. "
        "Zo schrijf je voor mensen die nog twijfelen."
    ),
    for_whom="Voor communicatieprofessionals van maatschappelijke organisaties en bedrijven.",
    outcomes=(
        "een boodschap toetsen op wat die doet met het midden",
        "een plan maken voor als het spannend wordt",
    ),
    themes=("communicatie", "polarisatie", "vluchtelingen"),
    audiences=("communicatieprofessionals",),
    hours="3",
    address="je",
    made_by=MADE_BY,
    duration="Eén middag, en een kwartier lezen vooraf",
    rule=Rule(all_required=True, meetings=1),
    outline=(
        COMMUNICATION_MODULE,
        Meeting("Masterclass: jouw boodschap op tafel", 165, "Je werkt aan een bericht of campagne van jezelf."),
    ),
)

KNOWLEDGE = Programme(
    slug="kennis-uit-onderzoek-en-praktijk",
    kind="training",
    title="Kennis uit onderzoek en praktijk",
    lead="Wat weten we, wat denken we te weten, en wat weet jij al uit ervaring? Leer van onderzoek en van elkaar.",
    for_whom="Voor professionals en vrijwilligers die willen weten wat werkt, en waarom.",
    outcomes=("de goede vragen stellen aan een onderzoek", "vastleggen wat jouw eigen aanpak oplevert"),
    themes=("kennis", "ontmoeting"),
    audiences=("beleidsmakers", "vrijwilligers", "communicatieprofessionals"),
    hours="2.5",
    address="je",
    made_by=MADE_BY,
    duration="Eén dagdeel, en tien minuten lezen vooraf",
    rule=Rule(all_required=True, meetings=1),
    outline=(
        KNOWLEDGE_MODULE,
        Meeting("Kennistafel", 135, "Een onderzoeker en iemand uit de praktijk leggen elk een vraag op tafel."),
    ),
)

DIALOGUE = Programme(
    slug="werkvormen-voor-dialoog-en-conflict",
    kind="training",
    title="Werkvormen voor open dialoog en conflict",
    lead=(
        "Een gesprek openhouden als de meningen botsen: dat kun je oefenen. "
        "Je gaat naar huis met werkvormen die je morgen gebruikt."
    ),
    for_whom="Voor docenten, trainers, coaches en leidinggevenden die groepen begeleiden.",
    outcomes=(
        "een werkvorm kiezen die past bij je groep en je doel",
        "rustig en duidelijk blijven als het knettert",
    ),
    themes=("dialoog", "conflict"),
    audiences=("docenten", "sportcoaches", "leidinggevenden"),
    hours="6",
    address="je",
    made_by=MADE_BY,
    duration="Twee dagdelen, en een kwartier lezen vooraf",
    rule=Rule(all_required=True, meetings=2),
    outline=(
        DIALOGUE_MODULE,
        Meeting("Dagdeel 1: het gesprek openen", 180, "Je oefent beide werkvormen als deelnemer en als begeleider."),
        Meeting("Dagdeel 2: als het knettert", 180, "Je oefent met spanning in de groep, en met je eigen grens."),
    ),
)

TRAJECTORY = Programme(
    slug="communiceren-in-een-verhitte-tijd",
    kind="trajectory",
    title="Communiceren in een verhitte tijd",
    lead="Een half jaar samen leren: eerst begrijpen, dan oefenen, dan elkaar helpen met wat je meemaakt.",
    for_whom="Voor communicatieprofessionals die verder willen dan één middag.",
    outcomes=(
        "inzicht in polarisatie toepassen in je eigen strategie",
        "een open gesprek leiden, ook als het spannend is",
        "lastige keuzes bespreken met een vaste groep vakgenoten",
    ),
    themes=("communicatie", "polarisatie", "dialoog", "intervisie"),
    audiences=("communicatieprofessionals",),
    hours="18",
    address="je",
    made_by=MADE_BY,
    duration="Een half jaar: een masterclass, een training en zes keer intervisie",
    rule=Rule(all_required=True, meetings=5),
    outline=(
        Included("polarisatie-en-je-communicatie"),
        Included("werkvormen-voor-dialoog-en-conflict"),
        *(
            Meeting(
                f"Intervisie {number}",
                90,
                "In een vaste groep van zes bespreken jullie een vraag uit ieders werk. Wat je vertelt, blijft in de groep.",
            )
            for number in range(1, 7)
        ),
    ),
)

PROGRAMMES = (DYNAMICS, COMMUNICATION, KNOWLEDGE, DIALOGUE, TRAJECTORY)
