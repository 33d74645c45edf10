"""What all records have in common: settings, no fields; so no schema is made of it."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record that takes no field which it doesn't declare."""

    model_config = ConfigDict(extra="forbid")
