"""The API asked inside the test: our routes behind our own middlewares, on a store of its own."""

import json
from typing import Any

from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from exports.api import description
from pages.addresses import KnownAddresses
from pages.guard import Guard
from pages.service import ROUTES

DESCRIPTION: dict[str, Any] = json.loads(description.PATH.read_text("utf-8"))
PLACE = DESCRIPTION["servers"][0]["url"]
ADDRESS = "http://localhost:8501"


def open_client() -> TestClient:
    app = Starlette(routes=ROUTES, middleware=[Middleware(Guard), Middleware(KnownAddresses)])
    return TestClient(app, ADDRESS, raise_server_exceptions=False)


def list_routes() -> list[tuple[str, str]]:
    """Every path of the description with every status that it names there."""
    paths = DESCRIPTION["paths"].items()
    return [(path, status) for path, does in paths for status in does["get"]["responses"]]


def resolve(part: dict[str, Any]) -> dict[str, Any]:
    """What a part of the description stands for."""
    found = part
    if "$ref" in part:
        found = DESCRIPTION
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return found


def assert_described(path: str, answer: Any) -> None:
    """Status, type, headers and body of an answer are those that the description has there."""
    told = resolve(DESCRIPTION["paths"][path]["get"]["responses"][str(answer.status_code)])
    assert set(told.get("headers", {})) <= {"ETag"} & {"ETag" if "etag" in answer.headers else ""}
    if "content" not in told:
        assert answer.content == b""
        return
    ((media, content),) = told["content"].items()
    assert answer.headers["content-type"] == media
    schema = {**content["schema"], "components": DESCRIPTION["components"]}
    Draft202012Validator(schema).validate(answer.json())
