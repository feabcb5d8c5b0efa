"""ブロック × 指標: what the ten forums' own records add up to, one row a forum and figure."""

from charts import figures_by_forum
from metrics.forums.results import read_forum_figures
from views.model.columns import number, text
from views.model.describing import forums_reported
from views.model.figure import Matrix
from views.model.view import View
from views.model.words import DEFINITIONS
from words import Words

VIEW = View(
    __name__,
    counts=("matchings", "events", "supports", "know_how", "citizen_activities"),
    page="blocks",
    part="figures",
    words=Words(
        ja={
            "topic": "ブロック別の実績",
            "agenda": "ブロック × 指標",
        }
    ),
    defined_by=(DEFINITIONS, "counted"),
    read=read_forum_figures,
    chart=figures_by_forum,
    columns={"forum_name": text(), "figure_name": text(), "value": number("unit")},
    headings=Words(ja={"figure_name": "指標", "value": "値"}),
    matrix=Matrix("forum_name", "figure_name", ("value",)),
    reported=forums_reported("value"),
    formerly="forum_figures",
)
