"""What a document keeps to while its values are written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from edgejson.forms import dates


@dataclass(slots=True)
class Context:
    """What a document keeps to while its values are written."""

    currency: str = ""  #: ISO code of the record's amounts, where it is known
    prose: bool = False  #: the values stand in sentences
    styles: dict[str, str] = dataclass_field(default_factory=dict)  #: kind -> the style to keep to
    written: datetime.date | None = None  #: the day of writing, where the value may be said by it
    plainly: bool = False  #: numbers and the like are written as in the data, unless `styles` says otherwise
    local_currency: str = ""  #: ISO code of what is paid with in the one country that the record names
    by_day: dict[dates.DateKey, str | None] = dataclass_field(default_factory=dict)  #: dates as they were said by it

    @property
    def zone_style(self) -> str:
        """The style of times' zones."""
        return self.styles.get("zone", "utc")


PLAIN = Context()
