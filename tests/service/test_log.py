import io
import json
import logging

from service.log import make_log, places, server_log_config
from service.settings import Settings


def caught():
    try:
        int("Jens Hansen 010203-1234")
    except ValueError as error:
        return error


def test_an_error_is_told_by_its_kind_and_places_and_not_by_its_words():
    assert places(caught()).startswith("ValueError < caught (service/test_log.py:")
    assert "Jens" not in places(caught())


def test_a_line_of_the_log_is_json_for_machines():
    stream = io.StringIO()
    make_log(Settings(), stream).bind(request_id="1").info("solved", cases=3)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["cases"], line["request_id"], line["level"]) == ("solved", 3, "1", "info")


def test_a_line_of_the_log_is_readable_for_people():
    stream = io.StringIO()
    make_log(Settings(log_format="console"), stream).info("solved", cases=3)
    assert "solved" in stream.getvalue()
    assert "{" not in stream.getvalue()


def formatted(message, error=None):
    """A record of the web server's own, as it would stand in the log."""
    config = dict(server_log_config(Settings())["formatters"]["events"])
    formatter = config.pop("()")(**config)
    exc_info = error and (type(error), error, error.__traceback__)
    return json.loads(formatter.format(logging.LogRecord("uvicorn", logging.ERROR, "", 0, message, (), exc_info)))


def test_a_servers_own_error_joins_the_log_without_what_it_quotes():
    line = formatted("Exception in ASGI application for Jens Hansen", caught())
    assert line["error"].startswith("ValueError < caught")
    assert "Jens" not in json.dumps(line)


def test_a_servers_own_warning_joins_the_log():
    assert formatted("Invalid HTTP request received.")["event"] == "Invalid HTTP request received."


def test_the_parser_of_uploads_which_quotes_them_is_silent():
    assert server_log_config(Settings())["loggers"]["python_multipart"]["level"] == "CRITICAL"
