"""A receipt or statement as plain text: rules, leaders, items in columns, amounts at the right."""

from __future__ import annotations

from edgejson.forms import kind_of
from edgejson.language import nouns
from edgejson.language.nouns import capitalised
from edgejson.text.outline import Fact, Group
from edgejson.text.page import Labeller, Page, Section
from edgejson.text.registers.table import columns, in_figures
from edgejson.text.sentences import Teller

CLASS = "semi"

_RULES = "-=*_~."
#: Chance that what is true or false is said in words ("still open"), not as label and value at the two ends of a line.
_WORDED = 0.4
#: Chance that like items stand in columns, and that what is to be paid stands below them.
_COLUMNED, _SUMMED_BELOW = 0.75, 0.8
#: Columns of a list, at least, and the letters of their line, at most.
_COLUMNS, _WIDEST = 3, 84
#: Letters between the two ends of a line, at most.
_LINE = 60


def write(page: Page) -> str:
    """The record as a slip of plain text."""
    slip = _Slip(page)
    sections = page.sections(columns=_COLUMNS if page.chance(_COLUMNED) else 0, mentions=0.65)
    own = sections[0].facts if not sections[0].depth else []
    sums = [fact for fact in own if kind_of(fact.wording.field) == "money"]
    below = sums if len(sections) > 1 and len(sums) < len(own) and page.chance(_SUMMED_BELOW) else []
    for section in sections:
        slip.section(section, [fact for fact in slip.teller.ordered(section.facts) if fact not in below])
    slip.sums(below)
    return slip.text()


class _Slip:
    """A slip in the making: its lines, and one person's way of setting them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.width = 34 + int(page.random() * 24)
        self.mark = _RULES[int(page.random() * len(_RULES))]
        self.leader = " . " if page.chance(0.15) else "." if page.chance(0.4) else " "
        self.label = page.labeller()
        self.teller = Teller(page.rng, 3, True)
        self.gap = "   " if page.chance(0.5) else "  "
        self.shouts = page.chance(0.5)
        self.lines: list[str | tuple[str, str]] = []  #: a label and its value, for the two ends of a line; "" is a rule

    def section(self, section: Section, facts: list[Fact]) -> None:
        """The lines of one section; `facts` are those of its facts that belong there, in their order."""
        inner = bool(section.depth)
        drawn = _columns(section.rows, self.label, self.gap) if section.rows else []
        if inner:
            if not section.item:
                self.lines.append("")
            if drawn or not section.rows:
                self.heading(section.heading)
        self.lines += drawn
        for index, row in enumerate(section.rows or () if not drawn else ()):
            self.heading(f"{nouns.ordinal(index)} {section.wording.one}")
            for fact in row.facts:
                self.fact(fact, "  ")
        self.lines += [f"  {text}" for text in section.mentions or ()]
        for fact in facts:
            self.fact(fact, "  " * inner)

    def heading(self, text: str) -> None:
        """A line that names what stands below it."""
        self.lines.append(text.upper() if self.shouts else capitalised(text))

    def fact(self, fact: Fact, indent: str) -> None:
        """One fact: a label and a value at the ends of a line, or a few words."""
        if fact.spoken and self.page.chance(_WORDED):
            said = self.teller.jotted(fact)
            whole = said.startswith(fact.text) or not fact.wording.declared
            self.lines.append(indent + (said if whole else capitalised(said)))
            return
        self.lines.append((indent + self.label(fact.wording), in_figures(fact)))

    def sums(self, facts: list[Fact]) -> None:
        """What is to be paid, below a rule."""
        if facts:
            self.lines.append("")
            for fact in facts:
                self.fact(fact, "")

    def text(self) -> str:
        """The slip: a title in the middle, a rule above and below, and a last word now and then."""
        page = self.page
        longest = max([len(line) for line in self.lines if isinstance(line, str)], default=0)
        width = max(self.width, min(longest, _WIDEST))
        rule = self.mark * width
        title = page.pick(page.phrases.slip_titles) or page.noun
        title = title.upper() if page.chance(0.7) else capitalised(title)
        body = [self.ends(*line, min(width, _LINE)) if isinstance(line, tuple) else line or rule for line in self.lines]
        foot = page.pick(page.phrases.slip_feet) if page.chance(0.4) else ""
        return "\n".join([_centred(title, width), rule, *body, rule, *([_centred(foot, width)] if foot else [])])

    def ends(self, name: str, text: str, width: int) -> str:
        """A label and a value at the two ends of a line."""
        gap = width - len(name) - len(text)
        return f"{name}: {text}" if gap < 4 else f"{name} {(self.leader * gap)[: gap - 2]} {text}"


def _centred(text: str, width: int) -> str:
    return text.center(width).rstrip()


def _columns(rows: list[Group], label: Labeller, gap: str) -> list[str]:
    """Like objects in columns below their headings, numbers at the right; nothing where that is too wide."""
    table = zip(*_table(rows, label), strict=True)
    texts: list[tuple[str, ...]] = []
    numbers: list[tuple[str, ...]] = []
    for column in table:
        figures = all(not cell or cell[-1].isdigit() or cell[0].isdigit() for cell in column[1:])
        (numbers if figures else texts).append(column)
    widths = [max(map(len, column)) for column in texts + numbers]
    if sum(widths) + len(gap) * len(widths) > _WIDEST or any("\n" in cell for column in texts for cell in column):
        return []
    pads = [str.ljust] * len(texts) + [str.rjust] * len(numbers)
    return [
        gap.join([pad(cell, width) for pad, cell, width in zip(pads, row, widths, strict=True)]).rstrip()
        for row in zip(*texts, *numbers, strict=True)
    ]


def _table(rows: list[Group], label: Labeller) -> list[list[str]]:
    head, body = columns(rows, label)
    return [head, *body]
