"""E-mail: greeting, body, sign-off; also quoted in an answer, or forwarded."""

from __future__ import annotations

from edgejson.text.nouns import capitalised
from edgejson.text.page import Page
from edgejson.text.sentences import finished
from edgejson.text.surroundings import dateline, wrote

CLASS = "prose"


def write(page: Page) -> str:
    """The record as an e-mail."""
    phrases = page.phrases
    sender = page.pick(phrases.names) or "Me"
    reader = page.pick(tuple(name for name in phrases.names if name != sender))
    greeting = page.pick(phrases.greetings).replace("{name}", reader)
    opening = finished(page.pick(phrases.openings)) if phrases.openings and page.chance(0.8) else ""
    body: list[str] = []
    for paragraph in page.paragraphs(3 if page.chance(0.7) else 2):
        text = " ".join([finished(sentence) for sentence in paragraph.sentences])
        if paragraph.inner and body:
            body[-1] += " " + text
        else:
            body.append(text)
    if len(body) > 1 and page.chance(0.4):
        body = [" ".join(body)]
    if opening:
        body[0] = f"{opening} {body[0]}" if page.chance(0.5) else f"{opening}\n\n{body[0]}"
    if page.chance(0.6) and phrases.closings:
        body.append(finished(page.pick(phrases.closings)))
    sign = page.pick(phrases.sign_offs)
    blocks = [f"{greeting}," if greeting else "", *body, f"{sign},\n{sender}" if sign else ""]
    mail = "\n\n".join([block for block in blocks if block])
    style = page.random()
    subject = capitalised(page.pick(phrases.subjects)) if not phrases.taken("subject") else ""
    if subject and style < 0.75:
        mail = f"Subject: {subject}\n\n{mail}"
    if style < 0.12 or (page.surrounded and style < 0.6):
        return _quoted(page, mail, sender)
    if page.surrounded:
        return f"{dateline(page.rng)}\n\n{mail}"
    if style > 0.88:
        return _forwarded(page, mail)
    return mail


def _quoted(page: Page, mail: str, sender: str) -> str:
    """An answer above the mail, whose lines begin with "> "."""
    inner = "\n".join([f"> {line}" if line else ">" for line in mail.split("\n")])
    said = wrote(page.rng, sender) if page.surrounded else page.pick(_WROTE).replace("{name}", sender)
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
