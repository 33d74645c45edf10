"""Goods, services, companies and payments."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, drawn_from, pool
from edgejson.values.providers.themes import Family, Theme, table

_TABLES = vocabulary("values/providers/commerce")


def _firms(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Templates of the names of firms in some lines of business."""
    named = f"<firm> {{{'|'.join(lines)}}}"
    return (named, named, f"{named} <legal_form>")


def _payments() -> tuple[Theme, ...]:
    found = []
    for theme in table("tag;payment_kind;line;amount:money;payment_reference", _TABLES.rows("payments")):
        paid = theme["line"]
        assert isinstance(paid, tuple)
        rest = {role: said for role, said in theme.items() if role != "line"}
        found.append({**rest, "company": _firms(paid)[:1]})
    return tuple(found)


def _products() -> tuple[Theme, ...]:
    """One theme for each article, so that its price fits it."""
    found: list[Theme] = []
    for theme in table("product_category;price:money;names", _TABLES.rows("products")):
        names = theme["names"]
        assert isinstance(names, tuple)
        titled = theme["product_category"] == ("books=media",)
        named = names if titled else tuple(f"<maker> {name}" for name in names)  # books go by their titles alone
        found.append({"product_category": theme["product_category"], "price": theme["price"], "product_name": named})
    return tuple(found)


def _fashion() -> tuple[Theme, ...]:
    """The products that one wears, by a role of their own."""
    worn = [theme for theme in _products() if theme["product_category"][0].startswith("clothing")]  # type: ignore[index]
    return tuple({"fashion_item": theme["product_name"], "price": theme["price"]} for theme in worn)


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about goods and money."""
    services = tuple(
        {**theme, "line_item": tuple(f"^{name}" for name in theme["line_item"])}  # type: ignore[union-attr]
        for theme in table("line_item;price:money", _TABLES.rows("services"))
    )
    return {
        "product": Family(("product_category", "product_name"), _products()),
        "firm": Family(
            ("industry",),
            tuple(
                {"industry": (name,), "company": _firms(lines)} for name, lines in _TABLES.pairs("industries").items()
            ),
        ),
        "fashion": Family(("fashion_item",), _fashion()),
        "service": Family(("line_item",), services),
        "payment": Family(("tag", "payment_reference"), _payments(), whole=True),
    }


_COUPONS = _TABLES.entries("coupons")


def providers() -> dict[str, Make]:
    """Providers of company names, codes and small print of trade, by role."""

    def coupon(rng: Random) -> str:
        return f"{_COUPONS[int(rng.random() * len(_COUPONS))]}{(5, 10, 15, 20, 25)[int(rng.random() * 5)]:02}"

    return {
        "coupon": coupon,
        "barcode": drawn_from(
            lambda: [_with_check_digit(digits) for digits in pool(("40{10000..99999}{10000..99999}",))]
        ),
        "iban": _iban,
    }


def _with_check_digit(digits: str) -> str:
    """An EAN-13 from its first twelve digits (GS1 General Specifications, 7.9)."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _iban(rng: Random) -> str:
    """A German IBAN with right check digits, at a bank code that no bank has (ISO 13616)."""
    account = f"{'99999999'}{int(rng.random() * 1e10):010}"
    check = 98 - int(f"{account}131400") % 97
    return f"DE{check:02}{account}"
