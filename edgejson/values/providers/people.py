"""People: names, what is derived from names, ways to reach them. No address or number belongs to someone.

E-mail and web addresses stand below names that are reserved (RFC 2606, RFC 6761). Phone numbers are from ranges
that regulators set aside for fiction: NANPA (555-0100 to 555-0199), Ofcom, ACMA, Bundesnetzagentur, ARCEP, PTS.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from random import Random

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, drawn_from, pick, pool

#: Share of people whose name comes from another language than the locale's.
FOREIGN_SHARE = 0.15
#: Characters that many sites allow a user name; a longer one has the initial of the first name instead.
_LONGEST_USER = 20

_TABLES = vocabulary("values/providers/people")


def sex_of(name: str, locale: str) -> str:
    """ "female" or "male", as the first name says in a locale; "" where it says neither or both."""
    return _sexes(locale).get(name.partition(" ")[0], "")


@lru_cache(maxsize=16)
def _sexes(locale: str) -> dict[str, str]:
    women = {*first_names(locale, "female"), *(name for row in foreign() for name in row[0])}
    men = {*first_names(locale, "male"), *(name for row in foreign() for name in row[1])}
    return {**dict.fromkeys(women - men, "female"), **dict.fromkeys(men - women, "male")}


def initials_of(name: str) -> str:
    """The first letters of a name's words."""
    return "".join(word[0] for word in name.split(" ") if word)


#: Letters that Unicode doesn't take apart, as mail systems spell them.
_SPELT = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "'": None})


def slug(word: str) -> str:
    """A name in letters a-z: "Zoë" -> "zoe", "O'Connor" -> "oconnor"."""
    plain = unicodedata.normalize("NFKD", word.translate(_SPELT)).encode("ascii", "ignore").decode().lower()
    return "".join(filter(str.isalnum, plain))


@lru_cache(maxsize=64)
def first_names(locale: str, sex: str) -> tuple[str, ...]:
    """First names of a locale, "female" or "male", each once."""
    faker = _faker(locale)
    draw = faker.first_name_female if sex == "female" else faker.first_name_male
    return tuple(dict.fromkeys(draw() for _ in range(700)))


@lru_cache(maxsize=64)
def last_names(locale: str) -> tuple[str, ...]:
    """Last names of a locale, each once."""
    faker = _faker(locale)
    names = [re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", faker.last_name()) for _ in range(1200)]
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=1)
def foreign() -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """First names (female, male) and last names that go together, a row a language."""
    rows = []
    for row in _TABLES.rows("foreign"):
        women, men, families = (tuple(column.split()) for column in row.split("|"))
        rows.append((women, men, families))
    return tuple(rows)


def _faker(locale: str):  # type: ignore[no-untyped-def]
    from faker import Faker

    faker = Faker(locale)
    faker.seed_instance(20)
    return faker


def full_name(locale: str, sex: str = "") -> Make:
    """Providers of first and last name; `sex` is "female", "male" or "" for either."""

    def draw(rng: Random) -> str:
        random = rng.random
        if random() < FOREIGN_SHARE:
            abroad = foreign()
            females, males, lasts = abroad[int(random() * len(abroad))]
        else:
            females, males, lasts = first_names(locale, "female"), first_names(locale, "male"), last_names(locale)
        firsts = females if sex == "female" or (not sex and random() < 0.5) else males
        return f"{firsts[int(random() * len(firsts))]} {lasts[int(random() * len(lasts))]}"

    return draw


_HOSTS = _TABLES.entries("hosts")
_MAIL_HOSTS = (
    "example.com", "example.org", "example.net", "mail.example.com", "post.example.org",
    *[f"{host}.example" for host in _HOSTS], *[f"mail.{host}.example" for host in _HOSTS[::3]],
)  # fmt: skip
_USER_FORMS = (
    "{f}.{l}",
    "{f}.{l}",
    "{i}{l}",
    "{f}{l}",
    "{f}_{l}",
    "{i}.{l}",
    "{l}.{f}",
    "{f}{n}",
    "{i}{l}{n}",
    "{f}.{l}{n}",
)


def mail_host(rng: Random) -> str:
    """A host name for mail, reserved for documentation and examples."""
    return _MAIL_HOSTS[int(rng.random() * len(_MAIL_HOSTS))]


def user_of(name: str, rng: Random) -> str:
    """A user name that someone called `name` would have: "adrian.glenn", "aglenn", "glenn.adrian"."""
    words = name.split(" ")
    first, last = _slug(words[0]), _slug(words[-1])
    form = _USER_FORMS[int(rng.random() * len(_USER_FORMS))]
    number = 2 + int(rng.random() * 97)
    return form.replace("{f}", first).replace("{l}", last).replace("{i}", first[:1]).replace("{n}", str(number))


_slug = lru_cache(maxsize=8192)(slug)


def mail_user_of(name: str, rng: Random) -> str:
    """The part before the @ for someone called `name`."""
    words = name.split(" ")
    first, last = _slug(words[0]), _slug(words[-1])
    chance = rng.random()
    if chance < 0.55:
        return f"{first}.{last}"
    return f"{first[:1]}{last}" if chance < 0.8 else f"{first}{last}" if chance < 0.9 else f"{last}.{first}"


_PHONES: dict[str, tuple[str, ...]] = _TABLES.pairs("phones")


def phone_of(country: str, rng: Random) -> str | None:
    """A phone number in E.164 form from a range set aside in the country; None where none is known."""
    numbers = _phones(country)
    return numbers[int(rng.random() * len(numbers))] if numbers else None


@lru_cache(maxsize=64)
def _phones(country: str) -> tuple[str, ...]:
    return pool(_PHONES.get(country, ()), 1800) if country in _PHONES else ()


@lru_cache(maxsize=1)
def _national() -> tuple[str, ...]:
    rng = Random(20)
    forms = ("({a}) 555-01{n}", "{a}-555-01{n}", "{a}.555.01{n}", "{a}55501{n}", "+1-{a}-555-01{n}", "1{a}55501{n}")
    areas = ("212", "206", "303", "312", "415", "503", "512", "617", "713", "919")
    return tuple(
        rng.choice(forms).replace("{a}", rng.choice(areas)).replace("{n}", str(rng.randint(10, 99)))
        for _ in range(1500)
    )


_JOBS = _TABLES.entries("jobs")
_LEVELS = ("", "", "Senior ", "Junior ", "Lead ", "Assistant ", "Regional ")


def providers(locale: str) -> dict[str, Make]:
    """Providers of names, contact data and jobs for a locale, by role."""
    name = full_name(locale)

    def user_name(rng: Random) -> str:
        said = user_of(name(rng), rng)
        return said if len(said) <= _LONGEST_USER else re.sub("^([a-z])[a-z]+", r"\1", said)

    def email(rng: Random) -> str:
        return f"{mail_user_of(name(rng), rng)}@{mail_host(rng)}"

    def doctor(rng: Random) -> str:
        return f"Dr. {name(rng)}"

    home = locale[-2:].upper()

    jobs = [f"{level}{job}" for level in _LEVELS for job in _JOBS if not (level and job.startswith(level))]
    return {
        "name": name,
        "name_female": full_name(locale, "female"),
        "name_male": full_name(locale, "male"),
        "first_name": drawn_from(lambda: first_names(locale, "female") + first_names(locale, "male")),
        "last_name": drawn_from(lambda: last_names(locale)),
        "middle_initial": pick("ABCDEFGHJKLMNPRSTW"),
        "doctor_name": doctor,
        "user_name": user_name,
        "email": email,
        "phone": drawn_from(lambda: [number for land in (*[home] * 9, "US", "GB") for number in _phones(land)]),
        "phone_national": drawn_from(_national),
        "job_title": pick(jobs),
        "initials": lambda rng: initials_of(name(rng)),
    }
