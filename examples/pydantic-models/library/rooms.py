"""Study rooms."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from .base import Record


class RoomBooking(Record):
    """Somebody reserves a study room."""

    booked_by: str = Field(description="First and last name.")
    room: Literal["Atlas", "Folio", "Quarto"]
    start: datetime
    people: int = Field(ge=1, le=12)
    projector: bool = False
