"""Everyday life: blood values with ranges, airlines with flight numbers, cars, animals, courses, works in a house."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.themes import Family, table

_TABLES = vocabulary("values/providers/daily")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes of everyday life."""
    analytes = table("analyte;analyte_unit;reference_low;reference_high;analyte_value:span", _TABLES.rows("analytes"))
    return {
        "analyte": Family(("analyte",), analytes),
        "airline": Family(("airline",), table("airline;flight_number", _TABLES.rows("airlines"))),
        "car": Family(("car_make",), table("car_make;car_model;car_vin", _TABLES.rows("cars"))),
        "car_model": Family(
            ("car_model",), table("car_model;car_category;car_fuel;car_transmission", _TABLES.rows("car models"))
        ),
        "car_part": Family(
            ("car_part", "defect_severity"),
            table("car_part;defect_severity;mending_cost:money", _TABLES.rows("car parts")),
        ),
        "breed": Family(
            ("animal",), table("animal;breed;shelter_breed;animal_weight:span;shelter_marks", _TABLES.rows("breeds"))
        ),
        "course": Family(("course_of_meal",), table("course_of_meal;menu_dish", _TABLES.rows("courses"))),
        "stay": Family(("stars",), table("stars;stay_review", _TABLES.rows("stays"))),
        "works": Family(("works_task",), table("works_task;works_trade;works_material", _TABLES.rows("works"))),
        "utility": Family(("utility",), table("utility;utility_unit", _TABLES.rows("utilities"))),
    }
