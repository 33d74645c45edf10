"""Addresses and names of places, drawn from the places that exist."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache
from random import Random

from edgejson.knowledge.places import COUNTRIES, PLACES, Place
from edgejson.values.providers.templates import Make, drawn_from, entries, pick, pool


@lru_cache(maxsize=64)
def places_of(locale: str) -> tuple[Place, ...]:
    """The places, those of the locale's country ("en_US") making up about half of the sequence."""
    home = [place for place in PLACES if place.country == locale[-2:].upper()]
    return PLACES + tuple(home) * (max(1, len(PLACES) // len(home)) if home else 0)


_STREET_STEMS = entries(
    "Maple|Cedar|Chestnut|Willow|Birch|Linden|Juniper|Alder|Hawthorn|Orchard|Harbour|Station|Market|Mill|Bridge|Church|"
    "King|Queen|Victoria|Park|River|Lake|Garden|Meadow|Spring|Highland|Sunset|Prospect|Franklin|Lincoln|Jefferson|"
    "Hamilton|Wellington|Albert|Foundry|Tannery|Quarry|Abbey|Castle|Windmill|Lighthouse|Canal|Granary|Copper|Weaver"
)
_STREETS = {
    "DE": ("<stem>straße {2..148}", "<stem>weg {1..64}", "<stem>allee {3..90}"),
    "FR": ("{2..120} rue <stem>", "{1..80} avenue <stem>", "{3..45} place <stem>"),
    "ES": ("Calle <stem> {1..130}", "Avenida <stem> {2..90}", "Plaza <stem> {1..30}"),
    "IT": ("Via <stem> {1..140}", "Corso <stem> {3..110}", "Piazza <stem> {1..25}"),
    "NL": ("<stem>straat {1..160}", "<stem>gracht {2..220}", "<stem>laan {3..88}"),
    "SE": ("<stem>gatan {1..96}", "<stem>vägen {2..70}"),
    "PL": ("ul. <stem> {1..120}",),
    "": (
        "{2..190} <stem> Street", "{11..980} <stem> Avenue", "{4..420} <stem> Road", "{3..95} <stem> Lane",
        "{100..990} <stem> Drive", "{5..60} <stem> Court",
    ),
}  # fmt: skip
_STEMS = {
    "DE": "Garten|Linden|Birken|Mühlen|Kirch|Schiller|Goethe|Hafen|Bahnhof|Wiesen|Ahorn|Berg|Schul|Markt|Rosen|Wald",
    "FR": "Victor Hugo|de la Gare|des Lilas|Pasteur|Voltaire|de la République|du Moulin|Jean Jaurès|des Écoles|Molière",
    "ES": "Mayor|de la Luna|San Juan|Cervantes|del Sol|de las Flores|Goya|del Carmen|Colón|de la Paz|Velázquez",
    "IT": "Garibaldi|Mazzini|Dante|Cavour|Verdi|Roma|Marconi|Manzoni|Galilei|San Marco|della Repubblica",
    "NL": "Kerk|Molen|Dorps|School|Prinsen|Linden|Haven|Nieuwe|Koning|Beuken|Bloem|Water",
    "SE": "Storg|Kyrko|Skol|Drottning|Kungs|Skogs|Björk|Park|Hamn|Lilla Ny|Sveavä",
    "PL": "Lipowa|Ogrodowa|Polna|Szkolna|Kwiatowa|Długa|Słoneczna|Mickiewicza|Leśna|Parkowa",
}


@lru_cache(maxsize=64)
def streets(country: str) -> tuple[str, ...]:
    """Streets with house numbers, as a country writes them."""
    stems = entries(_STEMS[country]) if country in _STEMS else _STREET_STEMS
    made = pool(_STREETS.get(country, _STREETS[""]), 1200, {"stem": stems})
    return tuple(street.replace("Sveavävägen", "Sveavägen").replace("Sveavägatan", "Sveagatan") for street in made)


_PLACE_NAMES = (
    "<stem> {Park|Library|Museum|Theatre|Square|Market Hall|Concert Hall|Swimming Pool|Community Centre|Bookshop|Bakery}",
    "{Old|Upper|Little|West|East|North} <stem> {Café|Inn|Mill|Chapel|Bridge|Pier|Garden|Arcade|Market}",
    "{Café|Gallery|Bistro|Hostel|Hotel} <stem>",
    "<stem> {Botanical Garden|Railway Station|Ferry Terminal|Sports Ground|Art House|Nature Reserve|Observatory}",
)
_VENUES = (
    "<stem> {Conference Centre|Congress Hall|Exhibition Hall|Hotel|Arena|Town Hall|Concert Hall|Auditorium|Forum}",
    "{Grand|Royal|Central|Old|New} <stem> {Hall|Theatre|Hotel|Pavilion|House}",
)
_SITES = (
    "<stem> {Plant|Warehouse|Campus|Distribution Centre|Depot|Data Centre|Logistics Hub|Office Park|Laboratory|Factory}",
    "{North|South|East|West} <stem> {Plant|Warehouse|Depot|Factory|Campus}",
)
_FACILITIES = (
    "<stem> {General Hospital|Medical Centre|Clinic|Community Hospital|University Hospital|Memorial Hospital}",
    "{St. Anne's|St. Luke's|St. Mary's|Northside|Riverside|Lakeshore|Westfield} {Hospital|Medical Centre|Clinic}",
)
_ROOMS = entries(
    "boiler room|server room|loading bay|entrance hall|north corridor|south corridor|kitchen|attic|basement|"
    "packing area|roof terrace|workshop|reception|storage room|laboratory|canteen|east stairwell|west stairwell|"
    "paint shop|pump room|archive|greenhouse|parking garage|drying room|control room|machine hall"
)
_MEETING_ROOMS = (
    "{Room|Meeting room|Conference room} {Amber|Birch|Cobalt|Delta|Everest|Fjord|Galileo|Harbour|Iris|Juniper|Kepler|Lagoon}",
    "the {boardroom|large meeting room|small meeting room|canteen|project room|training room|library} on the "
    "{ground|first|second|third|fourth|top} floor",
    "{Atrium|Panorama|Riverside|Skyline|Garden|Turing|Curie|Lovelace|Hopper} {room|hall|lounge|studio}",
)


def providers(locale: str) -> dict[str, Make]:
    """Providers of place names and parts of addresses for a locale, by role."""
    places = places_of(locale)
    home = locale[-2:].upper()
    stems = {"stem": _STREET_STEMS}

    def latitude(rng: Random) -> float:
        return round(places[int(rng.random() * len(places))].latitude + rng.uniform(-0.08, 0.08), 4)

    def longitude(rng: Random) -> float:
        return round(places[int(rng.random() * len(places))].longitude + rng.uniform(-0.08, 0.08), 4)

    street = drawn_from(lambda: streets(home if home in _STREETS else ""))
    return {
        "city": pick([place.city for place in places]),
        "region": pick([place.region for place in places]),
        "region_code": pick([place.region_code for place in places]),
        "country_code": pick([place.country for place in places]),
        "country_code3": pick([COUNTRIES[place.country][1] for place in places]),
        "country": pick([COUNTRIES[place.country][0] for place in places]),
        "postal_code": pick([code for place in places for code in place.postal_codes]),
        "timezone": pick([place.timezone for place in places]),
        "latitude": latitude,
        "longitude": longitude,
        "street": street,
        "house_number": pick([str(number) for number in range(1, 180)]),
        "address": lambda rng: f"{street(rng)}, {places[int(rng.random() * len(places))].city}",
        "place_name": drawn_from(lambda: pool(_PLACE_NAMES, tables=stems)),
        "venue": drawn_from(lambda: pool(_VENUES, tables=stems)),
        "site": drawn_from(lambda: pool(_SITES, tables=stems)),
        "facility": drawn_from(lambda: pool(_FACILITIES, tables=stems)),
        "room": pick(_ROOMS),
        "meeting_room": drawn_from(lambda: pool(_MEETING_ROOMS)),
    }
