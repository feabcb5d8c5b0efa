"""The child process that writes blank forms (see store.child):
`python -m loaders.returning.forms.forms_process`.

A request is JSON, a list of [layout, forum, fiscal year]; the answer's parts are the forms.
"""

import json
from collections.abc import Iterator

from loaders.returning.forms.many import LIMITS
from loaders.returning.forms.template import build_template
from store.child.serving import Answer, Reason, serve


def start() -> Answer:
    return write_forms


def write_forms(request: bytes) -> Iterator[bytes]:
    return (build_template(*wanted) for wanted in json.loads(request))


def explain(error: Exception) -> Reason:
    return type(error).__name__, {}


if __name__ == "__main__":
    serve(start, explain, LIMITS)
