"""What goes wrong in real texts: corrections, slips, noise, asides. Each leaves the label provably right.

Every kind is one function of a scene that gives the troubled text, or None where the trouble can't befall it.
The kinds that only disturb letters and signs are in `noise`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.forms import kind_for
from edgejson.forms import kinds as forms
from edgejson.schema.fields import Field
from edgejson.text import distractors
from edgejson.text.noise import case, emoji, escape, html, quotes, typo, wrap
from edgejson.text.outline import Fact, Group, facts_of
from edgejson.text.pathwise import PATHS
from edgejson.text.scene import Scene
from edgejson.text.sentences import Teller
from edgejson.text.subjects import Subject


def befall(scene: Scene, wanted: str) -> tuple[str, str]:
    """The troubled text and the kind of trouble: `wanted`, or the first after it that is possible here."""
    names = list(KINDS)
    start = names.index(wanted)
    for kind in names[start:] + names[:start]:
        text = KINDS[kind](scene) if _suits(kind, scene.register) else None
        if text is not None:
            return text, kind
    raise AssertionError("a distractor is always possible")


def _suits(kind: str, register: str) -> bool:
    """Can texts of a register, or lines of paths, suffer a kind of trouble and still be read?"""
    return kind in _LEAVES_PATHS if register == PATHS else register in NEEDS_FREEDOM.get(kind, (register,))


def correction(scene: Scene) -> str | None:
    """A value is stated wrongly, then taken back and put right."""
    rng = scene.rng
    facts = [fact for fact in facts_of(scene.page.outline) if not fact.spoken and not isinstance(fact.value, list)]
    rng.shuffle(facts)
    for fact in facts:
        if any('"{v}"' in form for form in fact.said.clauses):
            continue
        wrong = _another(fact.value, fact.wording.field, rng)
        if wrong is None:
            continue
        superseded = scene.outliner.write(wrong, fact.wording)
        if scene.register == PATHS:  # the words of the fact may rest on the day of writing, which such lines don't give
            fact.text = scene.outliner.write(fact.value, fact.wording)
        if superseded == fact.text:
            continue
        patterns = _WRITTEN_CORRECTIONS if scene.group == "structured" else _SPOKEN_CORRECTIONS
        fact.disputed = True
        fact.text = patterns[int(rng.random() * len(patterns))].format(wrong=superseded, right=fact.text)
        return scene.text()
    return None


def _another(value: Any, field: Field, rng: Random) -> Any | None:
    """A value like `value` but different, or None where none can be made that reads as the same kind."""
    if field.enum:
        others = [member for member in field.enum if member != value and type(member) is type(value)]
        return others[int(rng.random() * len(others))] if others else None
    return forms.KINDS[kind_for(value, field)].alter(value, rng)


_SPOKEN_CORRECTIONS = (
    "{wrong} - no wait, {right}", "{wrong}, sorry, make that {right}", "{wrong}, no, sorry, {right}",
    "{wrong}, I mean {right}", "{wrong}... scratch that, {right}", "{wrong} - correction, {right}",
    "{wrong} (my mistake, {right})", "{wrong}, wait, no, {right}", "{wrong}, oops, {right}",
)  # fmt: skip
_WRITTEN_CORRECTIONS = (
    "{wrong} (correction: {right})", "{wrong} - changed to {right}", "{wrong} - oops, {right}",
    "{wrong} -> revised to {right}", "{wrong} - strike that - {right}",
)  # fmt: skip


def repetition(scene: Scene) -> str | None:
    """One fact of the record itself is said a second time, in other words."""
    outline = scene.page.outline
    if type(outline) is not Group:
        return None
    facts = [
        f
        for f in outline.facts
        if not f.spoken and type(f.value) is not list and any("{it" in form for form in f.said.clauses)
    ]
    if not facts:
        return None
    fact = facts[int(scene.rng.random() * len(facts))]
    forms = [form for form in fact.said.clauses if "{it" in form]
    again = Fact(fact.wording, fact.said, scene.outliner.write(fact.value, fact.wording), fact.value, False)
    teller = Teller(scene.rng, 1, False)
    subject = Subject(f"the {scene.page.noun}", True)
    subject.pronoun_owner = subject.owner
    said = teller.say(forms[int(scene.rng.random() * len(forms))], again, subject, False)
    return _around(scene, "", f"{scene.page.pick(_AGAIN)}{said}.")


_AGAIN = ("Once more, ", "Again, ", "To repeat, ", "Just to be sure, ", "As I said, ", "Once more: ", "To be clear, ")


def distractor(scene: Scene) -> str | None:
    """Facts that have nothing to do with the record stand beside it."""
    return _beside(scene, distractors.asides(scene.rng, scene.cue_words, 1 + int(scene.rng.random() * 2)))


def injection(scene: Scene) -> str | None:
    """A line tries to give the model other instructions."""
    return _beside(scene, [distractors.injection(scene.rng, scene.cue_words)])


def long(scene: Scene) -> str | None:
    """Much text around the facts."""
    sentences = distractors.asides(scene.rng, scene.cue_words, 8 + int(scene.rng.random() * 8))
    cut = int(scene.rng.random() * len(sentences))
    return _around(scene, " ".join(sentences[:cut]), " ".join(sentences[cut:]))


def _beside(scene: Scene, sentences: list[str]) -> str:
    said = " ".join(sentences)
    return _around(scene, said, "") if scene.rng.random() < 0.5 else _around(scene, "", said)


def _around(scene: Scene, before: str, after: str) -> str:
    """The text with something said ahead of the record and behind it, by the register itself where it can."""
    scene.page.asides = [before, after]
    return scene.page.with_asides(scene.write)


def short(scene: Scene) -> str | None:
    """Nothing but the facts, in as few words as can be."""
    outline = scene.page.outline
    whole = scene.page.whole(0.5)
    if whole is not None:
        return whole if len(whole) >= _SHORTEST else None
    if type(outline) is not Group or outline.parts or len(outline.facts) > 9:
        return None
    teller = Teller(scene.rng, 1, True)
    said = [teller.fragment(fact, False) for fact in teller.ordered(outline.facts)]
    text = scene.page.pick((", ", "; ", " / ", "\n")).join(said)
    return text if len(text) >= _SHORTEST else None


#: Characters of a text: a shorter one is no message of anybody's.
_SHORTEST = 10


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


_PROSE = ("prose", "chat", "email", "transcript", "authored")
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

#: Kinds that change no letter of the record's own lines, so that paths in them stay what they are.
_LEAVES_PATHS = frozenset(("correction", "distractor", "injection", "foreign", "long", "short"))

#: Kinds of trouble, by the names that tags and settings use.
KINDS: dict[str, Callable[[Scene], str | None]] = {
    kind.__name__: kind
    for kind in (
        correction, repetition, distractor, injection, typo, case, foreign, wrap, quotes, emoji, html, escape, long,
        short,
    )
}  # fmt: skip
