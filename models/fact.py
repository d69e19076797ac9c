"""A number about the world, how sure we are of it, and where it is from."""

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from models.word import Word

T = TypeVar("T")


class Status(StrEnum):
    """How sure we are of a number: printed somewhere, calculated from what is printed, or our assumption."""

    PUBLISHED = "published"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Fact(Word, Generic[T]):
    """A value, how sure we are of it, and where it is from or why it is so."""

    value: T
    status: Status
    source: Annotated[str, Field(min_length=3)]
