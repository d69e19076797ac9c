"""The service's log: what happened, with ids and counts. Never a name, free text or a citizen's number."""

import logging
import sys
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from service.settings import Settings


def places(error: BaseException) -> str:
    """The kind of an error and where it came from; not its message, which may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(
        [type(error).__name__, *(f"{frame.name} ({_short(frame.filename)}:{frame.lineno})" for frame in frames[::-1])]
    )


def make_log(settings: Settings, stream: TextIO) -> FilteringBoundLogger:
    """A log that writes to the stream, a line an event. No configuration is shared with anybody."""
    log: FilteringBoundLogger = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[*_common(), _renderer(settings)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return log


def server_log_config(settings: Settings) -> dict[str, Any]:
    """How the web server's and the libraries' own warnings join the same log, for `logging.config.dictConfig`.

    The parser of uploads quotes what it stumbles over, so it is silent here; our answer says what was wrong.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _common(),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _without_message,
                    _renderer(settings),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "events", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"python_multipart": {"level": "CRITICAL"}, "uvicorn.access": {"level": "CRITICAL"}},
    }


def _common() -> list[Processor]:
    return [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]


def _renderer(settings: Settings) -> Processor:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _without_message(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    exc_info = event.pop("exc_info", None)
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event["event"] = "error"
        event["error"] = places(error)
    return event


def _short(filename: str) -> str:
    return "/".join(filename.rsplit("/", 2)[-2:])
