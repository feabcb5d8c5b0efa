"""The schema of the store: the ledger's own SQL with the tables made of the layouts in it."""

import hashlib
from functools import cache
from pathlib import Path

from data.layout import load_layouts
from store.layout_tables import render_layouts

_LEDGER = Path(__file__).with_name("schema.sql")


@cache
def build_schema() -> str:
    """Every statement that makes an empty database."""
    return _LEDGER.read_text(encoding="utf-8") + "\n" + render_layouts(load_layouts())


@cache
def compute_schema_digest() -> str:
    """SHA-256 of the schema: the version of a store that was made with it."""
    return hashlib.sha256(build_schema().encode()).hexdigest()
