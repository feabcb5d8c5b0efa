"""The child process that marks workbooks (see store.child):
`python -m loaders.returning.marking.marking_process`.

A request is one line of JSON, {"name", "problems", "unread", "mended", "readings"}, and the
workbook's bytes; the answer's parts are the marked workbook.
"""

import json
from collections.abc import Iterator

from loaders.checking.problems import Problem
from loaders.opening import limits
from loaders.opening.second_reading import start_thread
from loaders.returning.marking.marked_book import mark_book
from loaders.returning.remedies import Mended
from store.child.serving import Answer, Reason, in_parts, serve


def start() -> Answer:
    start_thread()
    return answer_order


def answer_order(request: bytes) -> Iterator[bytes]:
    head, _, content = request.partition(b"\n")
    order = json.loads(head)
    name = order["name"]
    problems = [
        Problem(file=name, **{**each, "also": tuple(each["also"])}) for each in order["problems"]
    ]
    unread = {
        sheet: [tuple(place) for place in places] for sheet, places in order["unread"].items()
    }
    mended = [Mended(**each) for each in order["mended"]]
    marked = mark_book(content, name, problems, unread, mended, order["readings"])
    return in_parts(marked)


def explain(error: Exception) -> Reason:
    return type(error).__name__, {}


if __name__ == "__main__":
    serve(start, explain, limits.MARKING)
