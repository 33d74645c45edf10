"""What people write around the facts: greetings, openings, closings, names. None of it says a field.

A phrase that uses a word of the schema (a property's name, an enum value) is left out for that schema, so
that nothing around the facts can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from edgejson.text import situations

_WORDS = re.compile(r"[^\W\d_]{3,}")

GREETINGS = (
    "Hi {name}", "Hello {name}", "Dear {name}", "Good morning {name}", "Hi there", "Hello", "Hi all", "Dear team",
    "Hey {name}", "Good afternoon", "Hello everyone", "Hi team", "Morning {name}", "Dear colleagues", "Hi again",
)  # fmt: skip
OPENINGS = (
    "Here is what I have on the {noun}", "Please find the {noun} below", "As promised, the {noun}",
    "I have just gone through the {noun} once more", "Sorry that this took a while",
    "Following up on our talk, here is the {noun}", "This is what we have so far",
    "You asked for the {noun}, so here goes", "Thanks for your patience", "A short summary of the {noun}",
    "I hope you are well", "Just so that it is in writing", "Let me sum up the {noun} for you",
    "Before I forget, here is the {noun}", "I looked this up for you", "In short, this is what I have",
    "Quick one from me", "Here is the {noun} that I mentioned earlier", "I pulled this together this morning",
    "I am passing the {noun} on to you", "See the summary below", "Just a short note", "One for your files",
    "About the {noun}, as you asked", "I had another look at the {noun}", "It took some digging, but here it is",
)  # fmt: skip
CLOSINGS = (
    "Let me know if anything is unclear", "Shout if you need more", "That is everything",
    "That is all from my side", "That is all I have for now", "Just ask if something is missing",
    "I trust that this is enough to go on", "Have a good rest of the day",
    "Nothing else for now", "Do tell me if I missed something", "Speak soon", "Please let me know that this arrived",
    "Sorry for the short notice", "More when I am back at my desk",
)  # fmt: skip
SIGN_OFFS = (
    "Best regards", "Kind regards", "Best", "Thanks", "Many thanks", "Cheers", "All the best", "Regards", "Yours",
    "Warm regards", "With thanks", "Thank you", "Talk soon", "Take care",
)  # fmt: skip
NAMES = (
    "Priya", "Tom", "Elena", "Marcus", "Ines", "Olu", "Hanna", "Viktor", "Noor", "Caleb", "Sofia", "Ravi", "Greta",
    "Yusuf", "Maeve", "Dario", "Ling", "Petra", "Samir", "Joan", "Karim", "Bea", "Otis", "Freya", "Hugo", "Amara",
    "Nils", "Wanda", "Ezra", "Tilda", "Pavel", "Rosa", "Idris", "Linnea", "Theo", "Zofia", "Mateo", "Keiko",
)  # fmt: skip
FOREIGN_NAMES = (
    "Łukasz", "Jürgen", "François", "Søren", "Núria", "Zoë", "Đorđe", "Ağaoğlu", "João", "Håkon", "Anaïs", "Ольга",
    "李雷", "さくら", "Γιώργος", "Ştefan", "Žofie", "İpek", "Éloïse", "Óscar", "محمد", "דנה", "민준", "Þóra",
)  # fmt: skip
CHAT_OPENERS = (
    "hey", "hi", "hey {name}", "ok so", "hiya", "yo {name}", "hi {name}, quick one", "got it, here goes", "so",
    "morning", "hey, about the {noun}", "ok found it", "here you go", "alright", "right, the {noun}", "hi again",
    "sure thing", "done looking", "hey hey", "um so", "back now", "sorry, just saw this", "yep, one sec", "ok ok",
)  # fmt: skip
CHAT_CLOSERS = (
    "thx", "that's it", "cheers", "lmk", "ty", "all good?", "ok?", "hope that helps", "ping me if anything's off",
    "gotta run", "talk later", "that's all i have", "can you put that in?", "thanks!!", "np", "k bye", "let me know",
)  # fmt: skip
FILLERS = (
    "um, ", "so, ", "well, ", "right, ", "okay, ", "let me see, ", "yes, ", "sure, ", "uh, ", "oh, ", "and ",
    "let me check, ", "yeah, ", "oh, and ", "hm, ", "alright, ", "one moment, ", "let me look, ", "er, ", "okay so, ",
)  # fmt: skip
ACKNOWLEDGEMENTS = (
    "Got it.", "Okay.", "Go on.", "Thanks, noted.", "Mm-hm.", "Right.", "I have that.", "Alright, what else?",
    "Sure, go ahead.", "Perfect.", "Understood.", "Okay, and then?", "Great, anything more?", "Noted.", "Fine.",
    "Just a second, I am typing.", "Carry on.", "Very good.", "I see.", "All right, next.",
)  # fmt: skip
QUESTIONS = (
    "So, what can you tell me about the {noun}?", "Could you go through the {noun} with me?",
    "All right, the {noun} then. Go ahead.", "What do you have on the {noun}?", "I am ready when you are.",
    "Let's start with the {noun}.", "Thanks for calling. Which {noun} is it?", "Tell me about the {noun}.",
    "You wanted to give me the {noun}?", "Okay, I have the screen open. Go ahead.", "Good afternoon, how can I help?",
)  # fmt: skip
GOODBYES = (
    "Thank you, that is everything I need.", "Great, thanks a lot.", "Perfect, I will put that in.", "Okay, bye now.",
    "Lovely, we are done then.", "All saved. Have a nice day.", "That's all, thanks.", "Brilliant, cheers.",
)  # fmt: skip
SPEAKERS = (
    "Agent/Caller", "A/B", "Clerk/Visitor", "Interviewer/Guest", "Operator/Caller", "Speaker 1/Speaker 2",
    "Q/A", "Front desk/Caller", "Host/Guest", "Me/Her", "Me/Him", "Dispatcher/Caller", "Tom/Elena", "Ravi/Joan",
)  # fmt: skip
SUBJECTS = (
    "The {noun}", "{noun}, as discussed", "Re: {noun}", "Fwd: {noun}", "{noun} for your files", "Notes on the {noun}",
    "Your question about the {noun}", "About the {noun}", "Quick summary: {noun}", "{noun} - please enter",
    "FYI: {noun}", "For the record", "What you asked for", "As promised", "Re: our call", "New {noun}",
)  # fmt: skip
HEADLINES = (
    "{noun}", "notes: {noun}", "{noun} (rough notes)", "re {noun}", "the {noun}, from memory", "quick notes",
    "{noun} - summary", "to file: {noun}", "jotted down", "call notes", "{noun}, as told by phone", "from my notebook",
    "{noun} / draft", "for later", "to enter: {noun}", "copied from the whiteboard",
)  # fmt: skip
FORM_TITLES = (
    "{noun}", "{noun} form", "{noun} record", "{noun} sheet", "{noun} - copy", "{noun} data sheet", "{noun} (copy)",
    "form: {noun}", "{noun} file", "{noun} details", "{noun} summary", "{noun}: overview",
)  # fmt: skip
SLIP_TITLES = (
    "{noun}", "{noun}", "{noun} - copy", "{noun} summary", "{noun} details", "{noun} slip", "your {noun}",
    "{noun} (duplicate)", "{noun} printout", "* {noun} *", "- {noun} -", "{noun} overview",
)  # fmt: skip
SLIP_FEET = (
    "*** thank you ***", "Thank you!", "* copy *", "Please keep for your records.", "-- end of printout --",
    "Questions? Ask at the desk.", "printed on recycled paper", "** duplicate **", "Have a nice day!", "-- page end --",
)  # fmt: skip
LOG_SOURCES = (
    "worker", "ingest", "importer", "sync", "daemon", "batch", "scheduler", "gateway", "queue", "collector", "core",
    "dispatch", "pipeline", "watcher", "relay", "agentd", "loader", "store", "sync-worker", "intake", "batch-loader",
    "queue-consumer", "mirror", "bridge",
)  # fmt: skip
LOG_STEPS = (
    "{noun} received", "{noun} parsed", "{noun} stored", "{noun} loaded", "{noun} queued", "{noun} picked up",
    "{noun} accepted", "{noun} fetched", "{noun} merged", "got {noun} from queue",
    "importing {noun}", "processing {noun}", "saving {noun}", "validated {noun}", "{noun} replicated",
    "handling {noun}", "reading {noun}", "start sync of {noun}",
)  # fmt: skip
LOG_ENDS = ("done", "ok", "committed", "finished", "saved", "all good", "sync complete", "ack sent", "exit 0")
LOG_LEVELS = ("INFO", "DEBUG", "INFO", "NOTICE", "TRACE")
TABLE_LEADS = (
    "See the table:", "In short:", "The {noun} at a glance:", "Exported as is:", "From the spreadsheet:",
    "Here is the {noun}:", "Copied from the sheet:", "As on the screen:", "The {noun}:", "Below, the {noun}.",
    "Pasting the {noun} here:", "Taken from the system:",
)  # fmt: skip
TABLE_RESTS = (
    "Details:", "The rest:", "The rest in a table:", "In detail:", "The rest, as exported:",
    "See the table for the rest:",
    "Here is the rest:", "And the remaining details:", "From the sheet:", "Everything else:", "The remainder:",
)  # fmt: skip
CONTINUATIONS = (
    "details", "the details", "in detail", "details of the {noun}", "particulars", "further particulars",
)  # fmt: skip
CHAT_CONTINUATIONS = ("there's more", "one sec", "not done yet", "hang on, there's more")
FURTHER_QUESTIONS = (
    "And what else do you have?", "Okay. What else?", "Go on, please.", "Right, and then?", "Good. Anything else?",
    "I am listening.",
)  # fmt: skip
_BEGINNINGS_AND_ENDS = (
    "openings", "closings", "own_openings", "own_closings", "chat_closers", "own_chat_closers",
    "goodbyes", "slip_feet",
)  # fmt: skip


#: The same where the record's own sentences are in the first person: the writer is the one it is about.
OWN_OPENINGS = (
    "I hope you are well", "Quick one from me", "Thanks for getting back to me so fast", "Thanks for your patience",
    "Sorry for the late reply", "We spoke on the phone earlier", "As we discussed on the phone", "Hope you can help me",
    "I found you online", "A friend pointed me to you", "In reply to your message", "Nice talking to you before",
    "Sorry to bother you", "Just so that you have it in writing", "Here goes", "Thank you for the quick answer",
)  # fmt: skip
OWN_CLOSINGS = (
    "Many thanks for your help", "Let me know if anything is unclear", "Thanks in advance", "Please confirm",
    "Do tell me if you need anything else", "Thanks for taking care of this", "I look forward to hearing from you",
    "Could you let me know that this arrived?", "Call me if something is missing", "That should be everything",
    "Hope that works", "Many thanks", "That is all from my side", "Speak soon",
)  # fmt: skip
OWN_SUBJECTS = (
    "{noun}", "My {noun}", "About my {noun}", "New {noun}", "{noun}, as discussed", "Re: {noun}", "Re: our call",
    "As promised", "Hello", "Quick note", "From me", "Re: your message",
)  # fmt: skip
OWN_CHAT_OPENERS = (
    "hey", "hi", "hello", "hey {name}", "hi {name}", "ok so", "hiya", "so", "morning", "hi again", "hey hey",
    "hi there", "quick one", "sorry, just saw this", "back now", "good afternoon",
)  # fmt: skip
OWN_CHAT_CLOSERS = (
    "thx", "cheers", "lmk", "ty", "thanks!!", "thank you", "ok?", "let me know", "talk later", "thanks a lot",
    "that's it", "that ok?", "pls confirm", "thanks in advance",
)  # fmt: skip
OWN_SPEAKERS = (
    "Agent/Caller", "A/B", "Clerk/Visitor", "Interviewer/Guest", "Operator/Caller", "Speaker 1/Speaker 2",
    "Q/A", "Front desk/Caller", "Host/Guest", "Dispatcher/Caller", "Desk/Caller", "Assistant/Caller",
)  # fmt: skip


class Phrasebook:
    """The phrases that suit one schema, its noun filled in where they name it."""

    def __init__(self, noun: str, taken: Iterable[str]) -> None:
        self._words = frozenset(taken)
        self._noun = noun
        for name, pool in _POOLS.items():
            setattr(self, name, self._suited(pool))
        said = frozenset(noun.lower().split())
        for nouns, openings, closings in situations.SITUATIONS:
            if not said.isdisjoint(nouns.split()):
                self.openings += self._suited(openings) * 2
                self.closings += self._suited(closings) * 3

    greetings: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    sign_offs: tuple[str, ...]
    names: tuple[str, ...]
    foreign_names: tuple[str, ...]
    chat_openers: tuple[str, ...]
    chat_closers: tuple[str, ...]
    fillers: tuple[str, ...]
    acknowledgements: tuple[str, ...]
    questions: tuple[str, ...]
    goodbyes: tuple[str, ...]
    speakers: tuple[str, ...]
    subjects: tuple[str, ...]
    headlines: tuple[str, ...]
    form_titles: tuple[str, ...]
    slip_titles: tuple[str, ...]
    slip_feet: tuple[str, ...]
    log_sources: tuple[str, ...]
    log_steps: tuple[str, ...]
    log_ends: tuple[str, ...]
    log_levels: tuple[str, ...]
    table_leads: tuple[str, ...]
    table_rests: tuple[str, ...]
    own_openings: tuple[str, ...]
    own_closings: tuple[str, ...]
    own_subjects: tuple[str, ...]
    own_chat_openers: tuple[str, ...]
    own_chat_closers: tuple[str, ...]
    own_speakers: tuple[str, ...]

    @cached_property
    def abroad(self) -> Phrasebook:
        """The same phrases with names of other languages."""
        other = Phrasebook(self._noun, self._words)
        other.names = self.foreign_names
        return other

    @cached_property
    def continued(self) -> Phrasebook:
        """Phrases for what follows on another text of the same writer: plain headings, no beginning and no end."""
        other = Phrasebook(self._noun, self._words)
        for name in _BEGINNINGS_AND_ENDS:
            setattr(other, name, ())
        other.headlines = other.form_titles = other.slip_titles = self._suited(CONTINUATIONS)
        other.chat_openers = other.own_chat_openers = self._suited(CHAT_CONTINUATIONS)
        other.questions = self._suited(FURTHER_QUESTIONS)
        other.table_leads = self._suited(("The details:", "In detail:", "Details:"))
        other.speakers = other.own_speakers = ("Clerk/Caller",)
        return other

    def taken(self, word: str) -> bool:
        """Does the schema use this word?"""
        return word in self._words

    def _suited(self, pool: tuple[str, ...]) -> tuple[str, ...]:
        kept = [
            phrase.replace("{noun}", self._noun)
            for phrase in pool
            if self._words.isdisjoint(_WORDS.findall(phrase.replace("{noun}", "").replace("{name}", "").lower()))
        ]
        return tuple(kept)


_POOLS: dict[str, tuple[str, ...]] = {
    "greetings": GREETINGS,
    "openings": OPENINGS,
    "closings": CLOSINGS,
    "sign_offs": SIGN_OFFS,
    "names": NAMES,
    "foreign_names": FOREIGN_NAMES,
    "chat_openers": CHAT_OPENERS,
    "chat_closers": CHAT_CLOSERS,
    "fillers": FILLERS,
    "acknowledgements": ACKNOWLEDGEMENTS,
    "questions": QUESTIONS,
    "goodbyes": GOODBYES,
    "speakers": SPEAKERS,
    "subjects": SUBJECTS,
    "headlines": HEADLINES,
    "form_titles": FORM_TITLES,
    "slip_titles": SLIP_TITLES,
    "slip_feet": SLIP_FEET,
    "log_sources": LOG_SOURCES,
    "log_steps": LOG_STEPS,
    "log_ends": LOG_ENDS,
    "log_levels": LOG_LEVELS,
    "table_leads": TABLE_LEADS,
    "table_rests": TABLE_RESTS,
    "own_openings": OWN_OPENINGS,
    "own_closings": OWN_CLOSINGS,
    "own_subjects": OWN_SUBJECTS,
    "own_chat_openers": OWN_CHAT_OPENERS,
    "own_chat_closers": OWN_CHAT_CLOSERS,
    "own_speakers": OWN_SPEAKERS,
}
