"""Places of countries that nothing is drawn from unless a schema asks for them by a closed list."""

from __future__ import annotations

from edgejson.values.providers.places import COUNTRIES, Place

#: Country;its name;alpha-3;currency;city;region;its code;latitude;longitude;zone;postal codes
_TABLE = """
AE;United Arab Emirates;ARE;AED;Dubai;Dubai;DU;25.20;55.27;Asia/Dubai;00000
AR;Argentina;ARG;ARS;Córdoba;Córdoba;X;-31.42;-64.18;America/Argentina/Cordoba;5000|X5000
BD;Bangladesh;BGD;BDT;Dhaka;Dhaka;C;23.81;90.41;Asia/Dhaka;1205|1212
BG;Bulgaria;BGR;BGN;Sofia;Sofia City;22;42.70;23.32;Europe/Sofia;1000|1113
BO;Bolivia;BOL;BOB;La Paz;La Paz;L;-16.49;-68.12;America/La_Paz;0201
BY;Belarus;BLR;BYN;Minsk;Minsk;HM;53.90;27.57;Europe/Minsk;220004|220030
CL;Chile;CHL;CLP;Valparaíso;Valparaíso;VS;-33.05;-71.62;America/Santiago;2340000|2361861
CN;China;CHN;CNY;Chengdu;Sichuan;SC;30.57;104.07;Asia/Shanghai;610015|610041
CO;Colombia;COL;COP;Medellín;Antioquia;ANT;6.24;-75.58;America/Bogota;050010|050021
CR;Costa Rica;CRI;CRC;San José;San José;SJ;9.93;-84.08;America/Costa_Rica;10101|10104
CY;Cyprus;CYP;EUR;Limassol;Limassol;02;34.68;33.04;Asia/Nicosia;3010|3030
DO;Dominican Republic;DOM;DOP;Santiago de los Caballeros;Santiago;25;19.45;-70.70;America/Santo_Domingo;51000
DZ;Algeria;DZA;DZD;Oran;Oran;31;35.70;-0.63;Africa/Algiers;31000
EC;Ecuador;ECU;USD;Quito;Pichincha;P;-0.18;-78.47;America/Guayaquil;170136|170150
EE;Estonia;EST;EUR;Tartu;Tartu County;79;58.38;26.72;Europe/Tallinn;50090|51005
EG;Egypt;EGY;EGP;Alexandria;Alexandria;ALX;31.20;29.92;Africa/Cairo;21500|21519
ET;Ethiopia;ETH;ETB;Addis Ababa;Addis Ababa;AA;9.01;38.75;Africa/Addis_Ababa;1000
GH;Ghana;GHA;GHS;Kumasi;Ashanti;AH;6.69;-1.62;Africa/Accra;00233
GR;Greece;GRC;EUR;Thessaloniki;Central Macedonia;B;40.64;22.94;Europe/Athens;546 24|546 36
HK;Hong Kong;HKG;HKD;Kowloon;Kowloon;KL;22.32;114.17;Asia/Hong_Kong;999077
HR;Croatia;HRV;EUR;Split;Split-Dalmatia;17;43.51;16.44;Europe/Zagreb;21000
HU;Hungary;HUN;HUF;Szeged;Csongrád-Csanád;CS;46.25;20.15;Europe/Budapest;6720|6722
ID;Indonesia;IDN;IDR;Bandung;West Java;JB;-6.91;107.61;Asia/Jakarta;40111|40132
IL;Israel;ISR;ILS;Haifa;Haifa;HA;32.79;34.99;Asia/Jerusalem;3303140|3109601
IR;Iran;IRN;IRR;Shiraz;Fars;07;29.59;52.58;Asia/Tehran;71348
IS;Iceland;ISL;ISK;Akureyri;Northeastern Region;6;65.68;-18.10;Atlantic/Reykjavik;600|603
JM;Jamaica;JAM;JMD;Kingston;Kingston;01;17.97;-76.79;America/Jamaica;10
JO;Jordan;JOR;JOD;Amman;Amman;AM;31.95;35.93;Asia/Amman;11110
KR;South Korea;KOR;KRW;Busan;Busan;26;35.18;129.08;Asia/Seoul;48060|48733
KW;Kuwait;KWT;KWD;Kuwait City;Al Asimah;KU;29.38;47.98;Asia/Kuwait;13001
KZ;Kazakhstan;KAZ;KZT;Almaty;Almaty;75;43.24;76.89;Asia/Almaty;050000|050010
LB;Lebanon;LBN;LBP;Beirut;Beirut;BA;33.89;35.50;Asia/Beirut;1107
LK;Sri Lanka;LKA;LKR;Kandy;Central Province;2;7.29;80.63;Asia/Colombo;20000
LT;Lithuania;LTU;EUR;Kaunas;Kaunas County;KU;54.90;23.90;Europe/Vilnius;44280|44249
LU;Luxembourg;LUX;EUR;Luxembourg;Luxembourg;LU;49.61;6.13;Europe/Luxembourg;1616|2346
LV;Latvia;LVA;EUR;Riga;Riga;RIX;56.95;24.11;Europe/Riga;LV-1010|LV-1050
MA;Morocco;MAR;MAD;Fez;Fès-Meknès;03;34.03;-5.00;Africa/Casablanca;30000
MT;Malta;MLT;EUR;Valletta;Valletta;60;35.90;14.51;Europe/Malta;VLT 1117
MY;Malaysia;MYS;MYR;Ipoh;Perak;08;4.60;101.08;Asia/Kuala_Lumpur;30000|31400
NG;Nigeria;NGA;NGN;Ibadan;Oyo;OY;7.38;3.95;Africa/Lagos;200001|200211
NP;Nepal;NPL;NPR;Pokhara;Gandaki;P4;28.21;83.99;Asia/Kathmandu;33700
PA;Panama;PAN;PAB;Panama City;Panamá;8;8.98;-79.52;America/Panama;0801
PE;Peru;PER;PEN;Arequipa;Arequipa;ARE;-16.41;-71.54;America/Lima;04001
PH;Philippines;PHL;PHP;Cebu City;Central Visayas;07;10.32;123.89;Asia/Manila;6000
PK;Pakistan;PAK;PKR;Lahore;Punjab;PB;31.55;74.34;Asia/Karachi;54000|54660
QA;Qatar;QAT;QAR;Doha;Doha;DA;25.29;51.53;Asia/Qatar;00000
RO;Romania;ROU;RON;Cluj-Napoca;Cluj;CJ;46.77;23.60;Europe/Bucharest;400001|400394
RS;Serbia;SRB;RSD;Novi Sad;Vojvodina;VO;45.25;19.85;Europe/Belgrade;21000|21101
RU;Russia;RUS;RUB;Kazan;Tatarstan;TA;55.79;49.12;Europe/Moscow;420111|420021
SA;Saudi Arabia;SAU;SAR;Jeddah;Makkah;02;21.49;39.19;Asia/Riyadh;21589|23326
SI;Slovenia;SVN;EUR;Maribor;Maribor;070;46.55;15.65;Europe/Ljubljana;2000
SK;Slovakia;SVK;EUR;Košice;Košice Region;KI;48.72;21.26;Europe/Bratislava;040 01|040 11
TH;Thailand;THA;THB;Chiang Mai;Chiang Mai;50;18.79;98.98;Asia/Bangkok;50000|50200
TN;Tunisia;TUN;TND;Sfax;Sfax;61;34.74;10.76;Africa/Tunis;3000
TR;Turkey;TUR;TRY;Izmir;Izmir;35;38.42;27.14;Europe/Istanbul;35210|35530
TW;Taiwan;TWN;TWD;Tainan;Tainan;TNN;22.99;120.20;Asia/Taipei;700|704
TZ;Tanzania;TZA;TZS;Arusha;Arusha;01;-3.37;36.68;Africa/Dar_es_Salaam;23101
UA;Ukraine;UKR;UAH;Lviv;Lviv Oblast;46;49.84;24.03;Europe/Kyiv;79000|79008
UG;Uganda;UGA;UGX;Kampala;Central Region;C;0.35;32.58;Africa/Kampala;10101
UY;Uruguay;URY;UYU;Montevideo;Montevideo;MO;-34.90;-56.16;America/Montevideo;11000|11200
VE;Venezuela;VEN;VES;Valencia;Carabobo;G;10.18;-68.00;America/Caracas;2001
VN;Vietnam;VNM;VND;Da Nang;Da Nang;DN;16.07;108.22;Asia/Ho_Chi_Minh;50206|50507
"""

_ROWS = [row.split(";") for row in _TABLE.split("\n") if row]
#: One place of each of these countries.
FURTHER_PLACES = tuple(
    Place(city, region, region_code, code, float(latitude), float(longitude), zone, tuple(postal.split("|")))
    for code, _, _, _, city, region, region_code, latitude, longitude, zone, postal in _ROWS
)
#: ISO 3166-1 alpha-2 -> (English name, alpha-3, ISO 4217 currency), of all countries that a place is known of.
ALL_COUNTRIES: dict[str, tuple[str, str, str]] = {
    **{code: row[:3] for code, row in COUNTRIES.items()},
    **{row[0]: (row[1], row[2], row[3]) for row in _ROWS},
}
#: Other names, in lower case: short forms, and what people there say.
_CALLED = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "united states of america": "US", "u.s.": "US", "u.s.a.": "US",
    "america": "US", "the netherlands": "NL", "holland": "NL", "nederland": "NL", "czech republic": "CZ",
    "deutschland": "DE", "österreich": "AT", "schweiz": "CH", "suisse": "CH", "españa": "ES", "italia": "IT",
    "belgië": "BE", "belgique": "BE", "polska": "PL", "sverige": "SE", "norge": "NO", "danmark": "DK", "suomi": "FI",
    "türkiye": "TR", "korea": "KR", "republic of korea": "KR", "russian federation": "RU", "viet nam": "VN",
    "brasil": "BR", "méxico": "MX", "uae": "AE", "republic of ireland": "IE",
}  # fmt: skip
_KNOWN = {
    **_CALLED,
    **{form.lower(): code for code, (name, alpha3, _) in ALL_COUNTRIES.items() for form in (code, name, alpha3)},
}


def country_named(value: object) -> str:
    """The ISO 3166-1 alpha-2 code of a country by its code or its name, in any case; "" for what names none."""
    return _KNOWN.get(value.strip().lower(), "") if isinstance(value, str) else ""
