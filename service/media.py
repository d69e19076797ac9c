"""Which of the forms an answer has the client would rather have (RFC 9110, section 12.5)."""

from collections.abc import Sequence

from models.text import Language

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
SVG = "image/svg+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def preferred_media_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """The best offered type for an `Accept` header, the first where it says nothing, None where none will do."""
    if accept is None or not accept.strip():
        return offered[0]
    qualities = {media_type: _quality_of(media_type, accept) for media_type in offered}
    best = max(offered, key=lambda media_type: qualities[media_type])
    return best if qualities[best] > 0 else None


def preferred_language(accept_language: str | None) -> Language:
    """English where it is asked for before Danish, else Danish."""
    ranges = _ranges(accept_language or "")
    english = max((quality for tag, quality in ranges if tag.split("-")[0] == "en"), default=0.0)
    danish = max((quality for tag, quality in ranges if tag.split("-")[0] == "da"), default=0.0)
    return "en" if english > danish else "da"


def _quality_of(media_type: str, accept: str) -> float:
    # The most specific range that fits counts, as in "text/*;q=0.3, */*;q=0.5".
    wanted = (media_type, f"{media_type.split('/')[0]}/*", "*/*")
    ranges = dict(_ranges(accept))
    return next((ranges[name] for name in wanted if name in ranges), 0.0)


def _ranges(header: str) -> list[tuple[str, float]]:
    ranges = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            ranges.append((name, _quality(parameters)))
    return ranges


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
