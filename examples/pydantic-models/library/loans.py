"""Loans of books, and what they cost when they come back late."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from .base import Record


class Branch(StrEnum):
    """Where the book is fetched and brought back."""

    central = "central"
    harbour = "harbour"
    station = "station"


class Book(Record):
    """A book as its cover names it."""

    title: str
    author: str
    year: int | None = Field(None, ge=1850, le=2025)


class Loan(Record):
    """A reader takes a book home."""

    reader: str = Field(description="First and last name.")
    card: str = Field(pattern=r"^L-\d{6}$", description="Number of the library card.")
    book: Book
    branch: Branch
    lent_on: date
    due_on: date
    fee: Decimal | None = Field(None, ge=0, le=40, description="Owed for a late return, in euros.")
