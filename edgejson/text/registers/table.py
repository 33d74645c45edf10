"""Tables: Markdown or CSV, one row a record or one row a field."""

from __future__ import annotations

from collections.abc import Callable

from edgejson.language.nouns import capitalised
from edgejson.text.outline import Fact, Group
from edgejson.text.page import Page
from edgejson.text.wording import Wording

CLASS = "structured"


Draw = Callable[[list[str], list[list[str]]], str]


def write(page: Page) -> str:
    """The record as one or more tables of one style."""
    label = page.labeller()
    out: list[str] = []
    if page.chance(0.6) and page.phrases.table_leads:
        out.append(capitalised(page.pick(page.phrases.table_leads)))
    draw = style(page, 0.6)
    across = page.chance(0.35)
    head = headings(page)
    for section in page.sections(columns=1):
        if section.rows:
            out.append(f"{capitalised(section.heading)}\n\n{draw(*columns(section.rows, label))}")
            continue
        heading = f"{capitalised(section.heading)}\n\n" if section.depth else ""
        if not section.facts:
            continue
        if across and len(section.facts) < 7:
            rows = [Group(section.facts[0].wording, section.facts, [])]
            out.append(heading + draw(*columns(rows, label)))
        else:
            body = [[label(fact.wording), in_figures(fact)] for fact in section.facts]
            if page.chance(0.5):
                page.rng.shuffle(body)
            out.append(heading + draw(head, body))
    return "\n\n".join(out)


def headings(page: Page) -> list[str]:
    """What stands above fields and above their values, in no word of the schema where that can be."""
    heads = [pair for pair in _HEADS if not any(map(page.phrases.taken, _in_numbers(pair)))]
    return list((heads or _HEADS)[int(page.random() * len(heads or _HEADS))])


def _in_numbers(pair: tuple[str, str]) -> list[str]:
    """The words of two headings in small letters, and their plurals: "items" names an "Item" too."""
    said = " ".join(pair).lower().split()
    return [*said, *(f"{word}s" for word in said)]


def style(page: Page, share: float) -> Draw:
    """How a text draws its tables: in Markdown with probability `share`, else as CSV."""
    if page.chance(share):
        padded = page.chance(0.5)
        rule = " --- " if page.chance(0.5) else ":---"
        return lambda head, body: markdown(head, body, padded, rule)
    separator = ",;\t"[int(page.random() * 3)]
    return lambda head, body: csv(head, body, separator)


def columns(rows: list[Group], label: Callable[[Wording], str]) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of like objects; a cell is empty where a row lacks the field."""
    found: dict[Wording, None] = {}
    for row in rows:
        for fact in row.facts:
            found[fact.wording] = None
    body = []
    for row in rows:
        cells = {fact.wording: in_figures(fact) for fact in row.facts}
        body.append([cells.get(key, "") for key in found])
    head = [label(wording) for wording in found]
    if not body[-1][-1]:  # a table that ends in an empty cell looks cut off
        head, body = head[-1:] + head[:-1], [row[-1:] + row[:-1] for row in body]
    return head, body


def in_figures(fact: Fact) -> str:
    """A fact's text, but a number that is spelt out in figures."""
    return str(fact.value) if type(fact.value) is int and fact.text.isalpha() else fact.text


def markdown(head: list[str], body: list[list[str]], padded: bool, rule: str) -> str:
    """A pipe table; without padding, `rule` stands below each heading."""
    clean = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in body]
    rules = [rule] * len(head)
    if padded:
        widths = [max(len(row[i]) for row in [head, *clean]) for i in range(len(head))]
        clean = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in clean]
        head = [name.ljust(width) for name, width in zip(head, widths, strict=True)]
        rules = ["-" * (width + 2) for width in widths]
    return "\n".join([f"| {' | '.join(head)} |", f"|{'|'.join(rules)}|", *(f"| {' | '.join(row)} |" for row in clean)])


def csv(head: list[str], body: list[list[str]], separator: str) -> str:
    """Lines of separated cells, which are quoted where they need it."""
    return "\n".join([separator.join([_cell(cell, separator) for cell in row]) for row in [head, *body]])


def _cell(text: str, separator: str) -> str:
    if separator in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


_HEADS = (("Field", "Value"), ("What", "Entry"), ("Item", "Content"), ("Key", "Data"), ("Detail", "As given"))
