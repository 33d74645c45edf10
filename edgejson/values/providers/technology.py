"""Computers and networks: services, hosts, logs, devices, addresses. All of them reserved or private ones."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache
from random import Random
from uuid import UUID

from edgejson.values.providers.people import mail_host
from edgejson.values.providers.templates import Make, drawn_from, entries, pick, pool
from edgejson.values.providers.themes import Family, table

_LOGS = """
debug=trace=debugging=verbose;Cache {hit|miss} for {session token|feature flags|exchange rates}|Query plan chosen: {index scan|sequential scan|hash join}|{Heartbeat|Keep-alive} received from {worker|peer} {alpha|beta|gamma|delta}|Parsed {2..90} headers of the {upload|webhook} request|Entering {retry|drain|warm-up} phase
info=informational=notice;Server {started|ready} after {2..40} seconds|{Nightly|Hourly} {backup|export|reindex} finished, {12..980} files written|Configuration {reloaded|unchanged}, {3..60} keys read|User session {opened|closed} by {single sign-on|password}|{Scheduled|Manual} job {report mailing|log rotation|price import} completed
warning=warn;Disk usage on {/var|/data|/srv} above {80..94} percent|Response from {payment gateway|geocoder|mail relay} slow, {2..9} seconds|{Deprecated|Unsigned} {token|endpoint} used by {mobile client|partner import}|Retrying {upload|delivery|handshake}, attempt {2..6}|Certificate expires in {3..29} days
error=err;{Connection to|Query on} {orders|billing|catalogue} database {timed out|was refused}|Could not {parse|deliver|decrypt} {webhook payload|queued mail|session cookie}|Upload of {invoice|avatar|report} failed: {disk quota exceeded|checksum mismatch|permission denied}|{Worker|Consumer} exited with code {1..137}|Lock on {inventory|ledger} not released within {5..60} seconds
critical=fatal=emergency=alert;Out of memory, {worker|scheduler} killed|{Primary|Replica} database unreachable, {failover started|no replica left}|Data directory is read-only, {writes stopped|shutting down}|Private key {missing|revoked}, refusing all connections|Queue overflow, {dropping messages|rejecting clients}
"""

_ALERTS = """
info=low=informational=advisory;Firmware update available|Device {rejoined|left} the mesh|Calibration {due soon|completed}|Name changed by the operator
warning=medium=moderate=minor=major;Battery {drains faster than usual|should be replaced soon}|Signal {weak|unstable} since {midnight|noon|this morning}|Reading {drifts|jumps} more than expected|Clock {out of sync|reset after power loss}
critical=high=severe=urgent;No data received {since yesterday|for several hours}|Housing opened without authorisation|Sensor {short circuit|broken} suspected|Relay does not respond to commands
"""

# What is measured and its other names; unit and its other names; usual values.
_METRICS = """
temperature=temp=air temperature=ambient temperature;°C=celsius=c=degc;16.0..31.0
temperature=temp=air temperature;°F=fahrenheit=f=degf;60.0..88.0
temperature=temp;K=kelvin;289.0..304.0
humidity=relative humidity=rh;%=percent=%rh;28.0..74.0
pressure=air pressure=barometric pressure;hPa=mbar;992.0..1034.0
pressure=water pressure;bar;1.0..6.0
co2=carbon dioxide=air quality=gas;ppm;410..1450
illuminance=light=light level=brightness=luminosity;lx=lux;40..900
noise=sound level=sound;dB=decibel;31..78
voltage;V=volt=volts;218.0..242.0
current;A=ampere=amps;0.4..14
power=power draw;W=watt=watts;40..1800
power;kW=kilowatt;0.4..9
energy=energy consumption;kWh;2.0..60.0
speed=wind speed;m/s;0.4..14
speed=vehicle speed;km/h=kmh=kph;12..118
flow=flow rate=water flow;l/min=lpm;2.0..38.0
distance=level=water level;cm;12..240
distance=range;m=meters=metres;1.0..90.0
weight=mass;kg;2.0..80.0
particulate matter=pm2.5=pm25=dust;µg/m³=ug/m3;3.0..48.0
vibration;mm/s;0.3..9
soil moisture=moisture;%=percent;11.0..58.0
battery=battery level;%=percent;14.0..100.0
acidity=ph;pH;5.5..8.5
"""

_API_ERRORS = """
400;invalid value=invalid request=bad request=validation error;The {date|quantity|filter|sort order} is {not valid|out of range}|{Country|Currency|Language} is not supported
400;missing field=missing parameter=required;The {customer|delivery address|file name|start date} is missing|A {title|recipient} must be given
401;not permitted=unauthorized=unauthenticated=authentication error;{Token|Signature} {expired|could not be verified}|Credentials are missing
403;not permitted=forbidden=access denied=permission denied;Your role may not {edit invoices|delete users|read this folder}|This key is limited to read access
404;not found=resource not found;{Order|Customer|Document|Warehouse} does not exist|No such {folder|coupon|device}
409;conflict=already exists=duplicate;{Record|Draft} was changed by someone else|{User name|Booking} already exists
422;invalid value=unprocessable=validation error;{End date|Delivery window} lies before {the start|the order}|Items of two currencies cannot be mixed
422;missing field=required;Either {e-mail or phone|price or weight} is needed
429;rate limited=too many requests=rate limit exceeded;Too many requests, slow down|Daily quota is used up
500;internal=internal error=server error;Unexpected failure, our team has been notified|Could not reach the {storage|search index}
503;internal=unavailable=service unavailable=server error;Service is {being maintained|starting up}|{Database|Search index} is overloaded
"""


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about computers and sensors."""
    return {
        "log": Family(("log_level",), table("log_level;log_message", _LOGS)),
        "alert": Family(("severity",), table("severity;device_alert", _ALERTS)),
        "metric": Family(("metric", "metric_unit"), table("metric;metric_unit;metric_value:span", _METRICS)),
        "api_error": Family(
            ("status_code", "error_code"), table("status_code;error_code;error_message", _API_ERRORS), whole=True
        ),
        "api_error_item": Family(("error_code", "error_message"), table("_;error_code;error_message", _API_ERRORS)),
    }


_TOPICS = "{auth|billing|catalog|checkout|inventory|ledger|mail|media|notification|order|payment|report|search|session|shipping|user}"
_KINDS = "{api|gateway|worker|service|sync|scheduler|indexer|proxy|store|importer}"
_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{118..131}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{16..18}.{0..4} Safari/605.1.15",
    *[
        f"Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0"
        for version in range(115, 134)
    ],
    "Mozilla/5.0 (iPhone; CPU iPhone OS {16..18}_{0..5} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "curl/8.{1..11}.0",
    "python-requests/2.{28..32}.{0..3}",
)
_PATHS = (
    "/v{1..3}/{orders|customers|invoices|devices|products|shipments|users|reports|bookings|tickets}",
    "/v{1..3}/{orders|customers|invoices|devices|users}/{search|export|import|batch|summary|latest|stats|archive}",
    "/v{1..3}/{billing|catalogue|inventory|accounts}/{plans|prices|items|members|limits|stock}/{list|search|history|active}",
)
_OCCASIONS = "{spring|summer|autumn|winter|harbour|lyon|depot|north|board|team|customer|supplier}"
_STAGES = "{draft|final|copy|signed|updated|v2|v3|print}"
_FILES = tuple(
    f"{subjects}{middle}-{_STAGES}.{endings}"
    for middle in ("", f"-{_OCCASIONS}")
    for subjects, endings in (
        ("{invoice|contract|minutes|offer|agenda|checklist|lease|manual}", "{pdf|docx|pdf}"),
        ("{budget|timesheet|forecast|inventory|price-list|attendance}", "{xlsx|csv}"),
        ("{photo|floorplan|logo|sketch|screenshot|map}", "{png|pdf}"),
        ("{backup|photos|source|templates|recordings}", "zip"),
    )
)
_DEVICES = (
    "{Boiler|Corridor|Roof|Gate|Cellar|Window|Pump|Freezer|Greenhouse|Workshop|Stairwell} "
    "{Sensor|Meter|Camera|Thermostat|Controller|Switch|Valve|Beacon}",
    "{Aquila|Nimbo|Terra|Volta|Sentra|Orbis|Lyra} {hub|gateway|sensor|tracker}",
)
_CONFIG_KEYS = "{cache|session|upload|mail|search|export|worker|retry|login|index}"
_FLAGS = (
    "{new|beta|fast|guest|bulk|dark|smart}-{checkout|search|editor|dashboard|import|mode|onboarding|reports}",
    "{enable|show|allow}-{two-factor|live-chat|price-history|offline-mode|gift-wrapping|invoices}",
)
_WORDS = "{amber|birch|cobalt|delta|ember|fjord|glacier|harbor|indigo|juniper|kestrel|lagoon|maple|nimbus|onyx|pebble}"
_HASH = "0123456789abcdef"


def _hexadecimal(length: int) -> Make:
    def draw(rng: Random) -> str:
        return f"{rng.getrandbits(4 * length):0{length}x}"

    return draw


def _ipv4(rng: Random) -> str:
    """A private address (RFC 1918) or one for documentation (RFC 5737)."""
    chance, last = rng.random(), 1 + int(rng.random() * 254)
    if chance < 0.4:
        return f"192.168.{int(rng.random() * 255)}.{last}"
    if chance < 0.7:
        return f"10.{int(rng.random() * 255)}.{int(rng.random() * 255)}.{last}"
    return f"{('192.0.2', '198.51.100', '203.0.113')[int(rng.random() * 3)]}.{last}"


def _url(rng: Random) -> str:
    slugs = _slugs()
    slug = slugs[int(rng.random() * len(slugs))]
    return f"https://{_WEB[int(rng.random() * 4)]}{mail_host(rng).removeprefix('mail.').removeprefix('post.')}/{slug}"


_WEB = ("www.", "", "docs.", "shop.")


@lru_cache(maxsize=1)
def _slugs() -> tuple[str, ...]:
    return pool(
        (
            "{articles|guides|products|news|events|team|help|downloads}/{spring|harbour|green|open|first|small|daily|north}-"
            "{walk|garden|market|office|release|workshop|recipes|report|tour|bread}",
        ),
    )


def providers() -> dict[str, Make]:
    """Providers of technical names and addresses, by role."""
    return {
        "service": drawn_from(lambda: pool((f"{_TOPICS}-{_KINDS}",))),
        "hostname": drawn_from(lambda: pool(("{web|db|cache|queue|mail|app|edge|batch}-{01..48}.{north|south|east|west|lab|core}.internal",))),
        "domain": lambda rng: mail_host(rng).removeprefix("mail.").removeprefix("post."),
        "url": _url,
        "image_url": drawn_from(lambda: pool(("https://{img|cdn|static}.example.{com|org|net}/{photos|avatars|covers}/{a..z}{1000..9999}.{jpg|png|webp}".replace("{a..z}", "{a|b|c|d|e|f}"),))),
        "ipv4": _ipv4,
        "ipv6": lambda rng: f"2001:db8:{rng.getrandbits(16):x}::{rng.getrandbits(16):x}",
        "mac_address": lambda rng: "02:" + ":".join(f"{rng.getrandbits(8):02x}" for _ in range(5)),
        "user_agent": drawn_from(lambda: pool(_AGENTS)),
        "path": drawn_from(lambda: pool(_PATHS)),
        "file_name": drawn_from(lambda: pool(_FILES)),
        "file_path": drawn_from(lambda: pool((f"/{{srv|data|home|var}}/{{shared|projects|backup|uploads}}/{_FILES[0]}",))),
        "directory": drawn_from(lambda: pool(("/{srv|data|home|var|opt}/{shared|projects|backup|uploads|reports|cache|exports}", "./{src|build|dist|docs|assets|tests|public|scripts}"))),
        "identifier": drawn_from(lambda: pool(("{ORD|REF|CUS|ACC|DOC|TRX|ITM|USR}-{10000..99999}", "{a|b|c|d|e|f}{1000..9999}{a|b|c|d|e|f}{10..99}", "{100000..999999}"))),
        "uuid": lambda rng: str(UUID(int=rng.getrandbits(128), version=4)),
        "status": pick(entries("active|inactive|pending|completed|in progress|on hold|cancelled|approved|archived|draft")),
        "kind": pick(entries("standard|basic|premium|internal|external|regular|custom|temporary|primary|secondary|default")),
        "mime_type": pick(entries("application/pdf|text/csv|image/png|image/jpeg|application/json|text/plain|application/zip")),
        "device_name": drawn_from(lambda: pool(_DEVICES)),
        "device_model": drawn_from(lambda: pool(("{TX|MR|SV|QL|HD|NX}-{100..990}{A|B|S||}",))),
        "manufacturer": pick(entries("Sentronic|Voltaire Systems|Norden Instruments|Kaito Works|Bergmann Sensorik|Lumina Devices")),
        "serial_number": drawn_from(lambda: pool(("{A|B|C|D|F|H|K|M}{10..99}{X|R|T|W}{10000..99999}",))),
        "version": drawn_from(lambda: pool(("{0..6}.{0..24}.{0..12}",))),
        "firmware": drawn_from(lambda: pool(("{1..6}.{0..24}.{0..12}",))),
        "hash": _hexadecimal(40),
        "short_hash": _hexadecimal(7),
        "token": _hexadecimal(32),
        "feature_flag": drawn_from(lambda: pool(_FLAGS)),
        "config_key": drawn_from(lambda: pool((f"{_CONFIG_KEYS}.{{size|timeout|limit|interval|enabled|path|level}}",))),
        "project_slug": drawn_from(lambda: pool((f"{_WORDS}-{{core|tools|client|server|docs|kit|utils|web|sync|cli}}", _WORDS))),
        "label": drawn_from(lambda: pool((f"^{_WORDS} {{north|south|one|two|basic|plus|pilot|archive|review}}",))),
        "command": drawn_from(lambda: pool(("make {test|build|docs|clean}", "npm run {build|lint|start}", "python -m {http.server|pytest|build}", "cargo {build|test} --release"))),
        "branch": drawn_from(lambda: pool(("{feature|fix|chore}/{login|search|invoice|upload|cache|export}-{form|timeout|layout|retry|filter}", "main"))),
        "license": pick(entries("MIT|Apache-2.0|BSD-3-Clause|MPL-2.0|GPL-3.0-only|ISC")),
        "programming_language": pick(entries("Python|Go|Rust|TypeScript|Java|C#|Kotlin|Ruby|PHP|Swift")),
        "operating_system": pick(entries("Ubuntu 24.04|Debian 12|Windows 11|macOS 15|Android 15|iOS 18|Fedora 41")),
        "browser": pick(entries("Firefox|Chrome|Safari|Edge|Opera")),
        "cloud_region": pick(entries("eu-central-1|eu-west-1|us-east-1|us-west-2|ap-southeast-2|sa-east-1")),
        "cron": drawn_from(lambda: pool(("{0..59} {0..23} * * *", "*/{5|10|15|30} * * * *", "{0..59} {0..23} * * {1..5}"))),
        "hex_colour": lambda rng: f"#{rng.getrandbits(24):06x}",
        "port": pick((*range(8080, 8100), 8443, *range(3000, 3011), 4000, 5000, 5050, 7070, *range(9000, 9011), 9090, 9443)),
        "page_size": pick((10, 20, 25, 50, 100)),
        "http_method": pick(("GET", "POST", "PUT", "PATCH", "DELETE")),
        "semver_range": drawn_from(lambda: pool(("^{1..9}.{0..20}.{0..9}".replace("^", "~"), ">={1..9}.{0..9}"))),
        "metric_name": pick(entries("page_views|signups|conversion_rate|latency_p95|error_rate|active_users|churn_rate|revenue")),
    }  # fmt: skip
