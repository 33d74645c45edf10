"""Slips and noise: what keyboards, mail programs and markup do to the letters around the values.

None of it touches a value: the places of all values are known, and only what lies around them changes. Each
function gives the troubled text, or None where nothing can be disturbed.
"""

from __future__ import annotations

import re
from random import Random

from edgejson.language.nouns import words
from edgejson.text.scene import Scene

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: In a name as it stands in the data: "tagList".
_HUMP = re.compile(r"[a-z][A-Z]")


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
    words = [
        m
        for m in _free_words(text, scene)
        if len(m[0]) > 3 and m[0].lower() not in scene.fixed_words and not _HUMP.search(m[0])
    ]
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
    lines = scene.text().split("\n")
    places = [index for index, line in enumerate(lines) if line.strip() and line[-1] not in "-=*_~|"]
    for index in scene.rng.sample(places, min(len(places), 1 + int(scene.rng.random() * 3))):
        lines[index] += f" {_EMOJI[int(scene.rng.random() * len(_EMOJI))]}"
    return "\n".join(lines)


_EMOJI = words("🙂 😅 👍 🎉 🙏 ✨ 🚀 👀 😊 🔥 💪 🤞 ☕ 🙌 😬")


def html(scene: Scene) -> str | None:
    """Remains of HTML: tags and entities."""
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
