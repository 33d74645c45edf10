"""Ways in which teachers write: one table of prompts, marks and set words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing. `{}` in an opening stands for what the record is about ("order").

    How a text begins depends on what the model says first: after `greetings` where the writer speaks of himself,
    after `hello` where the sentence is a greeting already, after `openings` else. Set words need no model.
    """

    register: str  #: the name that a record carries
    ask: str  #: what the prompt asks for
    hello: str  #: before a sentence that says hello
    greetings: tuple[str, ...]  #: before words in the first person
    openings: tuple[str, ...]  #: before any other words: greeting and what the message is about
    opening_marks: tuple[str, ...]  #: what ends an opening of free words
    stops: tuple[str, ...]  #: between two sentences
    leads: tuple[str, ...]  #: what the last of several sentences may begin with
    joints: tuple[str, ...]  #: before a fragment
    conjunctions: tuple[str, ...]  #: before a further main clause
    end: str  #: after the last fact
    closings: tuple[str, ...]  #: endings, "" for none
    asides: tuple[str, ...]  #: what may stand for a stop once, in the middle
    fragments: bool  #: facts are told in fragments, not in sentences
    capitals: bool  #: sentences begin with a capital
    rests: tuple[str, ...]  #: registers in which the same text may go on
    resumes: str = ""  #: what each further part begins with


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
        hello="",
        greetings=("",),
        openings=("", "", "Here is what we know about the {}. ", "A word on the {}. ", "Notes on the {} from today. "),
        opening_marks=(": ",),
        stops=(". ",),
        leads=("also, ", "besides, "),
        joints=(", ",),
        conjunctions=(", and ", " and ", "; "),
        end=".",
        closings=("",),
        asides=(),
        fragments=False,
        capitals=True,
        rests=("prose", "table"),
    ),
    Style(
        register="email",
        ask="a short e-mail",
        hello="",
        greetings=("Hello,\n\n", "Good morning,\n\n", "Hi there,\n\n", "Good afternoon,\n\n"),
        openings=(
            "Hello,\n\nHere are the details of the {} that you asked about. ",
            "Hi all,\n\nAs promised, the {} in short. ",
            "Good morning,\n\nI am writing about the {}. ",
            "Dear colleague,\n\nPlease find below what I have on the {}. ",
            "Hi there,\n\nA quick word about the {}. ",
            "Hello everyone,\n\n",
            "Dear team,\n\nCould you file this {} for me? ",
            "Hi again,\n\nHere is the {} that I mentioned. ",
        ),
        opening_marks=(".\n\n",),
        stops=(". ",),
        leads=("also, ", "one more thing: "),
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
        rests=("prose", "notes", "keyvalue", "table"),
    ),
    Style(
        register="chat",
        ask="a chat message",
        hello="",
        greetings=("hi, ", "hey, ", "hello! ", "hi there, ", "", ""),
        openings=(
            "hi, quick update on the {}: ",
            "hey, about the {}: ",
            "got the {} here. ",
            "ok, as asked: ",
            "morning! ",
            "fyi, the {} is in. ",
            "",
        ),
        opening_marks=(": ", ", "),
        stops=(". ", "\n"),
        leads=("also, ", "oh, also, "),
        joints=(", ",),
        conjunctions=(", and ", " and "),
        end="",
        closings=("", "\nthanks!", "\ntalk soon", "\nok?", ""),
        asides=(),
        fragments=False,
        capitals=False,
        rests=("chat",),
    ),
    Style(
        register="notes",
        ask="a quick note",
        hello="- ",
        greetings=("- ",),
        openings=("Note on the {}:\n- ", "For the record:\n- ", "{}, in short\n- ", "- ", "To file:\n- "),
        opening_marks=("\n- ",),
        stops=("\n- ",),
        leads=(),
        joints=(", ", "; "),
        conjunctions=(),
        end="",
        closings=("",),
        asides=(),
        fragments=True,
        capitals=False,
        rests=("notes",),
        resumes="- ",
    ),
    Style(
        register="transcript",
        ask="what a caller says on the phone",
        hello="Caller: ",
        greetings=("Caller: ", "Caller: Yes, hello. ", "Caller: Good afternoon. ", "Clerk: How can I help?\nCaller: "),
        openings=(
            "Caller: Yes, hello. It is about the {}. ",
            "Caller: Good afternoon. I have the {} in front of me. ",
            "Caller: Thanks for taking my call. ",
            "Caller: You wanted to hear about the {}. ",
            "Clerk: Go ahead, please.\nCaller: ",
        ),
        opening_marks=(". ",),
        stops=(". ", ". Okay. "),
        leads=("oh, also, ", "also, "),
        joints=(", ", ", let me see, "),
        conjunctions=(", and ", " and "),
        end=".",
        closings=("", " That's all.", "\nClerk: Thank you, I have noted that.", "\nClerk: All right, that is in."),
        asides=(".\nClerk: Got it.\nCaller: ", ".\nClerk: Okay, go on.\nCaller: ", ".\nClerk: Mm-hm.\nCaller: "),
        fragments=False,
        capitals=True,
        rests=("transcript",),
        resumes="Caller: ",
    ),
)
