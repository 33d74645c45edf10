"""What goes wrong in real texts: corrections, slips, noise, asides. Each leaves the label provably right.

Every kind is one function of a scene that gives the troubled text, or None where the trouble can't befall it.
Slips and noise touch no value: the places of all values are known, and only the words around them change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from edgejson.text import lures
from edgejson.text.mutation import another
from edgejson.text.nouns import words
from edgejson.text.outline import Fact, Group, Listing, Outliner, Part
from edgejson.text.page import Page
from edgejson.text.sentences import Teller
from edgejson.text.subjects import Subject

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(slots=True)
class Scene:
    """A text in the making that something will befall."""

    page: Page
    write: Callable[[Page], str]  #: the register's writer
    register: str
    group: str  #: the register's class
    outliner: Outliner
    cue_words: frozenset[str]  #: words that name fields, in lower case: slips leave them alone

    @property
    def rng(self) -> Random:
        """The record's random stream."""
        return self.page.rng

    def text(self) -> str:
        """The register's text."""
        return self.write(self.page)


def befall(scene: Scene, wanted: str) -> tuple[str, str]:
    """The troubled text and the kind of trouble: `wanted`, or the first after it that is possible here."""
    names = list(KINDS)
    start = names.index(wanted)
    for kind in names[start:] + names[:start]:
        text = KINDS[kind](scene)
        if text is not None:
            return text, kind
    raise AssertionError("a distractor is always possible")


def facts_of(part: Part) -> list[Fact]:
    """All facts of an outline, in order."""
    if type(part) is Fact:
        return [part]
    if type(part) is Group:
        return [*part.facts, *(fact for member in part.parts for fact in facts_of(member))]
    assert type(part) is Listing
    return [fact for item in part.items for fact in facts_of(item)]


def correction(scene: Scene) -> str | None:
    """A value is stated wrongly, then taken back and put right."""
    if scene.register not in NEEDS_FREEDOM["correction"]:
        return None
    rng = scene.rng
    facts = [fact for fact in facts_of(scene.page.outline) if not fact.spoken and not isinstance(fact.value, list)]
    rng.shuffle(facts)
    for fact in facts:
        if any('"{v}"' in form for form in fact.said.clauses):
            continue
        wrong = another(fact.value, fact.wording.field, rng)
        if wrong is None:
            continue
        superseded = scene.outliner.write(wrong, fact.wording)
        if superseded == fact.text:
            continue
        patterns = _WRITTEN_CORRECTIONS if scene.group == "structured" else _SPOKEN_CORRECTIONS
        fact.text = patterns[int(rng.random() * len(patterns))].format(wrong=superseded, right=fact.text)
        return scene.text()
    return None


_SPOKEN_CORRECTIONS = (
    "{wrong} - no wait, {right}", "{wrong}, sorry, make that {right}", "{wrong}, no, sorry, {right}",
    "{wrong}, I mean {right}", "{wrong}... scratch that, {right}", "{wrong} - correction, {right}",
    "{wrong} (my mistake, {right})", "{wrong}, wait, no, {right}", "{wrong}, oops, {right}",
)  # fmt: skip
_WRITTEN_CORRECTIONS = (
    "{wrong} (correction: {right})", "{wrong} - changed to {right}", "{wrong} / typo, should have been {right}",
    "{wrong} -> revised to {right}", "{wrong} - strike that - {right}",
)  # fmt: skip


def repetition(scene: Scene) -> str | None:
    """One fact of the record itself is said a second time, in other words."""
    outline = scene.page.outline
    if type(outline) is not Group:
        return None
    facts = [f for f in outline.facts if not f.spoken and any("{it" in form for form in f.said.clauses)]
    if not facts:
        return None
    fact = facts[int(scene.rng.random() * len(facts))]
    forms = [form for form in fact.said.clauses if "{it" in form]
    text = scene.text()
    if isinstance(fact.value, list):
        again = fact
    else:
        again = Fact(fact.wording, fact.said, scene.outliner.write(fact.value, fact.wording), fact.value, False)
    teller = Teller(scene.rng, 1, False)
    subject = Subject(f"the {scene.page.noun}", True)
    subject.pronoun_owner = subject.owner
    said = teller.say(forms[int(scene.rng.random() * len(forms))], again, subject, False)
    return f"{text}\n\n{scene.page.pick(_AGAIN)}{said}."


_AGAIN = ("PS: once more, ", "Again, ", "To repeat, ", "PS: just to be sure, ", "As I said, ", "Once more: ")


def distractor(scene: Scene) -> str | None:
    """Facts that have nothing to do with the record stand beside it."""
    return _beside(scene, lures.asides(scene.rng, scene.cue_words, 1 + int(scene.rng.random() * 2)))


def injection(scene: Scene) -> str | None:
    """A line tries to give the model other instructions."""
    return _beside(scene, [lures.injection(scene.rng, scene.cue_words)])


def long(scene: Scene) -> str | None:
    """Much text around the facts."""
    sentences = lures.asides(scene.rng, scene.cue_words, 8 + int(scene.rng.random() * 8))
    cut = int(scene.rng.random() * len(sentences))
    return "\n\n".join(filter(None, [" ".join(sentences[:cut]), scene.text(), " ".join(sentences[cut:])]))


def _beside(scene: Scene, sentences: list[str]) -> str:
    text, said = scene.text(), " ".join(sentences)
    return f"{said}\n\n{text}" if scene.rng.random() < 0.5 else f"{text}\n\n{said}"


def short(scene: Scene) -> str | None:
    """Nothing but the facts, in as few words as can be."""
    outline = scene.page.outline
    if type(outline) is not Group or outline.parts or len(outline.facts) > 9:
        return None
    teller = Teller(scene.rng, 1, True)
    said = [teller.fragment(fact, False) for fact in teller.ordered(outline.facts)]
    return scene.page.pick((", ", "; ", " / ", "\n")).join(said)


def foreign(scene: Scene) -> str | None:
    """Names of other languages around the facts."""
    names = scene.page.phrases.foreign_names
    if not names:
        return None
    scene.page.phrases = scene.page.phrases.abroad
    text = scene.text()
    if not any(name in text for name in names):
        text += f"\n\n{scene.page.pick(('— ', '-- ', '~ ', '/ '))}{scene.page.pick(names)}"
    return text


def protected(text: str, spans: list[str]) -> bytearray:
    """A mask of the text: 1 for each character that belongs to a value."""
    mask = bytearray(len(text))
    for span in dict.fromkeys(spans):
        place = text.find(span) if span else -1
        while place >= 0:
            mask[place : place + len(span)] = b"\x01" * len(span)
            place = text.find(span, place + 1)
    return mask


def _free_words(text: str, scene: Scene) -> list[re.Match[str]]:
    mask = protected(text, scene.outliner.spans)
    return [match for match in _WORD.finditer(text) if not any(mask[match.start() : match.end()])]


def typo(scene: Scene) -> str | None:
    """Slips of the keyboard in one to four words that are neither values nor names of fields."""
    text = scene.text()
    words = [m for m in _free_words(text, scene) if len(m[0]) > 3 and m[0].lower() not in scene.cue_words]
    if not words:
        return None
    chosen = scene.rng.sample(words, min(len(words), 1 + int(scene.rng.random() * 4)))
    for match in sorted(chosen, key=lambda m: -m.start()):
        slipped = _SLIPS[int(scene.rng.random() * len(_SLIPS))](match[0], scene.rng)
        text = text[: match.start()] + slipped + text[match.end() :]
    return text


def _swap(word: str, rng: Random) -> str:
    at = 1 + int(rng.random() * (len(word) - 2))
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if word[at] != word[at + 1] else _drop(word, rng)


def _drop(word: str, rng: Random) -> str:
    at = 1 + int(rng.random() * (len(word) - 1))
    return word[:at] + word[at + 1 :]


def _double(word: str, rng: Random) -> str:
    at = 1 + int(rng.random() * (len(word) - 1))
    return word[:at] + word[at] + word[at:]


_SLIPS = (_swap, _drop, _double)


def case(scene: Scene) -> str | None:
    """All words around the values in capitals, or in small letters."""
    text = scene.text()
    change = str.upper if scene.rng.random() < 0.5 else str.lower
    pieces, end = [], 0
    for match in _free_words(text, scene):
        pieces += [text[end : match.start()], change(match[0])]
        end = match.end()
    troubled = "".join(pieces) + text[end:]
    return troubled if troubled != text else None


def wrap(scene: Scene) -> str | None:
    """Lines broken hard at a fixed width, as old mail programs do."""
    if scene.group != "prose":
        return None
    text, width = scene.text(), 44 + int(scene.rng.random() * 28)
    mask = protected(text, scene.outliner.spans)
    out, start, last = list(text), 0, -1
    for index, letter in enumerate(text):
        if letter == "\n":
            start, last = index + 1, -1
        elif letter == " " and not mask[index]:
            last = index
        if index - start >= width and last > start:
            out[last] = "\n"
            start, last = last + 1, -1
    troubled = "".join(out)
    return troubled if troubled != text else None


def quotes(scene: Scene) -> str | None:
    """Typographic quotation marks, apostrophes and dashes."""
    text = scene.text()
    mask = protected(text, scene.outliner.spans)
    out, opened = list(text), False
    for index, letter in enumerate(text):
        if mask[index]:
            continue
        if letter == '"':
            out[index] = "”" if opened else "“"
            opened = not opened
        elif letter == "'":
            out[index] = "’"
        elif letter == "-" and text[index - 1 : index + 2] == " - ":
            out[index] = "–"
    troubled = "".join(out)
    return troubled if troubled != text else None


def emoji(scene: Scene) -> str | None:
    """Emoji at the ends of some lines."""
    if scene.group == "structured":
        return None
    lines = scene.text().split("\n")
    places = [index for index, line in enumerate(lines) if line.strip() and line[-1] not in "-=*_~|"]
    for index in scene.rng.sample(places, min(len(places), 1 + int(scene.rng.random() * 3))):
        lines[index] += f" {_EMOJI[int(scene.rng.random() * len(_EMOJI))]}"
    return "\n".join(lines)


_EMOJI = words("🙂 😅 👍 🎉 🙏 ✨ 🚀 👀 😊 🔥 💪 🤞 ☕ 🙌 😬")


def html(scene: Scene) -> str | None:
    """Remains of HTML: tags and entities."""
    if scene.group == "structured":
        return None
    lines = scene.text().split("\n")
    style = scene.rng.random()
    if style < 0.4:
        return "<br>\n".join(lines)
    if style < 0.8:
        return "\n".join([f"<p>{line}</p>" if line.strip() else line for line in lines])
    return "<div>" + " <br/>&nbsp;\n".join(lines) + " </div>"


def escape(scene: Scene) -> str | None:
    """Escaped characters, as in the string of a JSON dump."""
    text = scene.text()
    mask = protected(text, scene.outliner.spans)
    swaps = {"\n": "\\n ", '"': '\\"', "\t": "\\t "}
    troubled = "".join([letter if mask[i] else swaps.get(letter, letter) for i, letter in enumerate(text)])
    return troubled if troubled != text else None


_PROSE = ("prose", "chat", "email", "transcript")
#: Kinds that only some registers can suffer.
NEEDS_FREEDOM: dict[str, tuple[str, ...]] = {
    "correction": (*_PROSE, "notes", "log", "form", "keyvalue"),
    "wrap": _PROSE,
    "quotes": _PROSE,
    "emoji": (*_PROSE, "notes", "receipt", "log", "mixed"),
    "html": (*_PROSE, "notes", "receipt", "log", "mixed"),
    "typo": (*_PROSE, "notes", "receipt", "log", "mixed"),
    "escape": (*_PROSE, "notes", "log"),
}

#: Kinds of trouble, by the names that tags and settings use.
KINDS: dict[str, Callable[[Scene], str | None]] = {
    kind.__name__: kind
    for kind in (
        correction, repetition, distractor, injection, typo, case, foreign, wrap, quotes, emoji, html, escape, long,
        short,
    )
}  # fmt: skip
