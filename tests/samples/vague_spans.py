"""The whole table of vague spans of §7, most of them as the plan itself writes them."""

from tests.samples import example
from tests.samples.example import schedule
from tests.samples.ledger import Cell
from tests.samples.sample import ANY, Sample

# as written | periods | precision | tentative (? where §7 leaves it open)
SPANS = """
5/12～6/30 | 2021-05-12..2021-06-30 | day | no
6/8 | 2021-06-08 | day | no
10月26日 | 2021-10-26 | day | no
7月1日・2日 | 2021-07-01..2021-07-02 | day | no
7月、12月 | 2021-07-01..2021-07-31 2021-12-01..2021-12-31 | month | no
7月1日、12月5日 | 2021-07-01 2021-12-05 | day | no
2月 | 2022-02-01..2022-02-28 | month | no
9月予定 | 2021-09-01..2021-09-30 | month | yes
11月（未定） | 2021-11-01..2021-11-30 | month | yes
2月（未定） | 2022-02-01..2022-02-28 | month | yes
8月上旬 | 2021-08-01..2021-08-10 | part_of_month | no
11月中旬 | 2021-11-11..2021-11-20 | part_of_month | no
2月下旬 | 2022-02-21..2022-02-28 | part_of_month | no
8月末 | 2021-08-21..2021-08-31 | part_of_month | no
R3年7月末 | 2021-07-21..2021-07-31 | part_of_month | no
夏頃 | 2021-06-01..2021-08-31 | season | yes
秋頃予定 | 2021-09-01..2021-11-30 | season | yes
冬頃 | 2021-12-01..2022-02-28 | season | yes
秋以降 | 2021-09-01..2022-03-31 | season | no
第1四半期 | 2021-04-01..2021-06-30 | quarter | no
第２四半期 | 2021-07-01..2021-09-30 | quarter | no
第4四半期 | 2022-01-01..2022-03-31 | quarter | no
上半期 | 2021-04-01..2021-09-30 | half_year | no
下半期 | 2021-10-01..2022-03-31 | half_year | no
通年 | 2021-04-01..2022-03-31 | fiscal_year | no
随時 | 2021-04-01..2022-03-31 | fiscal_year | no
随時（未定） | 2021-04-01..2022-03-31 | fiscal_year | yes
10月以降 | 2021-10-01..2022-03-31 | month | no
12月～ | 2021-12-01..2022-03-31 | month | no
7月まで | 2021-04-01..2021-07-31 | month | no
10月以前 | 2021-04-01..2021-10-31 | month | no
R4年1月～2月 | 2022-01-01..2022-02-28 | month | no
9月目途 | 2021-09-01..2021-09-30 | month | yes
未定 | | undecided | ?
調整中 | | undecided | ?
検討中 | | undecided | ?
"""


def _cells() -> list[Cell]:
    truth = {"no": False, "yes": True, "?": ANY}
    lines = [line.split("|") for line in SPANS.strip().splitlines()]
    return [
        Cell(text.strip(), schedule(text.strip(), spans, kind.strip(), truth[tentative.strip()]))
        for text, spans, kind, tentative in lines
    ]


def ok() -> Sample:
    ledger = example.event_plans()
    example.fill_column(ledger, "scheduled", _cells())
    return example.build_from(ledger, fiscal_year=2021, forum="chugoku")


def ok_one_or_the_other() -> Sample:
    """27or28日: tentative; whether one period or two is left open."""
    ledger = example.event_plans()
    means = schedule("10月27or28日", "", "day", True) | {"periods": ANY}
    example.fill_column(ledger, "scheduled", [Cell("10月27or28日", means)])
    return example.build_from(ledger, fiscal_year=2021, forum="chugoku")
