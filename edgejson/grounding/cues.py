"""The words that name a schema's fields in a text: compiled once a schema, found in one pass over a text's words.

A cue stands before its value (the text of an x-phrase before `{}`, a name, a title), after it (the text behind
`{}`, a name), says a value by itself (x-phrases of a boolean), names an object (a scope), or takes back what was
said (a correction marker).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

from edgejson.forms import Reading, boolean_clauses, kind_of
from edgejson.forms.kinds import OPEN
from edgejson.forms.words import clauses_of
from edgejson.grounding.cue_names import names_of, record_names, said_ahead, said_behind, with_parent, words_around
from edgejson.grounding.cue_parts import ROOT, Around, Entry, Occurrence, SchemaPlace, Target, end_of, words_of
from edgejson.grounding.frame_cues import literals
from edgejson.grounding.frame_words import sentences_read
from edgejson.grounding.lexicon import GLUE, PARTICLES, PREPOSITIONS, TOTALS, cores
from edgejson.grounding.undeclared_keys import enumerated, holds_scalars, undeclared
from edgejson.knowledge.amounts import role
from edgejson.language.markers import CORRECTIONS
from edgejson.language.names import in_words
from edgejson.schema.common_frames import names_member
from edgejson.schema.fields import Field, FieldMap

#: Scores of cues that stand directly beside a value; a word more counts LONGER more. A phrase beats a name.
PHRASE, AFTER_PHRASE, NAME, AFTER_NAME, GLUE_PHRASE, WEAK_CUE, HEADING = 4.0, 3.6, 3.4, 2.9, 2.8, 2.2, 5.0
LONGER = 0.2
#: What a name costs that is not the field's own, but its plural, its singular, its list's.
VARIED = 0.1
#: Score of a frame's words, where the rest of the frame does not fit.
FRAME_WORDS = 3.0
#: Score of a value that stands in its slot of a frame.
FRAMED = 8.0
#: From this score on a cue stands directly beside the value.
ADJACENT = 2.3
#: Sets of fields whose surroundings one schema's cues keep.
MOST_KEPT = 4096
#: Extended cues that are kept: what is planted into a label mostly leaves its names as they are.
MOST_EXTENDED = 8
#: Fields of a schema that are compiled at most; deeper or further ones are known by their name only.
MOST_FIELDS, DEEPEST = 600, 12
#: Times that an object's schema stands inside itself before its fields are left to the labels that go deeper: with two
#: branches each further level doubles what is compiled, and what is weighed in every text.
OFTEN = 4

_NUMERIC = frozenset(["integer", "number", "money"])
_CONTAINERS = frozenset(["object", "array", "null"])
#: Ahead of a word that says by itself that something is so.
_STATING = ("it is", "and is", "there is a", "there is an")
#: Between two words of a title: a bracket, a comma, a full stop.
_PARTED = re.compile(r"[^\W_][\W_]{2,}[^\W_]")


class Cues:
    """All cues of one schema."""

    def __init__(self, fields: FieldMap) -> None:
        self.fields = fields
        self.targets: list[Target] = []
        self.by_path: dict[tuple[str, ...], Target] = {}
        self.plain: set[int] = set()  #: arrays of scalars: their names name a field, and no object
        self._entries: dict[tuple[str, ...], Entry] = {}
        self._base: dict[tuple[str, ...], Entry] = {}  #: entries that are shared, and copied before they change
        self._walk((), (), False)
        for particle in map(words_of, PARTICLES):
            if (loose := self._entries.get(particle[1:])) and not any(
                self.targets[id].annotated for id in loose.before
            ):
                self._entry(particle)
        for words in record_names(self.fields):
            self._entry(words).scopes.append(ROOT)
        self._frames()
        for marker in CORRECTIONS:
            entry = self._entry(words_of(marker))
            entry.marker, entry.longest = True, entry.longest + 4
        self._single: dict[str, Entry] = {}
        self._longer: dict[str, dict[str, list[Entry]]] = {}  # first word -> second word -> entries, the longest first
        self._index(self._entries.values())
        self._rooted()
        self._extended: dict[tuple[tuple[tuple[str, ...], bool], ...], Cues] = {}  #: by what they have besides

    def _rooted(self) -> None:
        """Hang the targets into a tree, for a walk along with a label."""
        self.root = SchemaPlace()
        self._around: dict[frozenset[int], Around] = {}
        for path, target in self.by_path.items():
            place = self.root
            for step in path:
                place = place.inner.setdefault(step, SchemaPlace())
            place.target = target

    def around(self, targets: list[Target]) -> Around:
        """What a label has whose leaves are of these fields."""
        ids = frozenset([target.id for target in targets])
        found = self._around.get(ids)
        if found is None:
            found = Around.of(targets, self.targets)
            if len(self._around) < MOST_KEPT and -1 not in ids:  # undeclared fields have no number of their own
                self._around[ids] = found
        return found

    def extended(self, label: Any) -> Cues:
        """These cues with those of a label's own properties: such as the schema doesn't declare, or has too deep.

        They are for this label only: a name that is data in one record is a mere word in the text of another.
        """
        missing = undeclared(label, self.by_path)
        if not missing:
            return self
        key = tuple(missing.items())
        known = self._extended.pop(key, None) or self._with(missing)
        self._extended[key] = known  # the last one, now
        if len(self._extended) > MOST_EXTENDED:
            del self._extended[next(iter(self._extended))]
        return known

    def _with(self, missing: dict[tuple[str, ...], bool]) -> Cues:
        other = copy(self)
        other._extended = {}
        other.targets, other.by_path = self.targets.copy(), self.by_path.copy()
        other._base, other._entries = self._entries, self._entries.copy()
        other._single, other._longer = self._single.copy(), {first: {**by} for first, by in self._longer.items()}
        for path, container in missing.items():
            above = other.by_path.get(path[:-1])
            scopes = (*above.scopes, above.id) if above else ()
            other._add(path, self.fields.field(path), scopes, "*" in path, container)
        other._index([entry for words, entry in other._entries.items() if entry is not self._entries.get(words)])
        other._around = {}
        for path in missing:
            other.root = other.root.grafted(path, other.by_path[path])
        return other

    def _index(self, entries: Iterable[Entry]) -> None:
        for entry in sorted(entries, key=lambda e: -len(e.words)):
            self._settle(entry)
            if entry.size == 1:
                self._single[entry.words[0]] = entry
            elif entry.size:
                by_second = self._longer.setdefault(entry.words[0], {})
                others = [each for each in by_second.get(entry.words[1], ()) if each.words != entry.words]
                by_second[entry.words[1]] = sorted([*others, entry], key=lambda e: -e.size)
        self._firsts = self._single.keys() | self._longer.keys()

    def lookup(self, phrase: str) -> Entry | None:
        """The entry whose words are exactly a phrase's, as in a table's heading."""
        return self._entries.get(words_of(phrase))

    def occurrences(self, reading: Reading) -> list[Occurrence]:
        """Every cue in a text, in order; one that lies inside a longer one is left out."""
        lowered, words = reading.lowered, reading.words
        firsts, single, longer = self._firsts, self._single, self._longer
        found: list[Occurrence] = []
        spaced = f" {reading.spaced} "  # a word at offset n has the space ahead of it there
        place, last_end, last = 0, -1, len(words) - 1
        for index in [index for index, word in enumerate(words) if word in firsts]:
            word = words[index]
            place = spaced.find(f" {word} ", place)  # all words between are no cue's first one
            end = place + len(word)
            entry = single.get(word)
            if index < last and word in longer:
                for other in longer[word].get(words[index + 1], ()):
                    if other.marker or other.loose:
                        far = end_of(other, words, index, place, spaced)
                    else:
                        far = place + other.longest if spaced.startswith(other.spaced, place + 1) else -1
                    if far >= 0 and not (other.one_line and "\n" in lowered[place:far]):
                        bracketed = lowered[far : far + 1] == ")" and "(" in lowered[place:far]  # "price (EUR)"
                        end, entry = far + bracketed, other
                        break
            if entry is not None and end > last_end and not (word in "nt" and lowered[place - 1 : place] == "\\"):
                last_end = end  # (in an escaped text "\n" ends a line)
                found.append(Occurrence(place, end, entry))
            place += len(word) + 1
        return found

    # -- compilation ----------------------------------------------------------------------------

    def _walk(self, path: tuple[str, ...], scopes: tuple[int, ...], listed: bool, outer: tuple[int, ...] = ()) -> None:
        """Compile a field and those below it; `outer` are the schemas of the objects around it, by identity."""
        if len(path) > DEEPEST or len(self.targets) >= MOST_FIELDS:
            return
        field = self.fields.field(path)
        own = [id(schema) for schema in field.schemas if "properties" in schema]
        if any(outer.count(schema) >= OFTEN for schema in own):
            return
        outer = (*outer, *own)
        inside = scopes
        within = enumerated(field)
        if path or self._may_be_scalar(field):
            target = self._add(path, field, scopes, listed, bool(within))
            if within:
                inside = (*scopes, target.id)
            elif path and holds_scalars(field, self.fields):
                self.plain.add(target.id)
            elif path and (field.types & {"object", "array"} or not field.types):
                inside = (*scopes, target.id)
        for name in self.fields.properties(path):
            self._walk((*path, name), inside, listed, outer)
        for name, member in within.items():
            if (*path, name) not in self.by_path:
                self._add((*path, name), member, inside, listed)
        item = (*path, "*")
        if "array" in field.types or any("items" in schema for schema in field.schemas):
            self._walk(item, inside, True, outer)

    def _may_be_scalar(self, root: Field) -> bool:
        """May the whole record be a scalar, so that its own name is the cue of it?"""
        scalar = root.types - _CONTAINERS or any(not isinstance(value, (dict, list)) for value in root.enum)
        return bool(root.title and (scalar or not (root.types or self.fields.properties(()))))

    def _add(
        self, path: tuple[str, ...], field: Field, scopes: tuple[int, ...], listed: bool, container: bool = False
    ) -> Target:
        scalars = path[-1:] == ("*",) and not field.types & {"object", "array"}
        above = self.fields.field(path[:-1]) if path[-1:] == ("*",) else None
        phrases = [*field.phrases, *(above.phrases if above else ())]
        annotated = bool(phrases or field.value_phrases)
        scalar = any(not isinstance(value, (dict, list)) for value in field.enum)  # in one of several alternatives
        others = bool(field.types) and field.types <= _CONTAINERS and not scalar
        target = Target(len(self.targets), path, field, kind_of(field), scopes, listed, scalars, annotated, others)
        self.targets.append(target)
        self.by_path[path] = target
        if container or (others and field.types != {"null"}):
            for words in self._names(field, above):
                self._entry(words).scopes.append(target.id)
            if container or "array" not in field.types:
                return target
        if path and ("object" in field.types or any("properties" in schema for schema in field.schemas)):
            for words in self._names(field, above):  # an object, or something simpler
                self._entry(words).scopes.append(target.id)
        for phrase in phrases:
            self._phrase(target.id, phrase)
        self._value_clauses(target)
        self._own_names(target, above)
        if not annotated:
            self._common(target)
        return target

    def _value_clauses(self, target: Target) -> None:
        """The clauses that say a value by themselves."""
        field = target.field
        for value in field.value_phrases:
            for clause in clauses_of(value, field):
                self._entry(words_of(clause)).values.append((target.id, value))
        if target.kind == "boolean" and not field.value_phrases and field.words:
            named = [f"{' '.join(words)} is" for words in record_names(self.fields) if len(target.path) == 1]
            for value, clauses in zip(("true", "false"), boolean_clauses(field.words), strict=True):
                for clause in clauses:
                    several = len(words_of(clause)) > 1
                    for said in (clause,) if several else (f"{ahead} {clause}" for ahead in (*_STATING, *named)):
                        self._entry(words_of(said)).values.append((target.id, value))

    def _own_names(self, target: Target, above: Field | None) -> None:
        """The names of a field, before its value and behind it. `above`: the list that it is the item of."""
        field = target.field
        for words in self._names(field, above):
            entry = self._entry(words)
            if words == words_of(field.title) and _PARTED.search(field.title):
                entry.loose, entry.longest = True, max(entry.longest, len(field.title))
            loss = VARIED if words != words_of(field.words) and words != words_of(field.title) else 0.0
            _raise(entry.before, target.id, NAME + LONGER * len(words) - loss)
            many = target.kind in OPEN and not target.annotated and " ".join(words) == f"{field.words}s"
            asks = not target.annotated and words[-1] in ("when", "where", "what", "who", "how", "why")
            if words[-1] not in PREPOSITIONS and not (many or asks):  # "synth pop songs" are no one's `song`
                _raise(entry.after, target.id, AFTER_NAME + LONGER * len(words) / 2 - loss)

    def _common(self, target: Target) -> None:
        """Prepositions and nouns that people put beside such a value, by the words of the field's name."""
        numeric, words = target.kind in _NUMERIC, target.field.words
        siblings = self.fields.properties(target.path[:-1])
        if numeric and [each for each in siblings if role(each) == "total"] == [target.field.name]:
            for name in TOTALS:
                _raise(self._entry(words_of(name)).before, target.id, NAME - VARIED)
        for said in said_ahead(words, siblings, numeric):
            glue = all(part in GLUE or part in PREPOSITIONS for part in said)
            _raise(self._entry(said).before, target.id, (WEAK_CUE if glue else NAME) + LONGER * len(said))
        for said in said_behind(words, siblings) if numeric else ():
            _raise(self._entry(said).after, target.id, AFTER_NAME)
        ahead, _, last = words.rpartition(" ")
        if last in ("at", "on") and ahead.endswith("ed"):  # "created yesterday"
            _raise(self._entry(words_of(ahead)).before, target.id, NAME - VARIED)

    def _frames(self) -> None:
        """The words of frames, where they stand beside the slot of one field only."""
        beside: dict[tuple[tuple[str, ...], bool], set[int]] = {}
        for path in ((), *self.by_path):
            field = self.fields.field(path)
            for frame in (*sentences_read(field, self.fields), *field.mentions):
                for literal in literals(frame):
                    target = self.by_path.get((*path, *literal.slot.path))
                    if target is not None and not literal.slot.words:
                        beside.setdefault((literal.words, literal.ahead), set()).add(target.id)
        for (words, ahead), targets in beside.items():
            target = self.targets[min(targets)]
            named = ahead and not target.annotated and names_member(" ".join(words))
            if len(targets) > 1 or (not named and ((ahead and len(words) < 2) or words in self._entries)):
                continue
            if not (ahead or target.annotated) and self._names_several(target, words):
                continue
            if not target.field.types & {"object", "array"}:
                entry = self._entry(words)
                _raise(entry.before if ahead else entry.after, target.id, FRAME_WORDS)

    def _names_several(self, target: Target, words: tuple[str, ...]) -> bool:
        """Are words those of several fields' names: "players" of the least and the most players?"""
        if not set(words) <= set(target.field.words.split()):
            return False
        beside = [name for name in self.fields.properties(target.path[:-1]) if name != target.path[-1]]
        return any(set(words) <= set(in_words(name).split()) for name in beside)

    def _names(self, field: Field, above: Field | None) -> list[tuple[str, ...]]:
        """The names of a field; one with its parent's is no name on two lines, where it would be heading and label."""
        for words in map(words_of, with_parent(field) if above is None else ()):
            if words not in self._entries:
                self._entry(words).one_line = True
        return names_of(field, above, self.fields)

    def _phrase(self, target: int, phrase: str) -> None:
        ahead, behind = words_around(phrase)
        if ahead:
            glue = all(word in GLUE for word in ahead)
            if not (glue and behind and not all(word in GLUE for word in behind)):
                _raise(self._entry(ahead).before, target, (GLUE_PHRASE if glue else PHRASE) + LONGER * len(ahead))
            for core in cores(ahead):
                _raise(self._entry(core).before, target, NAME + LONGER * len(core))
        if behind and (len(behind) > 1 or behind[0] not in GLUE):
            _raise(self._entry(behind).after, target, AFTER_PHRASE + LONGER * len(behind))

    def _entry(self, words: tuple[str, ...]) -> Entry:
        found = self._entries.get(words)
        if found is None:
            found = self._entries[words] = Entry(words)
        elif self._base and found is self._base.get(words):
            found = self._entries[words] = replace(
                found,
                before={**found.before},
                after={**found.after},
                values=[*found.values],
                scopes=[*found.scopes],
                implied=[],
            )
        return found

    def _settle(self, entry: Entry) -> None:
        """A cue whose fields all lie in one object names that object too."""
        around = {self.targets[target].scopes[-1:] for target in entry.before if entry.before[target] >= NAME}
        if len(around) == 1 and not entry.scopes:
            entry.implied = list(around.pop())


def _raise(scores: dict[int, float], target: int, score: float) -> None:
    scores[target] = max(score, scores.get(target, 0.0))
