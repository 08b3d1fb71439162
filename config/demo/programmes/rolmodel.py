"""POLRAD's trajectory for role models: recruited from below, trained, deployed and coached."""

from .schema import Meeting, Module, Programme, Reflection, Rule, Task, Text

STORY = Module(
    slug="jouw-verhaal",
    title="Jouw verhaal",
    intro="Wat vertel je wel, wat houd je voor jezelf, en waarom luisteren mensen?",
    minutes=15,
    body=(
        Text(
            "<p>Je bent gevraagd omdat mensen naar je luisteren. Misschien vind je dat zelf gewoon. Je hoeft geen held te "
            "zijn en geen expert. Je laat zien hoe het óók kan.</p>"
            "<h2>Een verhaal in drie stukken</h2>"
            "<ul>"
            "<li><b>Daar begon het.</b> Waar was je, wie was erbij, wat voelde je?</li>"
            "<li><b>Toen veranderde er iets.</b> Een mens, een zin, een besluit.</li>"
            "<li><b>Dit doe ik nu.</b> Klein is goed. ‘Ik groet mijn buurman weer’ is een goed einde.</li>"
            "</ul>"
            "<p>Vertel over één moment, niet over je hele leven. Een verhaal van vijf minuten is lang genoeg.</p>"
        ),
        Text(
            "<h2>Jij bent de baas</h2>"
            "<p>Het verhaal is van jou. Je beslist elke keer opnieuw wat je vertelt. Je mag ‘daar praat ik niet over’ "
            "zeggen, ook als iemand blijft vragen. Over familie of vrienden vertel je alleen wat zij goedvinden.</p>"
            "<p>Je spreekt voor jezelf. Vraagt iemand: ‘Hoe denken jullie daarover?’ Dan kun je zeggen: ‘Dat weet ik "
            "niet van iedereen. Ik kan vertellen hoe het voor mij is.’</p>"
        ),
        Reflection("Over welk moment zou jij willen vertellen? En wat houd je voor jezelf?"),
    ),
)

QUESTIONS = Module(
    slug="lastige-vragen",
    title="Lastige vragen",
    intro="Wat doe je als iemand boos wordt, of iets zegt dat pijn doet?",
    minutes=12,
    body=(
        Text(
            "<p>Soms zegt iemand iets hards. Over je geloof, je land, je kleur, je verleden. Je hoeft niet te winnen. "
            "Je hoeft ook niet alles te slikken.</p>"
            "<h2>Drie stappen</h2>"
            "<ol>"
            "<li><b>Adem en wacht.</b> Stilte is van jou.</li>"
            "<li><b>Vraag terug.</b> ‘Hoe bedoel je dat?’ ‘Heb je dat zelf meegemaakt?’</li>"
            "<li><b>Zeg wat het met je doet.</b> ‘Dat raakt me, want…’ Of stel een grens: ‘Zo wil ik niet praten.’</li>"
            "</ol>"
            "<p>Je coach is erbij. Spreek samen een teken af. Geef je dat teken, dan neemt je coach het over.</p>"
        ),
        Reflection("Welke vraag hoop je nooit te krijgen? Wat zou je kunnen antwoorden?"),
    ),
)

PROGRAMME = Programme(
    slug="rolmodel-in-je-buurt",
    kind="trajectory",
    title="Rolmodel in je buurt",
    lead=(
        "Mensen luisteren naar iemand die ze kennen. In dit traject leer je je eigen verhaal vertellen, ga je op pad in je "
        "buurt, en sta je er nooit alleen voor."
    ),
    for_whom=(
        "Voor mensen die in hun buurt, club, school of geloofsgroep al iets betekenen voor anderen. Je wordt gevraagd door "
        "een jongerenwerker of buurtwerker die je kent."
    ),
    outcomes=(
        "je verhaal vertellen in vijf minuten, en weten wat je voor jezelf houdt",
        "rustig omgaan met lastige vragen",
        "een groep laten praten en luisteren",
        "hulp vinden, voor jezelf en voor een ander",
    ),
    themes=("rolmodellen", "polarisatie", "dialoog"),
    audiences=("rolmodellen",),
    hours="15.5",
    address="je",
    made_by="Jongerenwerk Barkema & de Haan, MJD, VluchtelingenWerk Noord-Nederland en Overstag Uitvoering, met CMO STAMM",
    duration="Twee trainingsdagen, daarna op pad met een coach",
    rule=Rule(all_required=True, meetings=2),
    outline=(
        STORY,
        Meeting("Trainingsdag 1: vertellen", 390, "Je oefent je verhaal, eerst in tweetallen, daarna voor de groep."),
        QUESTIONS,
        Meeting(
            "Trainingsdag 2: luisteren en antwoorden", 390, "Je oefent lastige vragen en leert een gesprek leiden."
        ),
        Task(
            "deployment",
            "Op pad: een eerste inzet",
            "Je vertelt je verhaal bij een voorlichting in de buurt. Je coach is erbij.",
            minutes=90,
            required=True,
        ),
        Task(
            "coaching",
            "Gesprek met je coach",
            "Jullie kijken samen terug: wat deed het met je, en wat wil je een volgende keer?",
            minutes=45,
            required=True,
        ),
    ),
)
