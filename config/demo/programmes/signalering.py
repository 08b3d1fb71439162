"""POLRAD's basic training for professionals: noticing polarisation and radicalisation without stamping people."""

from .schema import Meeting, Module, Programme, Reflection, Rule, Text, Translation
from .signalering_test import TEST

CONCEPTS = Module(
    slug="waar-kijken-we-naar",
    open=True,
    title="Waar kijken we naar?",
    intro="Vier woorden die vaak door elkaar lopen, en waarom het uitmaakt welk woord je kiest.",
    minutes=12,
    body=(
        Text(
            "<p>Een jongen in je klas zegt dat ‘ze ons toch haten’. Een moeder deelt elke dag boze filmpjes over de "
            "regering. Een groepje in de wijk groet je collega niet meer vanwege haar hoofddoek. Moet je je zorgen "
            "maken? En waarover precies?</p>"
            "<h2>Vier woorden</h2>"
            "<ul>"
            "<li><b>Polarisatie</b>: groepen denken steeds meer in wij en zij. De afstand groeit, het contact wordt "
            "minder. Een beetje hoort bij een vrij land. Het wordt gevaarlijk als mensen elkaar niet meer als "
            "medemens zien.</li>"
            "<li><b>Activisme</b>: iemand zet zich in voor een ideaal, soms luid en lastig, maar binnen de regels van "
            "de democratie. Dat is een recht.</li>"
            "<li><b>Radicalisering</b>: een proces waarin iemand steeds meer bereid is om ingrijpende veranderingen na "
            "te streven, en daarbij uiteindelijk ook ondemocratische middelen goed vindt. Het gaat stap voor stap, en "
            "het kan ook weer terug.</li>"
            "<li><b>Extremisme</b>: iemand overschrijdt om zijn ideaal de grenzen van de wet, bijvoorbeeld met "
            "bedreiging of geweld.</li>"
            "</ul>"
            "<p>Radicale ideeën zijn dus niet verboden, en de meeste mensen met radicale ideeën worden nooit "
            "gewelddadig. Radicalisering hoort ook niet bij één geloof of één politieke kleur.</p>"
        ),
        Text(
            "<h2>Waarom het woord ertoe doet</h2>"
            "<p>Noem je boosheid te snel radicalisering, dan maak je iemand tot verdachte. Je verliest het contact, en "
            "juist contact beschermt. Noem je een echt signaal ‘gewoon puberen’, dan staat iemand er alleen voor. "
            "Beschrijf daarom eerst wat je ziet en hoort. Het woord komt later.</p>"
        ),
        Reflection(
            "Denk aan een situatie uit je werk die je onrustig maakte. Wat zag en hoorde je letterlijk? Welk woord gaf "
            "je eraan, en past dat woord nu nog?"
        ),
    ),
)

DYNAMICS = Module(
    slug="wij-en-zij-in-je-werk",
    title="Wij en zij in je werk",
    intro="Hoe een tegenstelling groeit, en wat jij doet waardoor hij kleiner wordt.",
    minutes=12,
    body=(
        Text(
            "<p>Wij-zij-denken begint klein: een grap, een bijnaam, een filmpje dat rondgaat. Het groeit als drie dingen "
            "samenkomen.</p>"
            "<ul>"
            "<li><b>Een verhaal</b> over de ander: ‘zij krijgen alles’, ‘zij willen ons weg hebben’.</li>"
            "<li><b>Brandstof</b>: een gebeurtenis, een filmpje of een uitspraak die het verhaal lijkt te bewijzen.</li>"
            "<li><b>Druk om te kiezen</b>: wie geen kant kiest, hoort er niet meer bij.</li>"
            "</ul>"
            "<p>Bart Brandsma, die veel over polarisatie schreef, laat zien dat de mensen in het midden het verschil "
            "maken. Zij twijfelen, of vinden het ingewikkeld, en zijn daarom stil. De felste stemmen trekken aan hen. "
            "Jij kent dat midden: het zijn de meeste leerlingen in je klas en de meeste mensen in je straat.</p>"
        ),
        Text(
            "<h2>Wat jij kunt doen</h2>"
            "<ul>"
            "<li><b>Geef het midden ruimte.</b> ‘Wie weet het nog niet?’ is een sterke vraag.</li>"
            "<li><b>Praat over wat mensen meemaken</b>, niet over wat groepen zijn.</li>"
            "<li><b>Stel een grens aan gedrag</b>, en leg uit waarom. ‘Zo praten we hier niet over elkaar. Ik wil wel "
            "weten waarom je zo boos bent.’</li>"
            "<li><b>Kijk naar jezelf.</b> Aan wie ergert jouw team zich? Wie geef jij minder snel het woord?</li>"
            "</ul>"
            "<p>Na een aanslag of een heftig bericht is het verhaal het sterkst. Wacht dan niet tot iemand erover "
            "begint. Zeg wat je weet en wat je niet weet, en vraag hoe het met mensen gaat.</p>"
        ),
        Reflection("Waar in je werk voel je druk om een kant te kiezen? Wat doe je dan meestal?"),
    ),
)

SIGNALS = Module(
    slug="signalen-zonder-stempel",
    title="Signalen zien zonder te stempelen",
    intro="Er bestaat geen lijstje waarmee je radicalisering herkent. Wel een manier van kijken.",
    minutes=15,
    body=(
        Text(
            "<p>Er is niet één soort mens dat radicaliseert, en niet één weg ernaartoe. Een lijst met kenmerken wijst "
            "vooral veel mensen aan met wie niets aan de hand is. Kijk daarom niet naar wie iemand is, maar naar wat er "
            "verandert.</p>"
            "<h2>Let op verandering, op meer terreinen tegelijk</h2>"
            "<ul>"
            "<li><b>Contact</b>: breekt met oude vrienden, stopt met sport of werk, trekt zich terug bij één groep.</li>"
            "<li><b>Taal</b>: neemt vaste zinnen over, spreekt over ‘zij’ als minder dan mensen, ziet overal één "
            "vijand.</li>"
            "<li><b>Gedrag</b>: wil anderen zijn regels opleggen, zoekt de botsing, praat geweld goed.</li>"
            "<li><b>Beleving</b>: voelt zich vernederd of afgewezen, is iets belangrijks kwijtgeraakt, zoekt zin of "
            "wraak.</li>"
            "</ul>"
            "<p>Eén signaal zegt bijna niets. Meer veranderingen, in korte tijd, op verschillende terreinen: dan is er "
            "reden om te praten. Vaak blijkt er iets anders te spelen: ruzie thuis, schulden, rouw, pesten. Dan heb je "
            "iemand op tijd gezien.</p>"
        ),
        Text(
            "<h2>Geen signaal</h2>"
            "<p>Bidden, een baard, een hoofddoek, een kaalgeschoren hoofd, een vlag in de kamer, kritiek op de regering: "
            "het zegt iets over geloof, smaak of mening. Het is op zichzelf geen reden voor zorg.</p>"
            "<h2>Wat duwt, wat trekt, wat beschermt</h2>"
            "<ul>"
            "<li><b>Wat duwt</b>: uitsluiting, onrecht, geen plek vinden, een groot verlies.</li>"
            "<li><b>Wat trekt</b>: vriendschap, aanzien, spanning, een duidelijk antwoord, een taak.</li>"
            "<li><b>Wat beschermt</b>: één volwassene die blijft, meer dan één groep om bij te horen, kunnen twijfelen, "
            "werk of school die lukt.</li>"
            "</ul>"
            "<p>Het laatste rijtje is van jou. Wie vroeg kijkt, hoeft minder vaak in te grijpen.</p>"
        ),
        Text(
            "<h2>Drie valkuilen</h2>"
            "<ul>"
            "<li><b>Je ziet wat je al dacht.</b> Vraag jezelf: wat zou ik denken als een ander dit deed?</li>"
            "<li><b>Je wacht tot je het zeker weet.</b> Zekerheid komt zelden. Een zorg mag je delen.</li>"
            "<li><b>Je schrijft een conclusie op.</b> Schrijf op wat je zag, wanneer, en van wie je het hoorde.</li>"
            "</ul>"
        ),
        Reflection(
            "Wie in je werk blijft soms buiten beeld, omdat hij of zij stil is? Wat zou je deze week kunnen vragen?"
        ),
    ),
)

CONVERSATION = Module(
    slug="het-gesprek-aangaan",
    title="Het gesprek aangaan",
    intro="Nieuwsgierig blijven, ook als je schrikt. En toch een grens trekken.",
    minutes=15,
    body=(
        Text(
            "<p>Het belangrijkste wat je hebt, is de relatie. Wie contact houdt, hoort meer en kan later nog iets "
            "betekenen. Je hoeft het niet eens te zijn met iemand om hem serieus te nemen.</p>"
            "<h2>Zo begin je</h2>"
            "<ul>"
            "<li><b>Kies een rustig moment</b>, zonder publiek.</li>"
            "<li><b>Noem wat je zag</b>, zonder oordeel: ‘Je komt niet meer op de training, en je zei gisteren dat "
            "niemand hier te vertrouwen is. Ik vraag me af hoe het met je gaat.’</li>"
            "<li><b>Luister, vat samen, vraag door.</b> ‘Als ik je goed begrijp…’ ‘Wanneer begon dat?’ ‘Wat zou er "
            "moeten veranderen?’</li>"
            "<li><b>Zoek wat eronder zit.</b> Boosheid gaat vaak over onrecht, angst of ergens bij willen horen.</li>"
            "</ul>"
        ),
        Text(
            "<h2>Wat meestal niet helpt</h2>"
            "<ul>"
            "<li><b>Een feitenstrijd.</b> Wie zich aangevallen voelt, zoekt alleen nog bewijs voor zijn gelijk.</li>"
            "<li><b>Belachelijk maken</b>, ook als grapje.</li>"
            "<li><b>Beloven dat je niets doorvertelt.</b> Zeg eerlijk: ‘Als ik me zorgen maak over veiligheid, dan "
            "bespreek ik dat met een collega. Dat vertel ik je dan eerst, als dat kan.’</li>"
            "</ul>"
            "<h2>Een grens trekken</h2>"
            "<p>Wijs gedrag af, niet de persoon. ‘Ik wil niet dat je dat woord hier gebruikt. Ik wil wel blijven "
            "praten.’ In een groep is de grens er ook voor wie zwijgt: zij zien dat iemand het voor hen opneemt.</p>"
        ),
        Reflection(
            "Welke opmerking maakt jou zo boos dat je stopt met luisteren? Bedenk één vraag die je dan toch kunt "
            "stellen."
        ),
    ),
)

SHARING = Module(
    slug="zorgen-delen",
    title="Zorgen delen: wie doet wat?",
    intro="Je hoeft het niet alleen te weten en niet alleen te doen.",
    minutes=12,
    body=(
        Text(
            "<p>Signaleren is teamwerk. Als professional stel je geen diagnose en doe je geen onderzoek. Je kijkt, je "
            "praat, en je deelt je zorg op de goede plek.</p>"
            "<h2>Vijf stappen</h2>"
            "<ol>"
            "<li><b>Schrijf op</b> wat je zag en hoorde, met datum. Feiten en indrukken apart.</li>"
            "<li><b>Praat met een collega</b> of met degene die er in jouw organisatie voor aangewezen is. Kan dat "
            "zonder naam? Dan zonder naam.</li>"
            "<li><b>Praat met de persoon zelf</b> en met ouders, tenzij dat gevaar oplevert.</li>"
            "<li><b>Weeg samen</b>: is dit een zorg om iemand, een zorg om de groep, of een zorg om de veiligheid?</li>"
            "<li><b>Zet een stap</b>: zelf begeleiden, hulp erbij halen, of melden volgens de afspraken in jouw "
            "organisatie en gemeente.</li>"
            "</ol>"
            "<p><b>Is er direct gevaar? Bel 112.</b> Dan sla je stappen over.</p>"
        ),
        Text(
            "<h2>Wie zit waar?</h2>"
            "<ul>"
            "<li><b>Je eigen organisatie</b>: een vertrouwenspersoon, zorgcoördinator of leidinggevende.</li>"
            "<li><b>De gemeente</b>: die brengt partijen bij elkaar als er rond een persoon een plan nodig is.</li>"
            "<li><b>De wijkagent</b>: kent de straat, en is vaak ook bereikbaar voor een vraag zonder naam.</li>"
            "<li><b>Het expertisenetwerk in je provincie</b>: mensen die dit vaker bij de hand hebben gehad. In "
            "Groningen maakte CMO STAMM voor het netwerk een sociale kaart; die vraag je bij hen aan.</li>"
            "</ul>"
            "<h2>Privacy</h2>"
            "<p>Deel niet meer dan nodig is, met niet meer mensen dan nodig is, en leg uit waarom je deelt. Iemands "
            "geloof of politieke mening is gevoelige informatie: schrijf die alleen op als het echt om de zorg gaat. "
            "Ken de regels van je eigen organisatie, voordat je ze nodig hebt.</p>"
        ),
        Reflection("Wie bel jij morgen als je je zorgen maakt? Schrijf de functie op, en zoek het nummer vast op."),
    ),
)

ROLE_MODELS = Module(
    slug="rolmodellen-in-de-wijk",
    title="Rolmodellen in de wijk",
    intro="Waarom een verhaal van iemand uit de buurt verder komt dan een folder.",
    minutes=10,
    body=(
        Text(
            "<p>In POLRAD werkten vijf organisaties in de provincie Groningen samen. Hun idee was eenvoudig: wie de "
            "buurt kent, wordt er ook gehoord. Zij zochten mensen uit verschillende groepen die al iets deden voor "
            "anderen. Geen helden, maar een buurvrouw, een voetbaltrainer, een student, iemand die zelf gevlucht "
            "was.</p>"
            "<h2>Vier stappen</h2>"
            "<ol>"
            "<li><b>Vinden</b>, van onderaf: via jongerenwerkers en buurtwerkers, niet via een vacature.</li>"
            "<li><b>Trainen</b>: je verhaal vertellen, luisteren, omgaan met lastige vragen.</li>"
            "<li><b>Inzetten</b>: op school, in het buurthuis, bij een vereniging.</li>"
            "<li><b>Coachen</b>: na afloop praten over wat het met je deed, en wat je een volgende keer wilt.</li>"
            "</ol>"
        ),
        Text(
            "<h2>Samenwerken met een rolmodel</h2>"
            "<ul>"
            "<li>Bespreek vooraf wat wel en niet verteld wordt. Het verhaal is van het rolmodel.</li>"
            "<li>Vraag een rolmodel nooit om namens een hele groep te spreken.</li>"
            "<li>Blijf erbij, en neem na afloop tijd. Het kost iets om over jezelf te vertellen.</li>"
            "<li>Een rolmodel is er niet om signalen voor jou te verzamelen. Dan is het vertrouwen weg.</li>"
            "</ul>"
        ),
        Reflection(
            "Wie in jouw omgeving zou een goed rolmodel zijn, en waarom juist diegene?", "Schrijf geen naam op."
        ),
    ),
)

ENGLISH = Translation(
    duration="Two afternoons of three and a half hours, and an hour and a half online in your own time",
    slug="noticing-polarisation-and-radicalisation",
    title="Noticing polarisation and radicalisation",
    lead=(
        "You work with people, and sometimes something worries you. In this basic training you learn to look without "
        "judging, to talk without losing the contact, and to share your concern in the right place."
    ),
    for_whom="For teachers, youth workers, community workers, police officers, housing officers and civil servants.",
    outcomes=(
        "tell polarisation, activism, radicalisation and extremism apart",
        "notice change in time, and know what is not a signal",
        "start a conversation, keep the contact and set a limit",
        "share a concern with the right people, and no more than is needed",
    ),
    parts={
        "Dagdeel 1: zien en duiden": (
            "Half-day 1: noticing and understanding",
            "With cases from your own work we practise looking at change, and telling facts from impressions.",
        ),
        "Dagdeel 2: praten en delen": (
            "Half-day 2: talking and sharing",
            "You practise a difficult conversation with an actor, and we draw who does what in your area.",
        ),
    },
)

PROGRAMME = Programme(
    slug="signalering-van-polarisatie-en-radicalisering",
    kind="training",
    title="Signalering van polarisatie en radicalisering",
    lead=(
        "Je werkt met mensen, en soms maak je je zorgen. In deze basistraining leer je kijken zonder te oordelen, praten "
        "zonder het contact te verliezen, en je zorg delen op de goede plek."
    ),
    for_whom="Voor docenten, jongerenwerkers, wijkwerkers, agenten, woonconsulenten en ambtenaren.",
    outcomes=(
        "polarisatie, activisme, radicalisering en extremisme uit elkaar houden",
        "veranderingen op tijd zien, en weten wat géén signaal is",
        "een gesprek beginnen, het contact houden en een grens stellen",
        "een zorg delen met de juiste mensen, en niet meer delen dan nodig is",
    ),
    themes=("polarisatie", "radicalisering", "rolmodellen"),
    audiences=("docenten", "jongerenwerkers", "ambtenaren", "wijkwerkers"),
    hours="8.5",
    address="je",
    made_by="CMO STAMM en de partners van POLRAD, met het provinciale expertisenetwerk",
    duration="Twee middagen van drieënhalf uur, en anderhalf uur online in je eigen tijd",
    rule=Rule(all_required=True, test_percentage=70, meetings=2),
    outline=(
        CONCEPTS,
        DYNAMICS,
        SIGNALS,
        Meeting(
            "Dagdeel 1: zien en duiden",
            210,
            "Met situaties uit je eigen werk oefenen we met kijken naar verandering, en met feiten en indrukken uit "
            "elkaar houden.",
        ),
        CONVERSATION,
        SHARING,
        Meeting(
            "Dagdeel 2: praten en delen",
            210,
            "Je oefent een moeilijk gesprek met een acteur, en we tekenen wie wat doet in jouw omgeving.",
        ),
        ROLE_MODELS,
        TEST,
    ),
    english=ENGLISH,
)
