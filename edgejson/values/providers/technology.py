"""Computers and networks: services, hosts, logs, devices, addresses. All of them reserved or private ones."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from uuid import UUID

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.people import mail_host
from edgejson.values.providers.templates import Make, pick, pool
from edgejson.values.providers.themes import Family, table

_TABLES = vocabulary("values/providers/technology")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about computers and sensors."""
    return {
        "log": Family(("log_level",), table("log_level;log_message", _TABLES.rows("logs"))),
        "alert": Family(("severity",), table("severity;device_alert", _TABLES.rows("alerts"))),
        "metric": Family(
            ("metric", "metric_unit"), table("metric;metric_unit;metric_value:span", _TABLES.rows("metrics"))
        ),
        "api_error": Family(
            ("status_code", "error_code"),
            table("status_code;error_code;error_message", _TABLES.rows("api_errors")),
            whole=True,
        ),
        "api_error_item": Family(
            ("error_code", "error_message"), table("_;error_code;error_message", _TABLES.rows("api_errors"))
        ),
    }


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
    return pool(_TABLES.rows("pages"))


def providers() -> dict[str, Make]:
    """Providers of technical names and addresses, by role."""
    return {
        "domain": lambda rng: mail_host(rng).removeprefix("mail.").removeprefix("post."),
        "url": _url,
        "ipv4": _ipv4,
        "ipv6": lambda rng: f"2001:db8:{rng.getrandbits(16):x}::{rng.getrandbits(16):x}",
        "mac_address": lambda rng: "02:" + ":".join(f"{rng.getrandbits(8):02x}" for _ in range(5)),
        "uuid": lambda rng: str(UUID(int=rng.getrandbits(128), version=4)),
        "hash": _hexadecimal(40),
        "short_hash": _hexadecimal(7),
        "token": _hexadecimal(32),
        "hex_colour": lambda rng: f"#{rng.getrandbits(24):06x}",
        "port": pick(
            (*range(8080, 8100), 8443, *range(3000, 3011), 4000, 5000, 5050, 7070, *range(9000, 9011), 9090, 9443)
        ),
        "page_size": pick((10, 20, 25, 50, 100)),
    }
