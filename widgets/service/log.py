"""The service's log: on standard error, one JSON object a line, without personal data.

What our own parts tell (`store.events`) is made of ids. Nobody knows what the sentences and errors
of libraries are made of: a file's name, an address, a cell. So of these only the place is told
that said it, of an error its class and the way it came.
"""

import hashlib
import json
import logging
import os
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit.logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from store.events import FACTS

#: Environment variable that names the lowest level told, "info" unless it is set; of what
#: libraries tell, nothing below a warning.
LEVEL_VARIABLE = "CONGRESS_LOG_LEVEL"
#: What of a path of code says where it is installed, not what it is.
_INSTALLED = re.compile(r".*(site-packages|lib/python[\d.]+)/")
_HOME = Path(__file__).parents[2].as_posix() + "/"


class JsonLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, Any] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        facts = getattr(record, FACTS, None)
        if facts is None:
            told |= {"event": "note", "where": f"{record.name}:{record.lineno}"}
        else:
            told |= {"event": record.msg, **facts}
        if session := name_session():
            told["session"] = session
        if record.exc_info and (error := record.exc_info[1]):
            told |= describe_error(error)
        return json.dumps(told)


def keep_log() -> None:
    """From now on whatever is logged in this process goes to standard error as JSON."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLine())
    lines.addFilter(lambda record: hasattr(record, FACTS) or record.levelno >= logging.WARNING)
    lines.setLevel(os.environ.get(LEVEL_VARIABLE, "info").upper())
    logging.root.addHandler(lines)
    logging.captureWarnings(True)
    threading.excepthook = _log_end_of_thread
    # Streamlit gives each of its loggers, and the server's, a handler of its own, also later on.
    streamlit.logger.setup_formatter = _hand_on
    streamlit.logger.update_formatter()


def describe_error(error: BaseException) -> dict[str, Any]:
    """An error's class and the way it came, innermost last; its words may be anybody's."""
    frames = traceback.extract_tb(error.__traceback__)
    way = [f"{_shorten(each.filename)}:{each.lineno} {each.name}" for each in frames]
    return {"error": type(error).__qualname__, "way": way}


def name_session() -> str:
    """The browser tab's session under way in this thread; "" outside one. With Streamlit's own
    id, of which this is a digest, the session could be taken over."""
    context = get_script_run_ctx(suppress_warning=True)
    return hashlib.sha256(context.session_id.encode()).hexdigest()[:12] if context else ""


def _shorten(file: str) -> str:
    """
    >>> _shorten("/srv/someone/.venv/lib/python3.11/site-packages/pandas/core/frame.py")
    'pandas/core/frame.py'
    >>> _shorten("/usr/lib/python3.11/json/decoder.py"), _shorten(__file__)
    ('json/decoder.py', 'widgets/service/log.py')
    """
    return _INSTALLED.sub("", Path(file).as_posix().removeprefix(_HOME))


def _hand_on(logger: logging.Logger) -> None:
    """The logger's records go to the root's handlers and nowhere else; the server's own lines on
    requests, with all of their addresses, go nowhere."""
    logger.handlers.clear()
    logger.propagate = logger.name != "uvicorn.access"


def _log_end_of_thread(end: threading.ExceptHookArgs) -> None:
    logging.getLogger(__name__).error("a thread ended", exc_info=end.exc_value)
