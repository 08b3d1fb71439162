"""The masterclass's test in English: the same questions and options in the same order as the Dutch one."""

from .schema import KnowledgeTest, Module, Option, Question

QUESTIONS = (
    Question(
        "Around a reception centre two small groups talk ever more fiercely about ‘those people’. Most residents say "
        "nothing. What is going on here above all?",
        (
            Option(
                "A conflict between two parties",
                "There may be a conflict too. But that it is about groups, and that most people are silent, points to "
                "polarisation.",
            ),
            Option("Polarisation", "Yes. A story is told about groups, and the middle is being pulled.", right=True),
            Option("Ordinary consultation", "Consultation is about a plan. This is about what people are said to be."),
        ),
    ),
    Question(
        "To whom do you turn, according to Brandsma, if you want to reduce polarisation?",
        (
            Option(
                "To the pushers, since they cause the unrest",
                "Attention is exactly what a pusher looks for. You make them bigger.",
            ),
            Option(
                "To the silent middle",
                "Yes. That is where it is decided: does the middle shrink, or does it hold?",
                right=True,
            ),
            Option(
                "To the scapegoat",
                "Protect whoever becomes the scapegoat. But the movement is turned in the middle.",
            ),
        ),
    ),
    Question(
        "Which of these steps help to reduce polarisation? Two are right.",
        (
            Option(
                "Talking about the question that concerns everybody, instead of about groups",
                "Right. You change what the conversation is about.",
                right=True,
            ),
            Option(
                "A large debate between the two fiercest speakers",
                "That is a stage for the extremes. The middle sees only two sides.",
            ),
            Option(
                "Standing among people and hearing what keeps them awake",
                "Right. You do not stand above it but in it.",
                right=True,
            ),
            Option(
                "Proving with figures that one of the sides is wrong",
                "Facts matter, but those who do not feel heard do not hear them.",
            ),
        ),
    ),
    Question(
        "A residents’ group leaves the talks and puts up banners. Nobody has been attacked personally yet. In which part of "
        "Glasl’s stairway is this?",
        (
            Option(
                "Top: both can still win",
                "Yes, on the third step: deeds instead of words. A good facilitator may still be enough.",
                right=True,
            ),
            Option(
                "Middle: one wins, the other loses",
                "Not yet. For that it must be about who the other is, or about loss of face.",
            ),
            Option(
                "Bottom: everybody loses",
                "Fortunately not. There, parties accept harm to themselves to hurt the other.",
            ),
        ),
    ),
    Question(
        "Two parties threaten each other and shame each other in the newspaper. Which help fits?",
        (
            Option(
                "Once more around the table, with nobody else there",
                "On this step that seldom works. The first reproach makes it worse.",
            ),
            Option(
                "Somebody from outside whom both parties trust",
                "Yes. The middle part of the stairway needs a mediator.",
                right=True,
            ),
            Option("Waiting until it blows over", "On this step a conflict mostly sinks further."),
        ),
    ),
    Question(
        "When does meeting reduce prejudice, according to Allport? Three are right.",
        (
            Option("If people sit at the table as equals", "Right: no guest and no host.", right=True),
            Option("If they want to achieve something together", "Right: a shared goal.", right=True),
            Option(
                "If there are as many people in the hall as possible",
                "Numbers do not help. In a full hall hardly anybody talks with another.",
            ),
            Option(
                "If the school, the club or the mayor stands behind it",
                "Right: support from those in authority.",
                right=True,
            ),
        ),
    ),
    Question(
        "Tomorrow you face a full hall about a wind farm. Write down your first two sentences.",
        model_answer=(
            "For example: ‘I am glad you are here, also if you have not made up your mind. Tonight I want to hear what you "
            "need to go on living well here; what is settled and what is not, I will tell you frankly.’ You address the "
            "middle, name the shared question, and are clear about what can still change."
        ),
    ),
)

TEST = Module(
    slug="test-burst-the-bubble",
    title="Test: do you see the bubble?",
    intro="Seven questions. After each answer you read why. You may take the test more than once.",
    minutes=10,
    body=(
        KnowledgeTest(
            title="Do you see the bubble?",
            intro="Choose what fits best. Two questions have more than one right answer.",
            questions=QUESTIONS,
            pass_percentage=60,
        ),
    ),
)
