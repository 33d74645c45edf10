"""A filled form: sections, labels, lines to write on, boxes to tick."""

from __future__ import annotations

from edgejson.text.page import Page, Section
from edgejson.text.sentences import Teller

CLASS = "structured"


def write(page: Page) -> str:
    """The record as a filled form."""
    label = page.labeller()
    teller = Teller(page.rng, 3, True)
    layout = _LAYOUTS[int(page.random() * len(_LAYOUTS))]
    heading = _HEADINGS[int(page.random() * len(_HEADINGS))]
    title = page.pick(page.phrases.form_titles) or page.noun
    lines = [title.upper() if page.chance(0.6) else title.capitalize(), ""]
    for number, section in enumerate(page.sections()):
        if section.depth:
            lines += ["", heading(section, number)]
        facts = section.facts if page.chance(0.5) else teller.ordered(section.facts)
        for fact in facts:
            lines.append(layout(label(fact.wording), fact.text))
    if page.chance(0.4):
        lines += ["", page.pick(_FEET)]
    return "\n".join(lines)


_LAYOUTS = (
    lambda name, text: f"{name}: {text}",
    lambda name, text: f"{name}: ___{text}___",
    lambda name, text: f"{name}\n    {text}",
    lambda name, text: f"{name} ..... {text}",
    lambda name, text: f"{name}:   {text}",
    lambda name, text: f"[{name}]  {text}",
    lambda name, text: f"{name}:\n> {text}",
    lambda name, text: f"{name} | {text}",
)


def _numbered(section: Section, number: int) -> str:
    return f"{section.heading.capitalize()} (section {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]})"


_HEADINGS = (
    lambda section, number: section.heading.upper(),
    lambda section, number: f"-- {section.heading} --",
    lambda section, number: f"== {section.heading.capitalize()} ==",
    _numbered,
    lambda section, number: f"{section.heading.capitalize()}\n{'-' * len(section.heading)}",
)
_FEET = (
    "Signed: ____________", "(office use only)", "* please print clearly", "End of form", "Checked by: ______",
    "Thank you for filling this in.", "-- end --",
)  # fmt: skip
