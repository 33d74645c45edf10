"""How people come to write about things of a kind, and how they end: by words of what a record is called."""

from __future__ import annotations

#: (words of a record's noun, openings, closings).
SITUATIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "contact user employee patient customer member applicant person profile candidate",
        (
            "We have a new {noun} to put on file", "Adding one more {noun} to the list",
            "Please put this {noun} on file", "This {noun} called earlier and wants to be on our list",
            "I met this {noun} at the fair", "Before the card gets lost, here is the new {noun}",
            "Could you set up this {noun} for us?",
        ),
        (
            "Could you add it to the system, please?", "Please enter it when you find a moment",
            "Thanks for taking care of this", "Please treat this with discretion", "No rush with this one",
        ),
    ),
    (
        "order cart invoice transaction product purchase payment deal loan ticket booking registration report",
        (
            "Following up on the {noun} from the other day", "The {noun} came in while you were out",
            "The bookkeepers want this {noun} on record", "Here is the paperwork on the {noun}",
            "I have the {noun} in front of me, so here is what it says", "For the books, once more the {noun}",
            "They asked about the {noun}, so I looked it up", "Copying the {noun} for your folder",
            "I need this {noun} in the system before we close the month",
        ),
        (
            "Please enter it when you find a moment", "Could you file it with the rest, please?",
            "No need to answer if all looks right to you", "I would be glad of a quick confirmation",
            "Many thanks for your help", "Thanks for taking care of this", "We can talk it through if you like",
        ),
    ),
    (
        "event meeting registration viewing encounter inspection flight interview visit",
        (
            "I am writing this up while it is fresh", "Just off the line with the organisers",
            "For the calendar and the files", "Typed up from my scribbles", "So that everybody knows",
        ),
        (
            "Tell me if I got something wrong", "Please pass it on to whoever needs it",
            "Corrections are welcome", "Thanks for keeping track of this",
        ),
    ),
    (
        "configuration config api log device sensor network response entry reading notification document service",
        (
            "Copying this over from the console", "For the handover, the {noun}",
            "Found this while tidying up the dashboard", "Noting this down before the next rollout",
            "The night shift asked me to pass this on", "This one has just come in",
            "Nothing on fire, only the {noun} for the archive",
        ),
        (
            "I can dig further if you like", "Ping me if you see it again", "Worth keeping an eye on",
            "I leave it to you what to do with it", "No need to do anything right now", "Just so that you know",
        ),
    ),
    (
        "medical patient encounter",
        (
            "From this morning's round", "Please add this to the chart", "Dictated in a hurry, please type it up",
            "For the practice's files", "As told to me at the desk",
        ),
        ("Please file it with the rest", "Please see that it gets into the chart", "I will sign it when I am back"),
    ),
    (
        "listing posting recipe job property rating review book",
        (
            "For the website, please", "Text for the new page", "Could you put this online?",
            "Here is the copy for the {noun}", "I wrote this down last night", "For the next newsletter, perhaps",
        ),
        (
            "Feel free to shorten it", "Change the wording as you see fit", "It can go live any time",
            "Thanks for putting it up",
        ),
    ),
)  # fmt: skip
