"""The API's own description (OpenAPI 3.1), as it stands in `openapi.json`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("openapi.json")


@cache
def read_description() -> dict[str, Any]:
    description: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return description
