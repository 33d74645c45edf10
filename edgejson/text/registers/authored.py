"""As the author of the schema's whole texts (`x-texts`) writes; prose where the schema has none."""

from __future__ import annotations

from edgejson.text.authoring import best_draft
from edgejson.text.outline import Group, facts_of
from edgejson.text.page import Page
from edgejson.text.pronouns import agreeing
from edgejson.text.registers import prose
from edgejson.text.sentences import Teller
from edgejson.text.telling import tell

CLASS = "prose"


def write(page: Page) -> str:
    """The record as one of the author's texts, with sentences of ours for what none of his says."""
    return authored(page)[0] or prose.write(page)


def authored(page: Page, must: str = "") -> tuple[str, bool]:
    """The record as one of the author's texts, with a sentence that `must` be in it where it can; is that all of it?

    "" without author.
    """
    outline = page.outline
    hand = outline.wording.hand
    if hand is None or type(outline) is not Group:
        return "", False
    page.whole(0.0)  # nothing is told yet
    said, end, loose = best_draft(hand, page.framer, outline, page.rng, must)
    whole = page.framer.is_told(outline)
    if not whole:
        rest = [text for each in tell(Teller(page.rng, 2, False), page.framer, outline, page.noun, page.person)
                for text in (each.text(),)]  # fmt: skip
        if loose:
            rest = [text if text.startswith(("I ", "I'")) else text[0].lower() + text[1:] for text in rest]
        at = min(end, len(said))
        if at:
            text, gap = said[at - 1]
            said[at - 1] = (text if text[-1] in ".!?:" else text + "."), " "
        said[at:at] = [(" ".join(rest), gap if at else "\n\n")]
    said = agreeing(said, [value for fact in facts_of(outline) for value in (fact.text,)])
    for place, each in enumerate([aside for aside in (page.aside(0), page.aside(1)) if aside]):
        if place and said:
            said[-1] = said[-1][0], "\n\n"
        said.insert(0 if not place else len(said), (each, "\n\n"))
    return "".join(text + gap for text, gap in said).strip(), whole
