"""E-mail: greeting, body, sign-off; also quoted in an answer, or forwarded."""

from __future__ import annotations

import re

from edgejson.forms import kind_of
from edgejson.language.nouns import capitalised
from edgejson.language.vocabulary import vocabulary
from edgejson.text.outline import facts_of
from edgejson.text.page import Page
from edgejson.text.surroundings import dateline, wrote

CLASS = "prose"


def write(page: Page) -> str:
    """The record as an e-mail."""
    phrases = page.phrases
    body = _body(page)
    mine = page.framer.firsthand
    sender = page.pick(phrases.names) or "Me"
    reader = page.pick(tuple(name for name in phrases.names if name != sender))
    signed = _speaker(page, " ".join(body), sender) if mine else sender
    greeting = "" if page.framer.greeted else page.pick(phrases.greetings).replace("{name}", reader)
    opening, closing = page.opening(0.8), page.closing(0.6)
    if opening:
        body[0] = f"{opening} {body[0]}" if page.chance(0.5) else f"{opening}\n\n{body[0]}"
    sign = page.pick(phrases.sign_offs)
    if "hank" in closing and "hank" in sign:
        closing = ""
    if closing:
        body.append(closing)
    body[:0], body[len(body) :] = ([said] if (said := page.aside(0)) else []), _end(page, sign, signed)
    mail = "\n\n".join([f"{greeting},", *body] if greeting else body)
    style = page.random()
    if not mine and (style < 0.12 or (page.surrounded and style < 0.5)):
        return _quoted(page, _headed(page, mail, False, ""), sender)
    day = dateline(page.rng, page.written, mail=True) if page.surrounded else ""
    forwarded = style > 0.88 and not page.surrounded
    mail = _headed(page, mail, forwarded, sender, day)
    return _forwarded(page, mail) if forwarded else mail


def _end(page: Page, sign: str, signed: str) -> list[str]:
    """The sign-off, and what comes to mind below it."""
    end = [f"{sign},\n{signed}" if sign and signed else sign or signed]
    if said := page.aside(1):
        end.append(page.pick(_POSTSCRIPTS) + said)
    return [text for text in end if text]


_POSTSCRIPTS = ("PS: ", "P.S. ", "PS ", "By the way: ")


def _speaker(page: Page, body: str, sender: str) -> str:
    """Who signs a mail in which the record speaks: the first name that it introduces itself with.

    Where the record has names, but none of them is the speaker's for certain, nobody signs.
    """
    found = False
    for fact in facts_of(page.outline):
        if kind_of(fact.wording.field) == "person" or fact.wording.personal:
            found = True
            place = body.find(str(fact.value))
            if place > 0 and _INTRODUCED.search(body[max(0, place - 16) : place]):
                return str(fact.value).partition(" ")[0] if page.chance(0.7) else str(fact.value)
    return "" if found else sender


#: What stands ahead of the writer's own name.
_INTRODUCED = re.compile(r"(?:[Tt]his is|I am|I['’]m|[Mm]y name is|[Ii]t['’]s) $")


def _headed(page: Page, mail: str, whole: bool, sender: str, day: str = "") -> str:
    """The mail below its headers: subject, day, sender; all if `whole`, none that is a word of the schema."""
    phrases = page.phrases
    subjects = page.own(phrases.subjects, phrases.own_subjects)
    subject = capitalised(page.pick(subjects)) if not phrases.taken("subject") else ""
    lines = []
    if sender and subject and not phrases.taken("from") and (whole or page.chance(0.12)):
        lines.append(f"From: {sender}")
    if day and not phrases.taken("sent") and page.chance(0.6):
        lines.append(f"Sent: {day.strip('()')}")
    elif day:
        lines.insert(0, f"{day}\n")
    if subject and (whole or page.chance(0.75)):
        lines.append(f"Subject: {subject}")
    return "\n".join([*lines, "", mail]).replace("\n\n\n", "\n\n") if lines else mail


def _body(page: Page) -> list[str]:
    """The blocks of text that state the record."""
    paragraphs = page.paragraphs(3 if page.chance(0.7) else 2, bulleted=page.chance(0.6))
    whole = page.chance(0.4)  # all in one block
    body: list[str] = []
    apart = True
    for paragraph in paragraphs:
        if apart or paragraph.block or not (whole or paragraph.inner):
            body.append(paragraph.text())
        else:
            body[-1] += " " + paragraph.text()
        apart = paragraph.block
    return body


def _quoted(page: Page, mail: str, sender: str) -> str:
    """An answer above the mail, whose lines begin with "> "."""
    inner = "\n".join([f"> {line}" if line else ">" for line in mail.split("\n")])
    surrounded = page.surrounded
    said = wrote(page.rng, page.written, sender) if surrounded else page.pick(_WROTE).replace("{name}", sender)
    answer = page.pick(_ANSWERS)
    return f"{answer}\n\n{said}\n{inner}"


def _forwarded(page: Page, mail: str) -> str:
    return f"{page.pick(_FORWARDS)}\n\n{page.pick(_RULES)}\n{mail}"


_ANSWERS = vocabulary("language/en/phrasebook").rows("answers")
_WROTE = ("{name} wrote:", "On Tuesday, {name} wrote:", "{name} wrote earlier today:", "Last week {name} wrote:")
_FORWARDS = (
    "FYI, see below.",
    "Passing this on.",
    "For you, I think.",
    "Can you deal with this one?",
    "See below, please.",
)
_RULES = ("---------- Forwarded message ----------", "-----Original Message-----", "Begin forwarded message:")
