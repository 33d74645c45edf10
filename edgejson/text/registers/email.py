"""E-mail: greeting, body, sign-off; also quoted in an answer, or forwarded."""

from __future__ import annotations

from edgejson.text.nouns import capitalised
from edgejson.text.page import Page
from edgejson.text.surroundings import dateline, wrote

CLASS = "prose"


def write(page: Page) -> str:
    """The record as an e-mail."""
    phrases = page.phrases
    body = _body(page)
    mine = page.framer.firsthand  # the record speaks: who signs is in it, or stays unsaid
    sender = page.pick(phrases.names) or "Me"
    reader = page.pick(tuple(name for name in phrases.names if name != sender))
    greeting = "" if page.framer.greeted else page.pick(phrases.greetings).replace("{name}", reader)
    opening, closing = page.opening(0.8), page.closing(0.6)
    if opening:
        body[0] = f"{opening} {body[0]}" if page.chance(0.5) else f"{opening}\n\n{body[0]}"
    sign = page.pick(phrases.sign_offs)
    if "hank" in closing and "hank" in sign:
        closing = ""
    if closing:
        body.append(closing)
    if sign:
        body.append(f"{sign}" if mine else f"{sign},\n{sender}")
    mail = "\n\n".join([f"{greeting},", *body] if greeting else body)
    style = page.random()
    subjects = page.own(phrases.subjects, phrases.own_subjects)
    subject = capitalised(page.pick(subjects)) if not phrases.taken("subject") else ""
    if subject and style < 0.75:
        mail = f"Subject: {subject}\n\n{mail}"
    if not mine and (style < 0.12 or (page.surrounded and style < 0.6)):
        return _quoted(page, mail, sender)
    if page.surrounded:
        return f"{dateline(page.rng, page.days, mail=True)}\n\n{mail}"
    if style > 0.88:
        return _forwarded(page, mail)
    return mail


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
    said = wrote(page.rng, page.days, sender) if surrounded else page.pick(_WROTE).replace("{name}", sender)
    return f"{page.pick(_ANSWERS)}\n\n{said}\n{inner}"


def _forwarded(page: Page, mail: str) -> str:
    return f"{page.pick(_FORWARDS)}\n\n{page.pick(_RULES)}\n{mail}"


_ANSWERS = (
    "Thanks, I will take it from here.", "Seen, thank you!", "Could somebody enter this, please? See below.",
    "Many thanks. Filing it now.", "Is this the latest? It is what I have.", "Great, that helps.",
)  # fmt: skip
_WROTE = ("{name} wrote:", "On Tuesday, {name} wrote:", "{name} wrote earlier today:", "Last week {name} wrote:")
_FORWARDS = (
    "FYI, see below.",
    "Passing this on.",
    "For you, I think.",
    "Can you deal with this one?",
    "See below, please.",
)
_RULES = ("---------- Forwarded message ----------", "-----Original Message-----", "Begin forwarded message:")
