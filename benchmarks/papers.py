"""Receipts made at random, as a scanner's lines: shops of several countries, their layouts, taxes, roundings, payments.

They are for measuring the checks, and know nothing of them. The words are in papers.json.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Receipt",
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("company", "date", "address", "total")},
}
Rng = random.Random


@dataclass
class Paper:
    """A receipt: its lines, its label, and the amounts of it that are not its total."""

    lines: list[str] = field(default_factory=list)
    label: dict[str, Any] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    day: str = ""  #: its date, in ISO form

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


@dataclass
class Amounts:
    """What was bought and paid, in hundredths."""

    items: list[tuple[str, int, int]]  #: name, quantity, price of one
    tax: int
    total: int
    rounded: int
    paid: int | None  #: None: by card


class Till:
    """How one shop prints: language, currency, layout."""

    def __init__(self, rng: Rng) -> None:
        self.rng = rng
        country = rng.choice(["my"] * 5 + ["us", "us", "uk", "de", "fr", "id", "in", "in"])
        self.words: dict[str, Any] = WORDS["countries"][country]
        self.currency = rng.choice(self.words["currency"])
        self.on_total_only = rng.random() < 0.6
        self.layout = rng.choice(["boxes", "boxes", "rows", "rows", "amounts behind"])
        self.capitals = rng.random() < 0.5
        self.included = rng.random() < 0.5  #: prices hold the tax

    def plain(self, hundredths: int) -> str:
        """An amount without its currency."""
        words = self.words
        if not words["decimal"]:
            return f"{hundredths // 100 * 100:,}".replace(",", words["group"])
        whole, cents = divmod(hundredths, 100)
        return f"{whole:,}".replace(",", words["group"]) + f"{words['decimal']}{cents:02}"

    def money(self, hundredths: int, total: bool = False) -> str:
        """An amount as it is printed."""
        currency = self.currency if total or not self.on_total_only else ""
        said = self.plain(hundredths)
        return f"{said} {currency}" if currency in ("€", "EUR") else f"{currency}{said}"

    def said(self, words: str) -> str:
        """A word or line in the till's case."""
        return words.upper() if self.capitals else words

    def row(self, name: str, *amounts: str) -> list[str]:
        """A name with amounts, in one line or several."""
        name = self.said(name)
        if self.layout == "rows":
            return [
                f"{name}{self.rng.choice([':', '', '', ' :'])}" + " " * self.rng.choice([1, 2, 8]) + "  ".join(amounts)
            ]
        if self.layout == "amounts behind" and self.rng.random() < 0.1 and len(amounts) == 1:
            return [amounts[0], name]
        return [name + self.rng.choice(["", "", ":", " :"]), *amounts]


def digits(rng: Rng, count: int) -> str:
    """So many digits, the first not 0."""
    return str(rng.randrange(10 ** (count - 1), 10**count))


def shop(till: Till, paper: Paper) -> None:
    """The head: name, registration, address, phone."""
    rng, words = till.rng, till.words

    def filled(pattern: str) -> str:
        letter = rng.choice("ADHKMTUVWX")
        return pattern.format(digits(rng, 6), digits(rng, 7), n=rng.randrange(1, 160), L=letter)

    parts = [rng.choice(WORDS["names"]), rng.choice(WORDS["trades"]), rng.choice(words["firms"])]
    name = till.said(" ".join(part for part in parts if part))
    street, area = filled(rng.choice(words["streets"])), rng.choice(words["areas"])
    rest = [rng.choice(words["cities"]), rng.choice(words["regions"])]
    if "Jalan" in street or "Jln" in street:
        door = f"{rng.randrange(1, 90)}{rng.choice(['', 'A', '-1, 2 & 3'])}"
        street = f"{rng.choice(['No. ', 'No.', 'Lot ', ''])}{door}, {street}"
    lines = [till.said(line) for line in (street, area, *rest) if line]
    if len(lines) > 2 and rng.random() < 0.4:
        lines[0:2] = [rng.choice([", ", ","]).join(lines[0:2])]
    if len(lines) > 2 and rng.random() < 0.3:
        lines[-2:] = [", ".join(lines[-2:])]
    printed = [line + ("," if rng.random() < 0.6 else "") for line in lines[:-1]]
    printed.append(lines[-1] + rng.choice(["", "", "."]))
    names = [name]
    if name.count(" ") > 2 and rng.random() < 0.15:
        first, second, *others = name.split(" ")
        names = [f"{first} {second}", " ".join(others)]
    paper.lines += [each for each in (till.said(rng.choice(WORDS["headings"])),) if each and rng.random() < 0.3]
    paper.lines += names
    registration = till.said(filled(rng.choice(words["registration"])))
    if rng.random() < 0.6:
        paper.lines.append(registration)
    middle = rng.random()
    if middle < 0.12:
        printed.insert(1, till.said(filled(rng.choice(words["taxid"]))))
    paper.lines += printed
    paper.lines += [till.said(filled(rng.choice(words[what]))) for what in ("phones", "taxid") if rng.random() < 0.7]
    paper.label["company"] = " ".join(names)
    paper.label["address"] = rng.choice([", ", " "]).join(line.rstrip(",") for line in lines)


def day(till: Till, paper: Paper, when: datetime) -> None:
    """The line of the date, and numbers beside it."""
    rng = till.rng
    form = rng.choice(till.words["dates"]).removesuffix(" %H:%M")
    said = till.said(when.strftime(form))
    clock = till.said(when.strftime(rng.choice(WORDS["clocks"])))
    name = till.said(rng.choice(WORDS["times"]))
    weekday = till.said(when.strftime("%a"))
    number = digits(rng, 6)
    ways = [
        [f"{name}: {said} {clock}"], [f"{name} : {said}", f"Time: {clock}"], [name, said], [f"{said} {clock}"],
        [f"{weekday} {said} {clock}"], [f"[{said}] {number}"], [f"{name}: {said} ({weekday}) {clock}"],
        [f"{said}/{number}"] if form == "%Y%m%d" else [f"{number} {said} {clock}"], [f"{name}:{said}"],
        [f"Bill No: {number} {name}: {said}"], [f"{name}", f": {said} {clock}"], [f"{clock} {said}"],
    ]  # fmt: skip
    lines = [till.said(line) for line in rng.choice(ways)]
    if rng.random() < 0.6:
        place = rng.choice([0, len(lines)])
        slip = rng.choice(["Invoice No: ", "Receipt #", "Bill No.: CS", "Table: 12 Pax: 3 Slip "])
        lines.insert(place, till.said(slip + number))
    paper.lines += lines
    paper.day = when.strftime("%Y-%m-%d")
    paper.label["date"] = said if rng.random() < 0.8 else when.strftime("%Y-%m-%d")


def bought(till: Till) -> Amounts:
    """Goods with their tax, rounding and payment."""
    rng, words = till.rng, till.words
    unit, hundredths = (1, 1) if words["decimal"] else (100_00, 100)
    items = [
        (good, rng.choice([1, 1, 1, 2, 3, 5]), rng.randrange(80, 6000) * unit // hundredths * hundredths)
        for good in rng.sample(WORDS["goods"], rng.choice([1, 1, 2, 2, 3, 4, 5, 7]))
    ]
    goods = sum(count * price for _, count, price in items)
    taxed = rng.random() < 0.7
    rate = words["rate"]
    tax = 0
    if taxed:
        tax = round(goods * rate / (100 + rate)) if till.included else round(goods * rate / 100)
    total = goods if till.included or not taxed else goods + tax
    step = words["round"] if rng.random() < 0.6 else 0
    if unit > 1:
        step = 100_00
    rounded = round(total / step) * step if step else total
    note = rng.choice([500, 1000, 2000, 5000, 10000]) * hundredths
    paid: int | None = -(-rounded // note) * note
    if rng.random() < 0.2:
        paid = rounded
    if rng.random() < 0.35:
        paid = None
    return Amounts(items, tax, total, rounded, paid)


def bill(till: Till, paper: Paper) -> None:
    """The items, the sums, what was paid."""
    rng = till.rng
    amounts = bought(till)
    said = goods(till, paper, amounts)
    names = {
        name: rng.choice(till.words[name]) for name in ("total", "subtotal", "rounded", "cash", "card", "change", "tax")
    }
    said += sums(till, paper, amounts, names)
    if amounts.paid is None:
        paper.lines += till.row(names["card"], till.money(amounts.rounded))
        masked, approved = f"XXXX XXXX XXXX {digits(rng, 4)}", f"Approval Code: {digits(rng, 6)}"
        paper.lines.append(masked if rng.random() < 0.6 else approved)
    elif rng.random() < 0.85:
        paper.lines += till.row(names["cash"], till.money(amounts.paid))
        paper.lines += till.row(names["change"], till.money(amounts.paid - amounts.rounded))
        said += [amounts.paid, amounts.paid - amounts.rounded]
    if amounts.tax and rng.random() < 0.4:
        net = amounts.total - amounts.tax
        summary(till, paper, net, amounts.tax)
        said += [net, amounts.tax]
    paper.others = sorted({till.plain(each) for each in said if each} - {till.plain(amounts.rounded)})
    total = till.plain(amounts.rounded)
    paper.label["total"] = rng.choice([total, total, total, till.money(amounts.rounded, True)])


def goods(till: Till, paper: Paper, amounts: Amounts) -> list[int]:
    """The lines of what was bought; gives the amounts on them."""
    rng = till.rng
    said: list[int] = []
    if rng.random() < 0.5:
        heading = ["ITEM       QTY  PRICE  AMOUNT"]
        paper.lines += heading if till.layout == "rows" else till.row("Item", "Qty", "Price", "Amount")
    for good, count, price in amounts.items:
        paper.lines.append(till.said(good) if rng.random() < 0.5 else f"{digits(rng, 5)} {till.said(good)}")
        row = [str(count), till.money(price), till.money(count * price)]
        if till.layout == "rows":
            row = ["  ".join(row)]
        elif rng.random() < 0.3:
            row = [f"{count} x {row[1]}", row[2]]
        paper.lines += row
        said += [price, count * price]
    if rng.random() < 0.3:
        name = rng.choice(["Total Qty", "TOTAL QTY:", "Total Items", "Item Count", "No. of Items"])
        paper.lines += till.row(name, str(sum(count for _, count, _ in amounts.items)))
    return said


def sums(till: Till, paper: Paper, amounts: Amounts, names: dict[str, str]) -> list[int]:
    """The subtotal, the tax, the total, its rounding; gives the amounts that are not what is owed in the end."""
    rng = till.rng
    said: list[int] = []
    net = amounts.total - amounts.tax
    if rng.random() < 0.6:
        paper.lines += till.row(names["subtotal"], till.money(net))
        said.append(net)
    if amounts.tax and rng.random() < 0.8:
        paper.lines += till.row(names["tax"], till.money(amounts.tax))
        said.append(amounts.tax)
    paper.lines += till.row(names["total"], till.money(amounts.total, True))
    if amounts.rounded != amounts.total:
        said.append(amounts.total)
        off = amounts.rounded - amounts.total
        sign = "-" if off < 0 else rng.choice(["", "+"])
        if names["rounded"].lower() == names["total"].lower():
            names["rounded"] = "Rounded " + names["rounded"]
        rounding = rng.choice(["Rounding", "Rounding Adj", "ROUNDING ADJUSTMENT", "Round Off"])
        paper.lines += till.row(rounding, sign + till.plain(abs(off)))
        paper.lines += till.row(names["rounded"], till.money(amounts.rounded, True))
    return said


def summary(till: Till, paper: Paper, net: int, tax: int) -> None:
    """The tax summary that some tills print at the end."""
    code = till.rng.choice(["SR", "S", "A", "Z", "GST 6%"])
    rows: list[tuple[str, ...]] = [("GST Summary", "Amount", "Tax"), (code, till.plain(net), till.plain(tax))]
    if till.rng.random() < 0.5:
        rows.append(("TOTAL:", till.plain(net), till.plain(tax)))
    for row in rows:
        paper.lines += [" ".join(row)] if till.layout == "rows" else list(row)


def misread(paper: Paper, rng: Rng) -> None:
    """Misread letters, marks and blanks where the label has no word, as scanners do; lines may be lost."""
    kept = set(re.findall(r"\w+", " ".join(map(str, paper.label.values())).lower()))
    lines: list[str] = []
    for line in paper.lines:
        words = line.split(" ")
        for place, word in enumerate(words):
            of_label = not kept.isdisjoint(re.findall(r"\w+", word.lower()))
            if of_label or any(letter.isdigit() for letter in word) or len(word) < 4:
                continue
            if rng.random() < 0.08:
                at = rng.randrange(1, len(word))
                words[place] = word[:at] + rng.choice(["", "", " ", word[at].swapcase(), "i"]) + word[at + 1 :]
        lines.append(" ".join(words))
    if rng.random() < 0.2:
        lines = [line for line in lines if line.strip(" :").lower() not in ("qty", "price", "amount", "tax", "change")]
    paper.lines = lines


def paper_of(seed: str) -> Paper:
    """The receipt of a seed."""
    rng = random.Random(seed)
    till, paper = Till(rng), Paper()
    when = datetime(2016, 1, 2, 8) + timedelta(minutes=rng.randrange(4 * 365 * 24 * 60))
    shop(till, paper)
    early = rng.random() < 0.75
    if early:
        day(till, paper, when)
    bill(till, paper)
    if not early:
        day(till, paper, when)
    paper.lines += [till.said(each) for each in rng.sample(WORDS["thanks"], rng.choice([0, 1, 2]))]
    if rng.random() < 0.5:
        misread(paper, rng)
    return paper
