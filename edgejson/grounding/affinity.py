"""What kind of words a value is, and what kind a field's name asks for: the tie-breaker where people write no cues."""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.knowledge.places import PLACES

_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DECADES = r"(?:twen|thir|for|four|fif|six|seven|eigh|nine)ties|\d0'?s"

#: Class -> (what the field's name says, what a value of the class looks like), in lower case. The first that fits.
_CLASSES: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "guests": (
        re.compile(r"\b(?:party|companions?|company size)\b"),
        re.compile(r"\b(?:me|my|we|us|i|myself|our)\b"),
    ),
    "distance": (
        re.compile(r"\b(?:spatial|relation|distance|proximity|nearby)\b"),
        re.compile(r"^(?:near(?:by)?|close(?: by| to)?|not far|far|within .*|around|walking distance|neighbou?ring)\b"),
    ),
    "month": (re.compile(r"\bmonth$"), re.compile(rf"^(?:{_MONTHS})$")),
    "weekday": (re.compile(r"\b(?:day|weekday|day name)$"), re.compile(rf"^(?:(?:{_DAYS})days?|today|tomorrow)$")),
    "clock": (
        re.compile(r"(?:\b(?:hour|at|by)|time)$"),
        re.compile(r"^(?:\d{1,2}:\d\d.*|\d{1,2} ?(?:[ap]\.?m\.?|o'clock)|noon|midnight|midday)$"),
    ),
    "part of day": (
        re.compile(r"\bperiod\b|\btime ?of ?day\b|\bday ?part\b"),
        re.compile(r"^(?:morning|afternoon|evening|night|noon)s?$"),
    ),
    "time": (
        re.compile(
            r"\b(?:date|day|days|time|times|when|month|year|hours?|night|period|start|end|depart|return|at|on"
            r"|check ?in|check ?out|deadline)\b"
        ),
        re.compile(
            rf"\b(?:(?:{_DAYS})days?|{_MONTHS}|today|tonight|tomorrow|yesterday|noon|midnight|morning|afternoon|evening"
            r"|weekend|weeks?|months?|minutes?|seconds?|hours?|spring|summer|autumn|winter|[ap]\.?m|\d{1,2}:\d\d|o'clock"
            r"|christmas|easter|thanksgiving|halloween|new year|hanukkah|ramadan|diwali|carnival"
            rf"|now|later|early|daily|{_DECADES})\b|\d(?:am|pm|st|nd|rd|th)\b|^(?:19|20)\d\d$"
        ),
    ),
    "colour": (
        re.compile(r"\bcolou?rs?\b"),
        re.compile(
            r"^(?:(?:light|dark|navy|sky|bright|pale|off) ?-?)?(?:black|white|red|green|blue|yellow|orange|purple|pink"
            r"|brown|gr[ae]y|beige|silver|gold|navy|turquoise|violet|cream|ivory|maroon|teal|olive|tan|khaki)$"
        ),
    ),
    "cabin": (
        re.compile(r"\b(?:cabin|travel class|seat class|fare class|class type|cabin class)\b"),
        re.compile(r"^(?:(?:premium )?economy|business|first|coach)(?: class)?$"),
    ),
    "meal": (
        re.compile(r"\bmeals?\b"),
        re.compile(r"^(?:breakfast|lunch|dinner|brunch|supper|snacks?|meals?)$"),
    ),
    "unit": (
        re.compile(r"\b(?:units?)\b"),
        re.compile(
            r"^(?:celsius|fahrenheit|kelvin|metric|imperial|degrees|miles|kilomet(?:er|re)s?|kg|kilograms?|pounds|lbs?|points|stars"
            r"|percent)$"
        ),
    ),
    "price": (
        re.compile(r"\b(?:price ?range|price|prices|cost|budget|fare|fee|range)\b"),
        re.compile(
            r"[$€£¥]|\b(?:cheap|cheaper|cheapest|inexpensive|expensive|pricey|moderate|moderately|affordable|low"
            r"|high|average|budget|mid-?range|mid|reasonabl[ey])\b"
        ),
    ),
    "rank": (
        re.compile(r"\b(?:sort|order|rank|ranking|mod|select|selection)\b"),
        re.compile(
            r"^(?:top|best|worst|most|least|newest|latest|oldest|earliest|greatest|popular|highly rated|top-\w+|good"
            r"|great|this|current|last|first|next)\b"
        ),
    ),
    "size": (
        re.compile(r"\bsize$"),
        re.compile(r"^(?:extra[ -])?(?:small|medium|large|tall|regular|mini|jumbo|x{0,3}[sml])$"),
    ),
    "number": (
        re.compile(r"\b(?:size|number|count|quantity|amount|age|people|guests|stars?|rating|points|value|duration)\b"),
        re.compile(
            r"^[\d.,]+|\bout of\b|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: |$)"
            r"|\bstars?$"
        ),
    ),
    "weather": (
        re.compile(r"\b(?:weather|condition|temperature|climate|forecast)\b"),
        re.compile(
            r"^(?:hot|cold|warm|chill|freez|rain|snow|sun|fog|storm|humid|cloud|wind|blizzard|overcast|hail|temperate)\w*$"
        ),
    ),
    "origin": (
        re.compile(r"\b(?:food|cuisine|nationality|language|dish|style|served)\b"),
        re.compile(
            r"\b(?:\w{3,}(?:ese|ish|ian)|greek|thai|french|german|dutch|korean|mexican|american|african|cuban|moroccan"
            r"|swiss|creole|cajun|halal|kosher|vegan|vegetarian|seafood|sushi|pizza|noodles?|barbecue|bbq|fast food"
            r"|eastern european|gluten free)\b"
        ),
    ),
    "job": (
        re.compile(r"\b(?:job|title|position|role|occupation|profession|designation)\b"),
        re.compile(
            r"\b(?:engineer|developer|manager|analyst|designer|director|officer|assistant|nurse|teacher|architect|consultant"
            r"|accountant|technician|specialist|coordinator|scientist|administrator|lead|intern|representative|clerk|lawyer"
            r"|professor|driver|chef|editor|executive|supervisor|programmer|researcher|president|secretary|mayor)s?\b"
        ),
    ),
    "place": (
        re.compile(r"\b(?:area|region|district|neighbou?rhood|part|side|zone|location)\b"),
        re.compile(
            r"\b(?:(?:river|sea|lake|country|bay|beach|water|hill|road)side|centre|center|downtown|uptown|suburbs?|north|south|east|west|district|area|quarter|street|avenue"
            r"|road)\b|^here$"
        ),
    ),
    "sort": (
        re.compile(r"\b(?:type|kind|category|class|genre|mode|item)\b"),
        re.compile(
            r"\b(?:restaurants?|pubs?|bars?|caf[eé]s?|coffee shops?|shops?|hotels?|tavern(?:a)?s?|bistro|diners?|bakery"
            r"|joint|brasserie|gastropub|delicatessen|guest ?house)\b"
            r"|^(?:song|track|album|tune|playlist|ep|single|soundtrack|symphony|concerto|melody|movie|film|book|novel|game"
            r"|(?:tv |television )?(?:show|series)|saga|painting|textbook|essay|chronicle|trailer|picture)$"
        ),
    ),
    "organisation": (
        re.compile(
            r"\b(?:company|companies|organi[sz]ations?|employer|vendor|supplier|seller|manufacturer|brand|publisher"
            r"|agency|institution|airline|carrier)\b"
        ),
        re.compile(
            r"\b(?:inc|ltd|llc|gmbh|corp|corporation|company|group|labs?|bank|university|hospital|college|institute|foundation"
            r"|agency|council|association|partners|holdings|industries|technologies|systems|solutions|airlines?|airways|media"
            r"|studios?)\b"
        ),
    ),
    "city": (re.compile(r"\b(?:city|town)\b"), re.compile(r"(?!)")),
    "country": (re.compile(r"\b(?:country|nation)\b"), re.compile(r"(?!)")),
    "state": (re.compile(r"\b(?:state|province)\b"), re.compile(r"(?!)")),
    "person": (
        re.compile(
            r"\b(?:persons?|people|author|artist|customer|guest|patient|speaker|actor|attendees?|doctor|contact|employee"
            r"|student|owner|host)\b(?: (?:full )?name)?$|^full name$"
        ),
        re.compile(r"^\w+['’]s$"),
    ),
}


#: Kinds of times, for fields that ask for any.
_TIMES = frozenset(["month", "weekday", "clock", "part of day"])
#: Classes of dates and times of day.
_ALL_TIMES = _TIMES | {"time"}
#: Kinds of places, the same.
_PLACES = frozenset(["city", "state", "country"])
#: Classes of names, which nothing but their place tells apart.
_NAMED = _PLACES | {"name", "person"}
#: Classes that only a capital tells apart.
_CAPITALS = frozenset(["name", "word"])


@lru_cache(maxsize=1)
def _listed() -> dict[str, frozenset[str]]:
    """Class -> its values, for classes whose values are listed rather than described; in lower case."""
    from faker.providers.address.en_US import Provider as Addresses

    return {
        "city": frozenset(place.city.lower() for place in PLACES),
        "country": frozenset(name.lower() for name in Addresses.countries),
        "state": frozenset(name.lower() for name in (*Addresses.states, *Addresses.states_abbr)),
    }


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    from faker.providers.person.en_US import Provider as People

    return frozenset(name.lower() for name in People.first_names)


@lru_cache(maxsize=65536)
def class_of_value(value: str) -> str:
    """The class of a value's words; "name" for capitalised ones, "word" for others."""
    lowered = value.lower()
    for name, (_, looks) in _CLASSES.items():
        if looks.search(lowered):
            return name
    for name, members in _listed().items():
        if lowered in members:
            return name
    first, _, rest = lowered.partition(" ")
    if rest and rest.count(" ") < 3 and first in _first_names():
        return "person"
    words = value.split()
    return "name" if value[:1].isupper() and 2 * sum(word[:1].isupper() for word in words) >= len(words) else "word"


@lru_cache(maxsize=4096)
def class_of_field(words: str) -> str:
    """The class that a field's name asks for; "name" where it asks for none."""
    for name, (says, _) in _CLASSES.items():
        if says.search(words):
            return name
    return "name"


def affinity(value: str, words: str) -> int:
    """1 where a value is of the class that a field's name asks for, -1 where both have another one, else 0."""
    asked, given = class_of_field(words), class_of_value(value)
    if asked in _PLACES and value.lower() in _listed()[asked]:
        return 1
    if asked == "person" and value.lower() in _first_names():
        return 1
    if given in ("name", "word"):
        return -1 if given == "name" and asked in _ALL_TIMES else 0
    if asked == given or (asked == "time" and given in _TIMES) or (asked == "place" and given in _PLACES):
        return 1
    if given == "number" and asked == "size":
        return 1
    if given == "time" and asked in _TIMES:
        return 0
    if given == "person" and asked == "name":
        return 0  # people give their names to many things
    return -1


_PROPER = re.compile(
    r"\b(?:brand|restaurant|hotel|theat(?:er|re)|cinema|venue|album|song|track|movie|film|book|station|airport|street|team)s?\b"
    r"(?: name)?$"
)


def asks_for_name(words: str) -> bool:
    """Does a field, by its name, hold names, which people write with a capital?"""
    return class_of_field(words) in _PROPER_CLASSES or bool(_PROPER.search(words))


_PROPER_CLASSES = _PLACES | {"organisation", "person"}
_LEAST = re.compile(
    r"\b(?:min|minimum|low|lower|lowest|least|from|starts?|begins?|check ?in|departure|outbound|pick ?up|valid from"
    r"|since|issued?|opens?|hired?|admission|admitted)\b"
)
_MOST = re.compile(
    r"\b(?:max|maximum|high|upper|highest|most|to|ends?|check ?out|return|inbound|drop ?off|valid until|until|due"
    r"|expiry|expires?|expiration|closes?|discharged?|deadline|finish(?:ed)?)\b"
)


def in_order(mine: str, theirs: str) -> int:
    """1 where the first of two fields, by their names, is the lesser, -1 where the second is, 0 where none tells."""
    if _LEAST.search(mine) and _MOST.search(theirs):
        return 1
    return -1 if _MOST.search(mine) and _LEAST.search(theirs) else 0


def fits_better(value: str, mine: str, theirs: str) -> bool:
    """Does a value look more like that of one field than of another?"""
    more = affinity(value, mine) > affinity(value, theirs)
    return more or class_of_value(value) == class_of_field(mine) != class_of_field(theirs)


def stands_to_reason(first: str, second: str, mine: str, theirs: str, ahead: bool, agrees: bool) -> bool:
    """Are two values, which look as much like each other's field's as like their own, at least as likely as exchanged?

    Times stand in the order that their fields' names ask for (`ahead`: the first stands before the second), names have
    capitals, and two names without anything to tell them apart stand in the label's order (`agrees`).
    """
    classes = {class_of_value(first), class_of_value(second)}
    sign = in_order(mine, theirs)
    if sign and len(classes) == 1 and classes <= _ALL_TIMES:
        return (sign > 0) == ahead
    wants = asks_for_name(mine)
    if classes == _CAPITALS and first.islower() is not second.islower() and wants is not asks_for_name(theirs):
        return first.islower() is not wants
    return agrees or not classes <= _NAMED
