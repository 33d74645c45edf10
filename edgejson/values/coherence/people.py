"""People and firms whose data agree: the e-mail with the name, the domain with the company, the sex with the name."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.base import known_locale
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.meaning.stand_ins import sounds_like_a_person
from edgejson.values.meaning.words import TEXTS, compiled
from edgejson.values.providers.people import initials_of, mail_host, mail_user_of, sex_of, slug, user_of

#: Share of people with an address at their company's domain.
_AT_WORK = 0.8
_TRIES = 5
#: Share of records that say female or male where a third value is there for the rest.
_BINARY = 0.9
_NAMES = ("name", "doctor_name")
_PLAIN = ("name", "full name", "display name")
#: Words of the names of those whom somebody belongs to.
_OF_KIN = frozenset(vocabulary("language/en/conditions").words("kin"))


def people_rules(leaves: list[Leaf], locale: str) -> list[Rewrite]:
    """Rewrites of an object's own leaves that tell of one person."""
    own = [leaf for leaf in leaves if leaf.own and "string" in leaf.field.types]
    rules: list[Rewrite] = []
    parts = {leaf.role: leaf for leaf in own if leaf.role in ("first_name", "last_name")}
    whole = [leaf for leaf in own if leaf.role in _NAMES]
    plain = [leaf for leaf in whole if leaf.field.words in _PLAIN]
    for leaf in own:
        if leaf.role in ("email", "user_name", "initials", "gender"):
            name = _name_for(leaf, whole)
            if len(parts) == 2 and name not in plain and not _owner(leaf.field.words, (leaf.role,)):
                name = None  # "parent name" beside a first and a last name is another one's
            if name is not None or len(parts) == 2:
                rules.append(_Told(leaf, name, parts, locale))
    if len(parts) == 2 and len(whole) == 1 and not _OF_KIN.intersection(whole[0].field.words.split(" ")):
        rules.insert(0, _Joined(whole[0], parts))
    return rules


def _owner(words: str, roles: tuple[str, ...]) -> str:
    """What stands before the ending that says the role: "customer e mail" -> "customer"."""
    table = compiled(TEXTS)
    steps = words.split(" ")
    for start in range(len(steps)):
        ending = " ".join(steps[start:])
        if any(role in roles for _, role in table.get(ending, ())):
            return " ".join(steps[:start])
    return ""


def _name_for(leaf: Leaf, names: list[Leaf]) -> Leaf | None:
    """The name that a leaf belongs to: the one of the same owner, or the only one."""
    owner = _owner(leaf.field.words, (leaf.role,))
    plain = [name for name in names if name.field.words in _PLAIN]
    if not owner and names:
        return plain[0] if plain else names[0]  # whom a record is about is named first
    for name in names:
        if _owner(name.field.words, _NAMES) == owner:
            return name
    same = [
        name for name in names if name.field.words == owner or name.field.words.split(" ")[-1] == owner.split(" ")[-1]
    ]
    alone = len(names) == 1 and sounds_like_a_person(owner) and not _OF_KIN.intersection(owner.split(" "))
    return same[0] if same else names[0] if alone else None


class _Joined:
    """The full name is first and last name."""

    def __init__(self, whole: Leaf, parts: dict[str, Leaf]) -> None:
        self.name, self.admits = whole.steps[0], whole.admits
        self.first, self.last = parts["first_name"].steps[0], parts["last_name"].steps[0]

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if self.name in made and self.first in made and self.last in made:
            joined = f"{made[self.first]} {made[self.last]}"
            if self.admits(joined):
                made[self.name] = joined


class _Told:
    """What follows from a name: e-mail address, user name, initials, sex."""

    def __init__(self, leaf: Leaf, name: Leaf | None, parts: dict[str, Leaf], locale: str) -> None:
        self.locale = known_locale(locale)
        self.key, self.admits = leaf.steps[0], leaf.admits
        self.role = leaf.role
        self.values = {str(value).lower(): value for value in leaf.field.enum} or {"female": "female", "male": "male"}
        self.name = name.steps[0] if name is not None else ""
        self.parts = tuple(parts[role].steps[0] for role in ("first_name", "last_name")) if len(parts) == 2 else ()

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if made.get(self.key) is None:
            return
        name = made.get(self.name) or " ".join(str(made[part]) for part in self.parts if part in made)
        if not isinstance(name, str) or " " not in name:
            return
        name = name.removeprefix("Dr. ")
        if self.role == "gender":
            self._sex(name, rng, made)
            return
        for _ in range(_TRIES):
            value = self._value(name, rng)
            if self.admits(value):
                made[self.key] = value
                return

    def _value(self, name: str, rng: Random) -> str:
        if self.role == "email":
            return f"{mail_user_of(name, rng)}@{mail_host(rng)}"
        return user_of(name, rng) if self.role == "user_name" else initials_of(name)

    def _sex(self, name: str, rng: Random, made: dict[str, Any]) -> None:
        sex = sex_of(name, self.locale)
        for female, male in (("female", "male"), ("f", "m"), ("woman", "man")):
            common = len(self.values) > 2 and {female, male} <= set(self.values) and rng.random() < _BINARY
            if sex and (common or str(made[self.key]).lower() in (female, male)):
                made[self.key] = self.values.get(female if sex == "female" else male, made[self.key])


def domain_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Addresses below an object stand at the domain of the company that it names, unless a nearer one is named."""
    companies = [leaf for leaf in leaves if leaf.own and leaf.role == "company"]
    if len(companies) != 1:
        return []
    others = [leaf.steps[:-1] for leaf in leaves if leaf.role == "company" and not leaf.own]
    emails = [
        leaf
        for leaf in leaves
        if leaf.role == "email" and not any(leaf.steps[: len(other)] == other for other in others)
        and not set(leaf.steps) & {"customer", "recipients", "requester", "sender", "guest", "attendee"}
    ]  # fmt: skip
    return [_Domain(companies[0].steps[0], emails)] if emails else []


class _Domain:
    """The company's name as the domain of addresses."""

    def __init__(self, company: str, emails: list[Leaf]) -> None:
        self.company = company
        self.emails: list[tuple[Steps, Leaf]] = [(leaf.steps, leaf) for leaf in emails]

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        company = made.get(self.company)
        if not isinstance(company, str) or rng.random() > _AT_WORK:
            return
        words = [word for word in map(slug, company.split(" ")) if word]
        host = "-".join(words[:2]) if rng.random() < 0.4 else words[0] if words else ""
        for steps, leaf in self.emails if host else ():
            for container, key in holders(made, steps):
                address = f"{str(container[key]).partition('@')[0]}@{host}.example"
                if container[key] is not None and leaf.admits(address):
                    container[key] = address
