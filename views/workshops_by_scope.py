"""出前授業・ワークショップ: the published sessions against the target, national and regional apart."""

from charts import workshops_by_scope
from metrics.forums.citizens import read_workshops
from views.model.columns import number, text
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="citizens",
    words=Words(
        ja={
            "topic": "出前授業・ワークショップと目標",
            "definition": "出前授業とワークショップ講座の開催回数（公表値）。",
            "agenda": "出前授業・ワークショップ",
        }
    ),
    read=read_workshops,
    chart=workshops_by_scope,
    columns={
        "scope_text": text(),
        "value": number("unit", state="value_state"),
        "target": number("unit", missing="no_target"),
    },
    headings=Words(ja={"scope_text": "範囲"}),
    native=NativeChart("bar", "scope_text", ("value", "target")),
    indicators=of_role("citizen_sessions"),
    coded_by=of_role("citizen_sessions"),
    formerly="workshops",
)
