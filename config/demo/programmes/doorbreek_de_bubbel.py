"""Masterclass for those who govern, advise or decide in a municipality; DoeDemocratie.nu makes it, VNG offers it."""

from .doorbreek_de_bubbel_english import ENGLISH
from .doorbreek_de_bubbel_test import TEST
from .schema import Meeting, Module, OnlyFor, PlanRow, Programme, Quote, ReadAloud, Reflection, Rule, Task, Text

BUBBLES = Module(
    slug="leven-in-bubbels",
    open=True,
    title="Leven in bubbels",
    intro="Waarom mensen langs elkaar heen leven, en wat uw gemeente daar zelf aan doet, soms zonder het te willen.",
    minutes=10,
    body=(
        ReadAloud(
            "leven-in-bubbels.mp3",
            "Voorgelezen door een computerstem",
            "<p>Wie woont er bij u in de straat? Met wie eet u mee op een verjaardag? Van wie krijgt u het nieuws? De "
            "meeste mensen gaan om met mensen die op hen lijken. Dat is niet verkeerd: het is prettig en het kost weinig "
            "moeite. Maar wie elkaar niet tegenkomt, kent elkaars zorgen niet. Dan wordt een ander al snel ‘zij’.</p>",
        ),
        Text(
            "<h2>Hoe een bubbel dicht blijft</h2>"
            "<p>Een bubbel is een groep waarin mensen vooral elkaar horen. Drie dingen houden hem dicht.</p>"
            "<ul>"
            "<li><b>Het scherm.</b> Wat u op uw telefoon ziet, is uitgekozen. U krijgt meer van wat u al aanklikte. "
            "Uw buurman ziet een ander land.</li>"
            "<li><b>De plek.</b> School, sportclub en buurt zijn vaak al gesorteerd naar opleiding, inkomen of "
            "herkomst.</li>"
            "<li><b>De manier waarop wij het vragen.</b> Een inspraakavond op dinsdag om acht uur, met een stuk van "
            "veertig bladzijden vooraf, trekt steeds dezelfde mensen. Zij zijn welkom. Maar zij zijn niet de hele "
            "gemeente.</li>"
            "</ul>"
            "<p>Dat laatste punt is van u. Aan iemands tijdlijn kunt u weinig doen. Aan de uitnodiging, de plek, het "
            "uur en de vraag wel.</p>"
        ),
        Text(
            "<h2>Wat er op het spel staat</h2>"
            "<p>U kent de voorbeelden. Er komt een opvanglocatie, een windpark, een nieuw feest of een oud feest dat "
            "anders moet. Opeens lijkt iedereen voor of tegen. In de zaal praten de felste mensen. Wie twijfelt, blijft "
            "thuis. En u moet een besluit nemen: soms onder hoge druk, soms met tijd om na te denken.</p>"
            "<p>Als groepen elkaar alleen nog kennen van de ruzie, dan worden woorden harder en standpunten vaster. Een "
            "besluit dat inhoudelijk klopt, kan dan toch het vertrouwen kosten van een deel van uw inwoners.</p>"
        ),
        Quote(
            "Een bubbel doorbreken betekent niet dat iedereen het eens wordt. "
            "Het betekent dat mensen elkaars belang kennen voordat zij kiezen."
        ),
        Reflection(
            "Denk aan de laatste keer dat u inwoners om hun mening vroeg. Wie waren er? Wie waren er niet, en wat had "
            "u van hen kunnen horen?"
        ),
    ),
)

POLARISATION = Module(
    slug="polarisatie-begrijpen",
    title="Polarisatie begrijpen",
    intro="Vijf rollen in het wij-zij-denken, en vier dingen die u zelf kunt veranderen.",
    minutes=15,
    body=(
        Text(
            "<p>Een conflict en polarisatie lijken op elkaar, maar zijn niet hetzelfde. Bij een <b>conflict</b> kunt u "
            "aanwijzen wie er een probleem met elkaar hebben: twee buren, een vereniging en de gemeente. Bij "
            "<b>polarisatie</b> gaat het om een verhaal over groepen: ‘zij’ zijn zo en ‘wij’ zijn anders. Niemand is "
            "vanzelf partij. Mensen wórden partij, omdat er aan hen getrokken wordt.</p>"
            "<p>Dat verschil is belangrijk. Wie op polarisatie reageert alsof het een conflict is, zet de twee felste "
            "partijen aan tafel. Daarmee krijgen juist zij het podium.</p>"
        ),
        Text(
            "<h2>Vijf rollen</h2>"
            "<p>De filosoof Bart Brandsma beschrijft in zijn boek <i>Polarisatie</i> vijf rollen. Het zijn rollen, geen "
            "soorten mensen: iedereen kan van rol wisselen.</p>"
            "<ul>"
            "<li>De <b>aanjager</b> (Brandsma zegt ‘pusher’) staat aan een van de uiteinden en weet zeker dat de ander "
            "fout is. Hij wil zichtbaar zijn. Tegenspraak geeft hem brandstof.</li>"
            "<li>De <b>meeloper</b> (‘joiner’) kiest een kant, maar minder fel. Hij praat nog met anderen.</li>"
            "<li>De <b>stille middengroep</b> kiest niet. Sommigen zijn onverschillig, anderen juist heel betrokken. "
            "Zij zien meer dan twee kanten en houden daarom hun mond.</li>"
            "<li>De <b>bruggenbouwer</b> gaat boven de partijen staan en organiseert een gesprek. Dat is goed bedoeld. "
            "Maar wie de twee uitersten steeds samen op een podium zet, maakt de tegenstelling groter.</li>"
            "<li>De <b>zondebok</b> wordt het vaakst gezocht in het midden of bij de bruggenbouwer: ‘met wie heult u "
            "eigenlijk?’ Hoe harder het wordt, hoe sneller iemand die rol krijgt.</li>"
            "</ul>"
            "<p>Als bestuurder, ambtenaar of raadslid bent u al snel bruggenbouwer. En dus ook al snel zondebok.</p>"
        ),
        Reflection(
            "Welke rol had u zelf, de laatste keer dat een onderwerp in uw gemeente verhit raakte? En welke rol zagen "
            "anderen in u?",
            "Beschrijf rollen, geen personen.",
        ),
        Text(
            "<h2>Vier dingen die u kunt veranderen</h2>"
            "<p>Polarisatie leeft van aandacht. Brandsma noemt vier knoppen waar u zelf aan kunt draaien.</p>"
            "<ol>"
            "<li><b>Voor wie u het doet.</b> Niet de uitersten, maar het midden. Vraag u bij elk bericht af: wat heeft "
            "de twijfelaar hieraan?</li>"
            "<li><b>Waarover u praat.</b> Niet over wat groepen zíjn (‘de asielzoeker’, ‘de boze burger’), maar over de "
            "vraag die iedereen aangaat: hoe houden wij het hier ’s avonds veilig op straat?</li>"
            "<li><b>Waar u staat.</b> Niet boven de partijen, maar ertussen. Dichtbij genoeg om te horen waar mensen "
            "wakker van liggen.</li>"
            "<li><b>Hoe u klinkt.</b> Niet oordelend en niet met de vinger omhoog. Wel nieuwsgierig, en duidelijk over "
            "de grens van wat wij hier normaal vinden.</li>"
            "</ol>"
            "<p>Feiten helpen minder dan u hoopt. Polarisatie draait op gevoel. Wie eerst erkent wat mensen voelen, kan "
            "daarna over feiten praten. Andersom lukt het zelden.</p>"
        ),
    ),
)

CONFLICT = Module(
    slug="een-conflict-lezen",
    title="Een conflict lezen",
    intro="Op welke trede staat uw conflict? Dat bepaalt welke hulp nog werkt.",
    minutes=15,
    body=(
        Text(
            "<p>Ruzies groeien volgens een patroon. De Oostenrijkse conflictkundige Friedrich Glasl beschreef dat als "
            "een trap naar beneden, met negen treden. Hoe lager men komt, hoe minder de partijen nog zelf kunnen "
            "oplossen. Voor u is vooral belangrijk in welk van de drie delen een conflict zit.</p>"
            "<h2>Boven: allebei kunnen nog winnen</h2>"
            "<ol>"
            "<li><b>Standpunten worden hard.</b> Het schuurt, maar men praat.</li>"
            "<li><b>Debat.</b> Het gaat om gelijk krijgen. Er ontstaat zwart-witdenken.</li>"
            "<li><b>Daden in plaats van woorden.</b> ‘Praten heeft geen zin meer.’ De een zet een spandoek op, de ander "
            "stapt uit het overleg.</li>"
            "</ol>"
            "<p>Hier komen mensen er meestal nog samen uit. Een goede gespreksleider is genoeg.</p>"
            "<h2>Midden: de een wint, de ander verliest</h2>"
            "<ol>"
            "<li><b>Beelden en bondgenoten.</b> Het gaat over wie de ander ís. Men zoekt steun.</li>"
            "<li><b>Gezichtsverlies.</b> De ander wordt in het openbaar te kijk gezet.</li>"
            "<li><b>Dreigen.</b> ‘Als u niet, dan wij wel.’</li>"
            "</ol>"
            "<p>Hier is iemand van buiten nodig, die door beide partijen wordt vertrouwd, zoals een bemiddelaar.</p>"
            "<h2>Onder: iedereen verliest</h2>"
            "<ol>"
            "<li><b>Gericht schade doen.</b> Eigen verlies telt niet meer, als de ander maar meer verliest.</li>"
            "<li><b>De ander uitschakelen.</b></li>"
            "<li><b>Samen de afgrond in.</b></li>"
            "</ol>"
            "<p>Hier helpt praten niet meer. Eerst moet iemand met gezag ingrijpen: het bestuur, de politie, de "
            "rechter. Het gesprek komt daarna.</p>"
        ),
        Text(
            "<h2>Zo leest u een conflict</h2>"
            "<p>Stel uzelf vier vragen. U gebruikt ze straks bij uw conflictdiagnose.</p>"
            "<ul>"
            "<li><b>Wie</b> heeft er echt een probleem, en met wie? Wie praat er mee zonder dat het over hen gaat?</li>"
            "<li><b>Wat</b> zeggen de partijen, en welk belang ligt daaronder? Een standpunt (‘geen opvang hier’) is "
            "iets anders dan een belang (‘mijn dochter moet veilig naar huis fietsen’).</li>"
            "<li><b>Welke trede?</b> Let op daden en op taal, niet op het volume.</li>"
            "<li><b>Wat deed de gemeente</b> tot nu toe, en hielp dat naar boven of naar beneden?</li>"
            "</ul>"
        ),
        Reflection(
            "Kies een conflict uit uw eigen praktijk. Op welke trede stond het toen u ervan hoorde? En op welke trede "
            "staat het nu?",
            "Schrijf op wat er gebeurde, zonder namen.",
        ),
        OnlyFor(
            "bestuurder",
            "<p>U neemt besluiten, en bent soms zelf partij. Bedenk vooraf: kan ik hier nog gesprekspartner zijn, of "
            "vraag ik iemand anders?</p>",
        ),
        OnlyFor(
            "ambtenaar",
            "<p>U bent vaak de eerste die iets hoort. Bedenk vooraf: wie vertel ik het, en wat vraag ik die dan te doen?</p>",
        ),
        OnlyFor(
            "raadslid",
            "<p>Bewoners vragen u partij te kiezen. Bedenk vooraf: welke vraag stel ik, voordat ik een standpunt inneem?</p>",
        ),
    ),
    guide=(
        "<p>Deelnemers lezen dit thuis. Begin dagdeel 1 met één vraag erover: op welke trede zag u een conflict voor het "
        "laatst van dichtbij? Teken de trap van Glasl alvast op een flap-over.</p>"
        "<p>Wie geen eigen casus heeft, werkt mee aan die van een ander.</p>"
    ),
)

INVOLVING = Module(
    slug="inwoners-anders-betrekken",
    title="Inwoners anders betrekken",
    intro="Wanneer ontmoeting helpt, en vijf manieren om de kring groter te maken.",
    minutes=12,
    body=(
        Text(
            "<p>‘Zet mensen bij elkaar, dan komt het goed.’ Was het maar zo eenvoudig. De psycholoog Gordon Allport "
            "schreef al in 1954 dat contact tussen groepen vooroordelen kán verminderen, als de omstandigheden goed "
            "zijn. Hij noemde er vier.</p>"
            "<ul>"
            "<li><b>Gelijk aan tafel.</b> Niet de een als gastheer en de ander als gast.</li>"
            "<li><b>Een gezamenlijk doel.</b> Iets wat beide groepen willen bereiken.</li>"
            "<li><b>Samen doen.</b> Niet tegen elkaar, maar met elkaar nodig.</li>"
            "<li><b>Steun van wie gezag heeft.</b> De burgemeester, de school, de club laat zien: dit vinden wij "
            "gewoon.</li>"
            "</ul>"
            "<p>Een zaal met twee microfoons voldoet aan geen van de vier. Samen een speelplek ontwerpen vaak aan "
            "alle vier.</p>"
        ),
        Text(
            "<h2>Vijf manieren om de kring groter te maken</h2>"
            "<ul>"
            "<li><b>Ga erheen.</b> De wachtkamer, de voetbalkantine, de moskee, de kerk, het schoolplein.</li>"
            "<li><b>Loot.</b> Nodig mensen uit door het lot en vergoed hun tijd. Zo komt ook wie nooit komt.</li>"
            "<li><b>Begin eerder.</b> Vraag naar zorgen en wensen voordat er een plan ligt. Dan is er nog iets te "
            "kiezen.</li>"
            "<li><b>Kies de dialoog.</b> In een debat wilt u winnen. In een dialoog wilt u begrijpen. Spreek vooraf af "
            "wat u doet.</li>"
            "<li><b>Vertel wat u ermee deed.</b> Ook als u iets niet overneemt. Juist dan.</li>"
            "</ul>"
        ),
        Reflection("Welke ene verandering past u toe bij uw volgende gesprek met inwoners?"),
    ),
)


def in_role(function: str, slug: str, title: str, html: str, question: str) -> Module:
    """What somebody in one function gets to read, and nobody else."""
    body = (Text(html), Reflection(question))
    return Module(slug, title, "Wat u morgen anders kunt doen, in uw eigen functie.", 5, body, functions=(function,))


ROLES = (
    in_role(
        "bestuurder",
        "in-uw-rol-bestuurder",
        "In uw rol: bestuurder",
        "<p>U geeft het onderwerp een naam. Zegt u ‘de opvangkwestie’ of ‘hoe wonen wij hier samen?’ Dat verschil hoort u "
        "terug in de zaal.</p>"
        "<ul>"
        "<li><b>Praat over de vraag</b>, niet over de groepen.</li>"
        "<li><b>Zeg wat vaststaat</b> en waar inwoners nog over gaan. Schijnkeuzes kosten meer vertrouwen dan een nee.</li>"
        "<li><b>Kom vóór het besluit langs</b>, niet alleen erna.</li>"
        "<li><b>Bescherm wie zondebok wordt</b>, ook als dat iemand van een andere partij is.</li>"
        "</ul>",
        "Welk onderwerp geeft u vanaf morgen een andere naam?",
    ),
    in_role(
        "ambtenaar",
        "in-uw-rol-ambtenaar",
        "In uw rol: ambtenaar",
        "<p>U ontwerpt het gesprek. Met de plek, het uur en de eerste vraag bepaalt u wie er komt en wie er praat.</p>"
        "<ul>"
        "<li><b>Schrijf op wie u niet sprak.</b> In uw advies is dat een feit waar een bestuurder iets mee kan.</li>"
        "<li><b>Begin bij een belang</b>, niet bij een plan. Een plan nodigt uit tot voor en tegen.</li>"
        "<li><b>Werk met kleine tafels</b> en een vaste gespreksleider.</li>"
        "<li><b>Koppel terug</b> wat u met de inbreng deed, ook aan wie weinig zei.</li>"
        "</ul>",
        "Bij welk gesprek dat nu gepland staat, kunt u de plek of de eerste vraag nog veranderen?",
    ),
    in_role(
        "raadslid",
        "in-uw-rol-raadslid",
        "In uw rol: raadslid",
        "<p>U vertegenwoordigt ook wie niet op u stemde. En u heeft een microfoon: met uw woorden bereikt u het midden, of "
        "voedt u de uitersten.</p>"
        "<ul>"
        "<li><b>Vraag bij elk voorstel</b>: welke bubbel hoorden wij niet?</li>"
        "<li><b>Ga zelf een keer ergens heen</b> waar u niemand kent, zonder folder.</li>"
        "<li><b>Verschil van mening mag scherp zijn</b>, zolang het over de zaak gaat en niet over groepen.</li>"
        "<li><b>Let op uw bericht van vanavond.</b> Wat heeft iemand die twijfelt eraan?</li>"
        "</ul>",
        "Welke inwoners stemden niet op u, en wat weet u van hun zorgen?",
    ),
)

PROGRAMME = Programme(
    slug="doorbreek-de-bubbel",
    kind="masterclass",
    title="Doorbreek de bubbel",
    lead=(
        "Uw inwoners leven in verschillende werelden, en u moet besluiten nemen voor allemaal. In deze masterclass leert "
        "u zien wat er onder de verdeeldheid zit, en hoe u mensen betrekt die elkaar nooit tegenkomen."
    ),
    for_whom=(
        "Voor bestuurders, ambtenaren en raadsleden. U volgt de masterclass met mensen in alle drie de rollen: dat is "
        "meteen de eerste bubbel die opengaat."
    ),
    outcomes=(
        "het verschil zien tussen een conflict en polarisatie",
        "de rollen in het wij-zij-denken herkennen, ook uw eigen rol",
        "een conflict lezen en hulp kiezen die bij de trede past",
        "inwoners betrekken die anders buiten beeld blijven, op een manier die bij uw functie past",
    ),
    themes=("polarisatie", "conflict", "participatie"),
    audiences=("bestuurders", "ambtenaren", "raadsleden"),
    hours="7",
    address="u",
    made_by="DoeDemocratie.nu, met de VNG",
    duration="Twee dagdelen van drie uur, en ruim een uur online in uw eigen tijd",
    rule=Rule(all_required=True, test_percentage=60, meetings=2),
    outline=(
        BUBBLES,
        POLARISATION,
        Meeting(
            "Dagdeel 1: zien wat er speelt",
            180,
            "Wij oefenen met de rollen en met de trap van Glasl, aan de hand van situaties die u zelf meebrengt.",
            plan=(
                PlanRow(
                    15, "Welkom en kennismaken", room="Stoelen in een kring", note="Noem wat vertrouwelijk blijft."
                ),
                PlanRow(
                    30, "De vijf rollen", method="Uitleg en herkennen in drietallen", material="Flap-over met de rollen"
                ),
                PlanRow(45, "De trap van Glasl", method="Lopen over de trap", material="Negen vellen op de vloer"),
                PlanRow(15, "Koffie", is_break=True, room="Foyer"),
                PlanRow(
                    60,
                    "Oefenen met eigen situaties",
                    method="Rollenspel in vieren",
                    material="Observatieblad",
                    note="Stop het spel zodra iemand stil wordt, en vraag wat er gebeurde.",
                ),
                PlanRow(15, "Wat neemt u mee?", method="Rondje", room="Weer in de kring"),
            ),
        ),
        CONFLICT,
        Task(
            "work_product",
            "Conflictdiagnose",
            "Een A4 over een conflict uit uw eigen gemeente: wie, welk belang, welke trede, en wat u tot nu toe deed. "
            "Neem uw diagnose mee naar dagdeel 2.",
            minutes=30,
        ),
        INVOLVING,
        *ROLES,
        Meeting(
            "Dagdeel 2: de bubbel openen",
            180,
            "U bespreekt uw conflictdiagnose en werkt met het Dialoog Aanpak Polarisatie-model van DoeDemocratie.nu. "
            "U gaat naar huis met een eerste stap voor uw eigen gemeente.",
        ),
        TEST,
    ),
    english=ENGLISH,
)
