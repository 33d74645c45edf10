"""Ways in which teachers write: one table of prompts, marks and set words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing. `{}` in an opening stands for what the record is about ("order")."""

    register: str  #: the name that a record carries
    ask: str  #: what the prompt asks for
    greetings: tuple[str, ...]  #: first words, drawn, not generated: set words need no model
    purposes: tuple[str, ...]  #: then what the message is about, where the teacher has no free words for it
    opening_marks: tuple[str, ...]  #: what ends an opening of free words
    stops: tuple[str, ...]  #: between two sentences
    joints: tuple[str, ...]  #: before a fragment
    conjunctions: tuple[str, ...]  #: before a further main clause
    end: str  #: after the last fact
    closings: tuple[str, ...]  #: endings, "" for none
    asides: tuple[str, ...]  #: what may stand for a stop once, in the middle
    fragments: bool  #: noun phrases may stand for sentences
    capitals: bool  #: sentences begin with a capital
    speech: bool  #: only what is said: nothing that looks like a document may follow


PERSONAS = (
    "a busy office clerk",
    "a careful accountant",
    "a nurse between two shifts",
    "an engineer on call",
    "a shop owner",
    "a project assistant",
    "a new intern",
    "a support agent",
)
TONES = ("plain and friendly", "brief and factual", "polite and formal", "relaxed", "precise")
AUDIENCES = ("a colleague", "a customer", "the team", "your manager", "a partner company", "the archive")

STYLES: tuple[Style, ...] = (
    Style(
        register="prose",
        ask="a short paragraph",
        greetings=("",),
        purposes=("", "Here is what we know about the {}. ", "This is about the {}. ", "A word on the {}. "),
        opening_marks=(": ",),
        stops=(". ",),
        joints=(", ",),
        conjunctions=(", and ", " and ", "; "),
        end=".",
        closings=("",),
        asides=(),
        fragments=False,
        capitals=True,
        speech=False,
    ),
    Style(
        register="email",
        ask="a short e-mail",
        greetings=("Hello,\n\n", "Hi all,\n\n", "Good morning,\n\n", "Dear colleague,\n\n", "Hi there,\n\n"),
        purposes=(
            "",
            "Here are the details of the {} that you asked about. ",
            "As promised, the {} in short. ",
            "I am writing about the {}. ",
            "Please find below what I have on the {}. ",
            "A quick word about the {}. ",
        ),
        opening_marks=(".\n\n",),
        stops=(". ",),
        joints=(", ",),
        conjunctions=(", and ", " and ", "; "),
        end=".",
        closings=(
            "\n\nThanks!",
            "\n\nBest regards",
            "\n\nKind regards",
            "\n\nPlease let me know if anything is missing.",
            "\n\nMany thanks in advance",
        ),
        asides=(),
        fragments=False,
        capitals=True,
        speech=False,
    ),
    Style(
        register="chat",
        ask="a chat message",
        greetings=("hi, ", "hey, ", "morning! ", "ok so ", ""),
        purposes=("", "quick update on the {}: ", "about the {}: ", "fyi, ", "got the {} here, ", "as asked: "),
        opening_marks=(": ", ", "),
        stops=(". ", "\n"),
        joints=(", ",),
        conjunctions=(", and ", " and "),
        end="",
        closings=("", "\nthanks!", "\ntalk soon", "\nok?", ""),
        asides=(),
        fragments=True,
        capitals=False,
        speech=False,
    ),
    Style(
        register="notes",
        ask="a quick note",
        greetings=("Note: ", "To file: ", "For the record: ", "Noted today. ", ""),
        purposes=("",),
        opening_marks=(": ",),
        stops=(". ", "\n"),
        joints=(", ", "; "),
        conjunctions=("; ", " and "),
        end=".",
        closings=("",),
        asides=(),
        fragments=True,
        capitals=True,
        speech=False,
    ),
    Style(
        register="transcript",
        ask="what a caller says on the phone",
        greetings=(
            "Caller: Yes, hello. ",
            "Caller: Good afternoon. ",
            "Caller: Thanks for taking my call. ",
            "Caller: ",
        ),
        purposes=("", "It is about the {}. ", "I have the {} in front of me. ", "You wanted to hear about the {}. "),
        opening_marks=(". ",),
        stops=(". ", ". Okay. "),
        joints=(", ", ", let me see, "),
        conjunctions=(", and ", " and "),
        end=".",
        closings=("", " That's all.", "\nAgent: Thank you, I have noted that.", "\nAgent: All right, that is in."),
        asides=(".\nAgent: Got it.\nCaller: ", ".\nAgent: Okay, go on.\nCaller: ", ".\nAgent: Mm-hm.\nCaller: "),
        fragments=False,
        capitals=True,
        speech=True,
    ),
)

#: Between what a teacher worded and what a template states of the same record.
BRIDGES = (
    "Further details:",
    "The rest:",
    "Also on file:",
    "What else there is:",
    "Everything else on the {}:",
)
