"""The masterclass as English readers meet it; its test stands in a module of its own."""

from .doorbreek_de_bubbel_english_test import TEST
from .schema import Module, OnlyFor, PlanRow, Quote, Reflection, Text, Translation

BUBBLES = Module(
    slug="living-in-bubbles",
    open=True,
    title="Living in bubbles",
    intro="Why people live past each other, and what your own municipality does to keep it that way without meaning to.",
    minutes=10,
    body=(
        Text(
            "<p>Who lives in your street? Whose birthdays do you go to? Where do you get your news? Most people spend "
            "their time with people like themselves. There is nothing wrong with that: it is pleasant and takes little "
            "effort. But people who never meet do not know each other’s worries. It is a short step from there to "
            "‘them’.</p>"
        ),
        Text(
            "<h2>What keeps a bubble closed</h2>"
            "<p>A bubble is a group in which people mainly hear each other. Three things keep it closed.</p>"
            "<ul>"
            "<li><b>The screen.</b> What your phone shows you has been chosen. You get more of what you clicked before. "
            "Your neighbour sees a different country.</li>"
            "<li><b>The place.</b> Schools, sports clubs and neighbourhoods have often been sorted already by education, "
            "income or origin.</li>"
            "<li><b>The way we ask.</b> A consultation on a Tuesday at eight in the evening, with forty pages to read "
            "beforehand, draws the same people every time. They are welcome. They are not the whole town.</li>"
            "</ul>"
            "<p>The last one is yours. You can do little about somebody’s timeline. You can choose the invitation, the "
            "place, the hour and the question.</p>"
        ),
        Text(
            "<h2>What is at stake</h2>"
            "<p>You know the examples: a reception centre, a wind farm, a new festival, or an old one that has to "
            "change. Suddenly everybody seems to be for or against. The fiercest people speak. Those in doubt stay at "
            "home. And you have to decide: sometimes under great pressure, sometimes with time to think.</p>"
            "<p>When groups know each other only from the quarrel, words grow harder and positions more fixed. A "
            "decision that is right on its merits can still cost you the trust of some of your residents.</p>"
        ),
        Quote(
            "Bursting a bubble does not mean that everybody agrees. "
            "It means that people know each other’s interests before they choose."
        ),
        Reflection(
            "Think of the last time you asked residents for their view. Who was there? Who was not, and what could you "
            "have heard from them?"
        ),
    ),
)

POLARISATION = Module(
    slug="understanding-polarisation",
    title="Understanding polarisation",
    intro="Five roles in us-and-them thinking, and four things you can change yourself.",
    minutes=15,
    body=(
        Text(
            "<p>A conflict and polarisation look alike, but they are not the same. In a <b>conflict</b> you can point out "
            "who has a problem with whom: two neighbours, a club and the municipality. <b>Polarisation</b> is a story about "
            "groups: ‘they’ are like this and ‘we’ are different. Nobody is a party to it by nature. People become one, "
            "because they are being pulled.</p>"
            "<p>The difference matters. If you treat polarisation as a conflict, you seat the two fiercest parties at one "
            "table, and it is they who get the stage.</p>"
        ),
        Text(
            "<h2>Five roles</h2>"
            "<p>The Dutch philosopher Bart Brandsma describes five roles in his work on polarisation. They are roles, not "
            "kinds of people: anybody can change roles.</p>"
            "<ul>"
            "<li>The <b>pusher</b> stands at one of the ends and is certain that the other side is wrong. A pusher wants to "
            "be seen. Contradiction is fuel.</li>"
            "<li>The <b>joiner</b> takes a side, less fiercely, and still talks with others.</li>"
            "<li>The <b>silent middle</b> takes no side. Some do not care, others care a great deal. They see more than two "
            "sides, and so they keep quiet.</li>"
            "<li>The <b>bridge builder</b> stands above the parties and organises a conversation. It is well meant. But "
            "whoever keeps putting the extremes on stage widens the gap.</li>"
            "<li>The <b>scapegoat</b> is mostly sought in the middle, or among the bridge builders: ‘whose side are you on, "
            "anyway?’ The harder it gets, the sooner somebody is given this role.</li>"
            "</ul>"
            "<p>If you govern, advise or sit on a council, you soon become a bridge builder. And so, soon, a scapegoat.</p>"
        ),
        Reflection(
            "Which role did you have yourself, the last time a subject grew heated in your municipality? And which role did "
            "others see in you?",
            "Describe roles, not persons.",
        ),
        Text(
            "<h2>Four things you can change</h2>"
            "<p>Polarisation lives on attention. Brandsma names four things you can turn yourself.</p>"
            "<ol>"
            "<li><b>Whom you do it for.</b> Not the extremes but the middle. Ask of every message: what does somebody in "
            "doubt gain from this?</li>"
            "<li><b>What you talk about.</b> Not what groups <i>are</i>, but the question that concerns all of us: how do we "
            "keep our streets safe at night?</li>"
            "<li><b>Where you stand.</b> Not above the parties but among them, close enough to hear what keeps people "
            "awake.</li>"
            "<li><b>How you sound.</b> No verdict and no raised finger. Curious, and clear about the limits of what we find "
            "normal here.</li>"
            "</ol>"
            "<p>Facts help less than you hope. Polarisation runs on feeling. Acknowledge first what people feel, and you can "
            "talk about facts afterwards. The other way round it seldom works.</p>"
        ),
    ),
)

CONFLICT = Module(
    slug="reading-a-conflict",
    title="Reading a conflict",
    intro="On which step does your conflict stand? That decides which help still works.",
    minutes=15,
    body=(
        Text(
            "<p>Quarrels grow by a pattern. The Austrian researcher Friedrich Glasl described it as a stairway down, "
            "with nine steps. The lower people get, the less they can still solve by themselves. What matters most to you is "
            "in which of its three parts a conflict stands.</p>"
            "<h2>Top: both can still win</h2>"
            "<ol>"
            "<li><b>Positions harden.</b> There is friction, but people talk.</li>"
            "<li><b>Debate.</b> It is about being right. Thinking turns black and white.</li>"
            "<li><b>Deeds instead of words.</b> ‘There is no point in talking.’ One side puts up a banner, the other walks "
            "out.</li>"
            "</ol>"
            "<p>Here people can mostly find a way out together. A good facilitator is enough.</p>"
            "<h2>Middle: one wins, the other loses</h2>"
            "<ol>"
            "<li><b>Images and allies.</b> It is about who the other <i>is</i>. People look for support.</li>"
            "<li><b>Loss of face.</b> The other side is shamed in public.</li>"
            "<li><b>Threats.</b> ‘If you won’t, we will.’</li>"
            "</ol>"
            "<p>Here somebody from outside is needed whom both sides trust, such as a mediator.</p>"
            "<h2>Bottom: everybody loses</h2>"
            "<ol>"
            "<li><b>Limited damage.</b> One’s own loss no longer counts, as long as the other loses more.</li>"
            "<li><b>Breaking the other side.</b></li>"
            "<li><b>Together into the abyss.</b></li>"
            "</ol>"
            "<p>Here talking no longer helps. First somebody with authority must step in: the executive, the police, the "
            "court. The conversation comes later.</p>"
        ),
        Text(
            "<h2>How to read a conflict</h2>"
            "<p>Ask yourself four questions. You will use them for your conflict diagnosis.</p>"
            "<ul>"
            "<li><b>Who</b> really has a problem, and with whom? Who joins in although it is not about them?</li>"
            "<li><b>What</b> do the parties say, and which interest lies beneath it? A position (‘no reception centre here’) "
            "is not an interest (‘my daughter must be able to cycle home safely’).</li>"
            "<li><b>Which step?</b> Watch deeds and language, not volume.</li>"
            "<li><b>What has the municipality done</b> so far, and did that lead up or down?</li>"
            "</ul>"
        ),
        Reflection(
            "Choose a conflict from your own practice. On which step did it stand when you heard of it? And where does it "
            "stand now?",
            "Write down what happened, without names.",
        ),
        OnlyFor(
            "bestuurder",
            "<p>You decide, and sometimes you are a party yourself. Think ahead: can I still be somebody to talk with here, "
            "or do I ask another?</p>",
        ),
        OnlyFor(
            "ambtenaar",
            "<p>You are often the first to hear. Think ahead: whom do I tell, and what do I ask them to do?</p>",
        ),
        OnlyFor(
            "raadslid",
            "<p>Residents ask you to take sides. Think ahead: which question do I ask before I take a position?</p>",
        ),
    ),
    guide=(
        "<p>Participants read this at home. Begin part 1 with one question about it: on which step did you last see a "
        "conflict from nearby? Draw the steps of Glasl on a flip chart beforehand.</p>"
        "<p>Who has no case of their own works along with another.</p>"
    ),
)

INVOLVING = Module(
    slug="involving-residents-differently",
    title="Involving residents differently",
    intro="When meeting helps, and five ways to widen the circle.",
    minutes=12,
    body=(
        Text(
            "<p>‘Just bring people together.’ If only it were that simple. The psychologist Gordon Allport wrote as early as "
            "1954 that contact between groups <i>can</i> reduce prejudice, if the conditions are right. He named four.</p>"
            "<ul>"
            "<li><b>Equal at the table.</b> Not one as host and the other as guest.</li>"
            "<li><b>A shared goal.</b> Something both groups want to achieve.</li>"
            "<li><b>Doing it together.</b> Not against each other, but needing each other.</li>"
            "<li><b>Support from those in authority.</b> The mayor, the school, the club shows: this is normal here.</li>"
            "</ul>"
            "<p>A hall with two microphones meets none of the four. Designing a playground together often meets them "
            "all.</p>"
        ),
        Text(
            "<h2>Five ways to widen the circle</h2>"
            "<ul>"
            "<li><b>Go there.</b> The waiting room, the football canteen, the mosque, the church, the school gate.</li>"
            "<li><b>Draw lots.</b> Invite people by chance and pay for their time. Then those come who never come.</li>"
            "<li><b>Begin earlier.</b> Ask for worries and wishes before there is a plan, while there is something left to "
            "choose.</li>"
            "<li><b>Choose dialogue.</b> In a debate you want to win. In a dialogue you want to understand. Agree beforehand "
            "which it is.</li>"
            "<li><b>Tell what you did with it.</b> Also when you did not take it over. Especially then.</li>"
            "</ul>"
        ),
        Reflection("Which one change will you make in your next conversation with residents?"),
    ),
)


def in_role(function: str, slug: str, title: str, html: str, question: str) -> Module:
    body = (Text(html), Reflection(question))
    return Module(
        slug, title, "What you can do differently tomorrow, in your own position.", 5, body, functions=(function,)
    )


ROLES = {
    "in-uw-rol-bestuurder": in_role(
        "bestuurder",
        "in-your-role-you-govern",
        "In your role: you govern",
        "<p>You give the subject its name. Do you say ‘the reception problem’ or ‘how do we live here together?’ You will "
        "hear the difference in the hall.</p>"
        "<ul>"
        "<li><b>Talk about the question</b>, not about the groups.</li>"
        "<li><b>Say what is settled</b> and what residents can still decide. A sham choice costs more trust than a no.</li>"
        "<li><b>Come by before the decision</b>, not only after it.</li>"
        "<li><b>Protect whoever becomes the scapegoat</b>, also if they belong to another party.</li>"
        "</ul>",
        "To which subject will you give another name from tomorrow on?",
    ),
    "in-uw-rol-ambtenaar": in_role(
        "ambtenaar",
        "in-your-role-civil-servant",
        "In your role: civil servant",
        "<p>You design the conversation. By the place, the hour and the first question you decide who comes and who "
        "speaks.</p>"
        "<ul>"
        "<li><b>Write down whom you did not speak to.</b> In your advice that is a fact those who govern can use.</li>"
        "<li><b>Begin with an interest</b>, not with a plan. A plan invites for and against.</li>"
        "<li><b>Work with small tables</b>, each with its facilitator.</li>"
        "<li><b>Report back</b> what you did with what was said, also to those who said little.</li>"
        "</ul>",
        "In which conversation that is planned now can you still change the place or the first question?",
    ),
    "in-uw-rol-raadslid": in_role(
        "raadslid",
        "in-your-role-council-member",
        "In your role: council member",
        "<p>You also represent those who did not vote for you. And you have a microphone: with your words you reach the "
        "middle, or you feed the extremes.</p>"
        "<ul>"
        "<li><b>Ask of each proposal</b>: which bubble have we not heard?</li>"
        "<li><b>Go somewhere yourself</b> where you know nobody, without a leaflet.</li>"
        "<li><b>Disagree as sharply as you like</b>, as long as it is about the matter and not about groups.</li>"
        "<li><b>Mind tonight’s message.</b> What does somebody in doubt gain from it?</li>"
        "</ul>",
        "Which residents did not vote for you, and what do you know of their worries?",
    ),
}

ENGLISH = Translation(
    slug="burst-the-bubble",
    title="Burst the bubble",
    lead=(
        "Your residents live in different worlds, and you take decisions for all of them. In this masterclass you learn "
        "to see what lies beneath division, and how to involve people who never meet."
    ),
    for_whom=(
        "For those who govern, civil servants and council members. You take part together with people in all three "
        "roles, and that opens the first bubble."
    ),
    outcomes=(
        "tell a conflict from polarisation",
        "recognise the roles in us-and-them thinking, your own included",
        "read a conflict and choose help that fits its step",
        "involve residents who would otherwise be left out, in a way that suits your position",
    ),
    parts={
        "Dagdeel 1: zien wat er speelt": (
            "Half-day 1: seeing what is going on",
            "We practise with the roles and with Glasl’s stairway, using situations that you bring yourself.",
        ),
        "Dagdeel 2: de bubbel openen": (
            "Half-day 2: opening the bubble",
            "You discuss your conflict diagnosis and work with the Dialogue Approach Polarisation model of "
            "DoeDemocratie.nu. You go home with a first step for your own municipality.",
        ),
        "Conflictdiagnose": (
            "Conflict diagnosis",
            "One page about a conflict in your own municipality: who, which interest, which stage, and what you have done "
            "so far. Bring it to half-day 2.",
        ),
    },
    duration="Two half-days of three hours, and just over an hour online in your own time",
    modules={
        "leven-in-bubbels": BUBBLES,
        "polarisatie-begrijpen": POLARISATION,
        "een-conflict-lezen": CONFLICT,
        "inwoners-anders-betrekken": INVOLVING,
        **ROLES,
        "toets-doorbreek-de-bubbel": TEST,
    },
    plans={
        "Dagdeel 1: zien wat er speelt": (
            PlanRow(
                15, "Welcome and getting acquainted", room="Chairs in a circle", note="Say what stays confidential."
            ),
            PlanRow(
                30, "The five roles", method="Telling, then recognising in threes", material="Flip chart with the roles"
            ),
            PlanRow(45, "The steps of Glasl", method="Walking the steps", material="Nine sheets on the floor"),
            PlanRow(15, "Coffee", is_break=True, room="Foyer"),
            PlanRow(
                60,
                "Practising with own situations",
                method="Role play in fours",
                material="Observation sheet",
                note="Stop the play once somebody falls silent, and ask what happened.",
            ),
            PlanRow(15, "What do you take along?", method="A round", room="In the circle again"),
        ),
    },
)
