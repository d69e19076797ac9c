"""A number of a policy: what it means in both languages, its unit and its bounds, so that it can be read aloud."""

from typing import Any

from pydantic import Field


def setting(default: Any, *, unit: str, da: str, en: str, ge: int = 0, le: int = 10_000) -> Any:  # noqa: ANN401 - as Field
    """A pydantic field in `[ge, le]` that carries its unit and its sentence."""
    return Field(default, ge=ge, le=le, description=en, json_schema_extra={"unit": unit, "da": da, "en": en})
