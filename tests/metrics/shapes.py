"""What a frame is to have: the columns that the head of a question's file declares."""

import re

from metrics.query import FOLDER, read_sql

#: A column's kind by how its name ends or begins, tried in this order; text else.
KIND_BY_NAME = {
    r"(is|has)_.*": "flag",
    r".*_count": "count",
    r"(.*_)?ratio": "ratio",
    r".*_days": "days",
    r".*_order": "order",
    r".*_year": "year",
    r".*_on": "day",
    r".*_at": "moment",
}
TYPES = {
    "text": {"VARCHAR"},
    "flag": {"BOOLEAN"},
    "count": {"INTEGER", "BIGINT"},
    "order": {"INTEGER", "BIGINT"},
    "year": {"INTEGER"},
    "id": {"INTEGER"},
    "ratio": {"DOUBLE"},
    "number": {"DOUBLE"},
    "numbers": {"DOUBLE[]"},
    "days": {"BIGINT", "DOUBLE"},
    "day": {"DATE"},
    "moment": {"TIMESTAMP"},
}
#: Kinds that a frame holds as numbers.
NUMERIC = {"count", "order", "year", "id", "ratio", "number", "days"}
QUESTIONS = sorted(path.stem for path in FOLDER.glob("*.sql"))


def read_head(question: str) -> list[str]:
    """The lines of comment that a question's file begins with, without their marks."""
    head = re.match(r"(?:-- .*\n)+", read_sql(question))
    return [line.removeprefix("-- ") for line in head[0].splitlines()] if head else []


def read_columns(question: str) -> dict[str, str]:
    """The columns that the head declares, in their order, with their kinds."""
    head = " ".join(read_head(question))
    declared = [each.partition(":") for each in head.partition("columns: ")[2].split(", ")]
    return {name: kind or guess_kind(name) for name, _, kind in declared}


def guess_kind(name: str) -> str:
    """
    >>> guess_kind("member_count"), guess_kind("ratio"), guess_kind("is_member")
    ('count', 'ratio', 'flag')
    """
    return next((kind for end, kind in KIND_BY_NAME.items() if re.fullmatch(end, name)), "text")
