"""Places that exist: city, region, country, postal codes, position and time zone that belong together."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from edgejson.values.providers.templates import Make, drawn_from, entries, pick, pool


@dataclass(frozen=True, slots=True)
class Place:
    """A city with what goes with it."""

    city: str
    region: str  #: state, province or the like
    region_code: str  #: its usual abbreviation, or ""
    country: str  #: ISO 3166-1 alpha-2
    latitude: float  #: degrees north
    longitude: float  #: degrees east
    timezone: str  #: IANA name
    postal_codes: tuple[str, ...]  #: some that are in use there


# City;region;its code;country;latitude;longitude;zone;postal codes
_TABLE = """
Portland;Oregon;OR;US;45.52;-122.68;America/Los_Angeles;97201 97205 97209 97214
Sacramento;California;CA;US;38.58;-121.49;America/Los_Angeles;95811 95814 95816
San Diego;California;CA;US;32.72;-117.16;America/Los_Angeles;92101 92103 92104
Seattle;Washington;WA;US;47.61;-122.33;America/Los_Angeles;98101 98103 98109
Denver;Colorado;CO;US;39.74;-104.99;America/Denver;80202 80205 80211
Austin;Texas;TX;US;30.27;-97.74;America/Chicago;78701 78704 78745
Houston;Texas;TX;US;29.76;-95.37;America/Chicago;77002 77006 77019
Chicago;Illinois;IL;US;41.88;-87.63;America/Chicago;60601 60607 60614
Minneapolis;Minnesota;MN;US;44.98;-93.27;America/Chicago;55401 55408 55414
Columbus;Ohio;OH;US;39.96;-83.00;America/New_York;43201 43215 43206
Boston;Massachusetts;MA;US;42.36;-71.06;America/New_York;02108 02116 02127
Philadelphia;Pennsylvania;PA;US;39.95;-75.17;America/New_York;19103 19107 19125
Raleigh;North Carolina;NC;US;35.78;-78.64;America/New_York;27601 27603 27609
Richmond;Virginia;VA;US;37.54;-77.44;America/New_York;23219 23220 23223
London;England;ENG;GB;51.51;-0.13;Europe/London;EC1A 1BB|SW1P 3JX|N1 9GU|E2 8HD
Manchester;England;ENG;GB;53.48;-2.24;Europe/London;M1 2HF|M4 5JD|M15 6PA
Bristol;England;ENG;GB;51.45;-2.59;Europe/London;BS1 5TR|BS6 6UJ|BS8 1TH
Leeds;England;ENG;GB;53.80;-1.55;Europe/London;LS1 4AP|LS2 9JT|LS6 3HN
Edinburgh;Scotland;SCT;GB;55.95;-3.19;Europe/London;EH1 1YZ|EH3 9QN|EH8 9AB
Cardiff;Wales;WLS;GB;51.48;-3.18;Europe/London;CF10 1EP|CF11 9LJ
Berlin;Berlin;BE;DE;52.52;13.41;Europe/Berlin;10115 10437 10997 12049
Hamburg;Hamburg;HH;DE;53.55;9.99;Europe/Berlin;20095 20357 22765
Munich;Bavaria;BY;DE;48.14;11.58;Europe/Berlin;80331 80799 81541
Cologne;North Rhine-Westphalia;NW;DE;50.94;6.96;Europe/Berlin;50667 50823 51063
Leipzig;Saxony;SN;DE;51.34;12.37;Europe/Berlin;04109 04229 04317
Freiburg;Baden-Württemberg;BW;DE;47.99;7.85;Europe/Berlin;79098 79102 79106
Paris;Île-de-France;IDF;FR;48.86;2.35;Europe/Paris;75003 75011 75018
Lyon;Auvergne-Rhône-Alpes;ARA;FR;45.76;4.84;Europe/Paris;69002 69003 69007
Nantes;Pays de la Loire;PDL;FR;47.22;-1.55;Europe/Paris;44000 44100
Bordeaux;Nouvelle-Aquitaine;NAQ;FR;44.84;-0.58;Europe/Paris;33000 33800
Toulouse;Occitanie;OCC;FR;43.60;1.44;Europe/Paris;31000 31400
Madrid;Community of Madrid;MD;ES;40.42;-3.70;Europe/Madrid;28004 28012 28045
Valencia;Valencian Community;VC;ES;39.47;-0.38;Europe/Madrid;46001 46005 46022
Bilbao;Basque Country;PV;ES;43.26;-2.93;Europe/Madrid;48001 48009
Seville;Andalusia;AN;ES;37.39;-5.98;Europe/Madrid;41001 41010
Turin;Piedmont;PMN;IT;45.07;7.69;Europe/Rome;10121 10124
Bologna;Emilia-Romagna;EMR;IT;44.49;11.34;Europe/Rome;40121 40126
Milan;Lombardy;LOM;IT;45.46;9.19;Europe/Rome;20121 20144
Amsterdam;North Holland;NH;NL;52.37;4.90;Europe/Amsterdam;1012 AB|1053 XC|1091 GH
Utrecht;Utrecht;UT;NL;52.09;5.12;Europe/Amsterdam;3511 EP|3572 KB
Rotterdam;South Holland;ZH;NL;51.92;4.48;Europe/Amsterdam;3011 AD|3039 BD
Antwerp;Flanders;VLG;BE;51.22;4.40;Europe/Brussels;2000 2018
Ghent;Flanders;VLG;BE;51.05;3.72;Europe/Brussels;9000
Vienna;Vienna;W;AT;48.21;16.37;Europe/Vienna;1020 1070 1090
Graz;Styria;ST;AT;47.07;15.44;Europe/Vienna;8010 8020
Zurich;Zurich;ZH;CH;47.38;8.54;Europe/Zurich;8001 8004 8037
Basel;Basel-Stadt;BS;CH;47.56;7.59;Europe/Zurich;4051 4057
Stockholm;Stockholm County;AB;SE;59.33;18.07;Europe/Stockholm;111 22|118 25|113 46
Gothenburg;Västra Götaland;O;SE;57.71;11.97;Europe/Stockholm;411 03|413 14
Malmö;Skåne;M;SE;55.60;13.00;Europe/Stockholm;211 20|214 28
Oslo;Oslo;03;NO;59.91;10.75;Europe/Oslo;0152 0354 0557
Bergen;Vestland;46;NO;60.39;5.32;Europe/Oslo;5003 5018
Copenhagen;Capital Region;84;DK;55.68;12.57;Europe/Copenhagen;1050 2100 2200
Aarhus;Central Jutland;82;DK;56.16;10.20;Europe/Copenhagen;8000 8200
Helsinki;Uusimaa;18;FI;60.17;24.94;Europe/Helsinki;00100 00530
Dublin;Leinster;L;IE;53.35;-6.26;Europe/Dublin;D02 X285|D08 NP2K
Cork;Munster;M;IE;51.90;-8.47;Europe/Dublin;T12 W8KP
Warsaw;Mazovia;MZ;PL;52.23;21.01;Europe/Warsaw;00-002 02-677 03-734
Kraków;Lesser Poland;MA;PL;50.06;19.94;Europe/Warsaw;30-001 31-153
Gdańsk;Pomerania;PM;PL;54.35;18.65;Europe/Warsaw;80-001 80-237
Prague;Prague;PR;CZ;50.08;14.44;Europe/Prague;110 00|120 00
Lisbon;Lisbon;11;PT;38.72;-9.14;Europe/Lisbon;1100-148 1200-109
Porto;Porto;13;PT;41.15;-8.61;Europe/Lisbon;4000-322 4050-253
Toronto;Ontario;ON;CA;43.65;-79.38;America/Toronto;M5V 2T6|M4Y 1H1|M6G 2L9
Ottawa;Ontario;ON;CA;45.42;-75.70;America/Toronto;K1P 1J1|K1N 6N5
Montreal;Quebec;QC;CA;45.50;-73.57;America/Toronto;H2X 1Y4|H3B 4W8
Vancouver;British Columbia;BC;CA;49.28;-123.12;America/Vancouver;V6B 1A1|V5T 3C1
Calgary;Alberta;AB;CA;51.05;-114.07;America/Edmonton;T2P 1J9|T2R 0C5
Sydney;New South Wales;NSW;AU;-33.87;151.21;Australia/Sydney;2000 2010 2042
Melbourne;Victoria;VIC;AU;-37.81;144.96;Australia/Melbourne;3000 3053 3182
Brisbane;Queensland;QLD;AU;-27.47;153.03;Australia/Brisbane;4000 4101
Perth;Western Australia;WA;AU;-31.95;115.86;Australia/Perth;6000 6008
Auckland;Auckland;AUK;NZ;-36.85;174.76;Pacific/Auckland;1010 1021
Wellington;Wellington;WGN;NZ;-41.29;174.78;Pacific/Auckland;6011 6021
Osaka;Osaka;27;JP;34.69;135.50;Asia/Tokyo;530-0001 542-0076
Kyoto;Kyoto;26;JP;35.01;135.77;Asia/Tokyo;600-8216 604-8005
Sapporo;Hokkaido;01;JP;43.06;141.35;Asia/Tokyo;060-0001 064-0804
Curitiba;Paraná;PR;BR;-25.43;-49.27;America/Sao_Paulo;80010-000 80420-090
Recife;Pernambuco;PE;BR;-8.05;-34.88;America/Recife;50030-230 52011-000
Porto Alegre;Rio Grande do Sul;RS;BR;-30.03;-51.23;America/Sao_Paulo;90010-150 90035-001
Pune;Maharashtra;MH;IN;18.52;73.86;Asia/Kolkata;411001 411004
Bengaluru;Karnataka;KA;IN;12.97;77.59;Asia/Kolkata;560001 560034
Guadalajara;Jalisco;JAL;MX;20.67;-103.35;America/Mexico_City;44100 44600
Singapore;Central Region;01;SG;1.29;103.85;Asia/Singapore;048616 238801
Cape Town;Western Cape;WC;ZA;-33.92;18.42;Africa/Johannesburg;8001 8005
Nairobi;Nairobi County;30;KE;-1.29;36.82;Africa/Nairobi;00100 00200
"""

#: ISO 3166-1 alpha-2 -> (English name, alpha-3, ISO 4217 currency, calling code).
COUNTRIES: dict[str, tuple[str, str, str, str]] = {
    code: (name, alpha3, currency, calling)
    for code, name, alpha3, currency, calling in (
        row.split(";")
        for row in entries(
            "US;United States;USA;USD;1|GB;United Kingdom;GBR;GBP;44|DE;Germany;DEU;EUR;49|FR;France;FRA;EUR;33"
            "|ES;Spain;ESP;EUR;34|IT;Italy;ITA;EUR;39|NL;Netherlands;NLD;EUR;31|BE;Belgium;BEL;EUR;32"
            "|AT;Austria;AUT;EUR;43|CH;Switzerland;CHE;CHF;41|SE;Sweden;SWE;SEK;46|NO;Norway;NOR;NOK;47"
            "|DK;Denmark;DNK;DKK;45|FI;Finland;FIN;EUR;358|IE;Ireland;IRL;EUR;353|PL;Poland;POL;PLN;48"
            "|CZ;Czechia;CZE;CZK;420|PT;Portugal;PRT;EUR;351|CA;Canada;CAN;CAD;1|AU;Australia;AUS;AUD;61"
            "|NZ;New Zealand;NZL;NZD;64|JP;Japan;JPN;JPY;81|BR;Brazil;BRA;BRL;55|IN;India;IND;INR;91"
            "|MX;Mexico;MEX;MXN;52|SG;Singapore;SGP;SGD;65|ZA;South Africa;ZAF;ZAR;27|KE;Kenya;KEN;KES;254"
        )
    )
}


def _place(row: str) -> Place:
    city, region, code, country, latitude, longitude, zone, postal = row.split(";")
    codes = tuple(postal.split("|") if "|" in postal or country in _SPACED else postal.split())
    return Place(city, region, code, country, float(latitude), float(longitude), zone, codes)


_SPACED = frozenset(("IE", "GB", "NL", "SE", "CA", "CZ"))  # a postal code holds a space there
PLACES: tuple[Place, ...] = tuple(_place(row) for row in _TABLE.split("\n") if row)


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
