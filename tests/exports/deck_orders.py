"""The standard deck's order from the plan's figures, and figures made up for one situation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from exports.deck.agenda import Request, compose_order, load_agendas
from exports.deck.pptx_deck import Order
from store.database import Database
from views.model.figure import Column, Figure, NativeChart

HOSTILE = "=cmd|' /C calc'!A0 <b>&\"]]>\x00\x0b\ufffe 長い"
KEYS = ("kpi_attainment", "matching_stages", "stage_ladder", "membership_span")


def order_standard(database: Database, **narrowing: Any) -> Order:
    agenda = load_agendas()["standard"]
    request = Request(**{"fiscal_year": 2020, **narrowing})
    return compose_order(database, agenda.items, request, agenda.title)


def order_only(order: Order, *keys: str) -> Order:
    figures = tuple(f for f in order.figures if f.key in keys)
    return replace(order, figures=figures, has_contents=False)


def make_bars(names: Sequence[str], values: Sequence[float | None], **parts: Any) -> Figure:
    """A made-up figure of native bars."""
    frame = pd.DataFrame({"name": list(names), "value": pd.Series(list(values), dtype="float64")})
    columns = {"name": Column("団体"), "value": Column("件数", "count", "件")}
    given = {"native": NativeChart("bar", "name", ("value",)), "definition": "試験用。", **parts}
    return Figure("bars", "試験の見出し", "試験", frame, columns, **given)


def order_figure(figure: Figure) -> Order:
    return Order("題名", "令和2年度", (figure,))
