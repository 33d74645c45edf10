"""A filled form: sections, labels, lines to write on."""

from __future__ import annotations

from collections.abc import Callable

from edgejson.text.page import Page
from edgejson.text.registers.table import in_figures
from edgejson.text.sentences import Teller

CLASS = "structured"


def write(page: Page) -> str:
    """The record as a filled form."""
    label = page.labeller()
    teller = Teller(page.rng, 3, True)
    layout = page.pick(_LAYOUTS)
    heading = _HEADINGS[int(page.random() * len(_HEADINGS))]
    title = page.pick(page.phrases.form_titles) or page.noun
    lines = [title.upper() if page.chance(0.6) else title.capitalize(), ""]
    number = 0
    for section in page.sections(mentions=0.5):
        if section.mentions and not section.listed and not section.item:
            lines.append(layout.format(label(section.wording), section.mentions[0]))
            continue
        if section.depth:
            lines += ["", heading(section.heading, number)]
            number += 1
        lines += [f"- {text}" for text in section.mentions or ()]
        facts = section.facts if page.chance(0.5) else teller.ordered(section.facts)
        for fact in facts:
            lines.append(layout.format(label(fact.wording), in_figures(fact)))
    if page.chance(0.4):
        lines += ["", page.pick(_FEET)]
    return "\n".join(lines)


_LAYOUTS = ("{}: {}", "{}: __ {} __", "{}\n    {}", "{} ..... {}", "{}:   {}", "[{}]  {}", "{}:\n> {}")


def _lettered(name: str, number: int) -> str:
    return f"{chr(65 + number % 26)}. {name.capitalize()}"


_HEADINGS: tuple[Callable[[str, int], str], ...] = (
    lambda name, number: name.upper(),
    lambda name, number: f"-- {name} --",
    lambda name, number: f"== {name.capitalize()} ==",
    _lettered,
    lambda name, number: f"{name.capitalize()}\n{'-' * len(name)}",
)
_FEET = (
    "Signed: ____________", "(office use only)", "* please print clearly", "End of form", "Checked by: ______",
    "Thank you for filling this in.", "-- end --",
)  # fmt: skip
