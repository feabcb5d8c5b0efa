"""What is told without a chart: the title of a page, of a list. Pure, like every finding.

Each function takes the frame that its page or list shows.
"""

import pandas as pd

from words import Words
from words.figures import compute_percent, render_ratio, render_value

WORDS = Words(
    ja={
        "kpi": "マッチング等 {value}/{target}（{percent}%）、うち社会実装 {implementations}",
        "kpi_no_target": "マッチング等 {value}件（目標なし）、うち社会実装 {implementations}",
        "kpi_missing": "マッチング等の実績は未報告です",
        "totals_equal": "合計と内訳は、確認できる{count}か所すべてで一致",
        "totals_differ": "合計と内訳が合わない箇所が{count}あります",
        "totals_missing": "照合できる公表値がありません",
        "definitions": "{kpis}指標の定義と、{cells}個の値の出典セル",
        "roster": "自治体会員は{count}団体（{percent}）、目標{target}まであと{missing}団体",
        "roster_met": "自治体会員は{count}団体（{percent}）、目標{target}（{needed}団体）を達成",
        "roster_no_target": "自治体会員は{count}団体（{percent}、目標値なし）",
        "roster_missing": "行政会員名簿は未報告です",
        "non_members": "未加入{count}団体のうち、支援・マッチングの実績があるのは{warm}団体",
        "non_members_none": "未加入の団体はありません",
        "non_members_missing": "未加入の団体は、行政会員名簿が取り込まれるまでわかりません",
        "non_members_note": "つながりは、この年度までの支援の記録、自治体のニーズとしてのマッチングの記録、開催した行事の名称・会場に名前があるもの（参加の確認ではありません）。調査票には行事の参加自治体の欄がないため、参加そのものはわかりません。",
        "know_how": "運営ノウハウは{whole}フォーラムのうち{given}が提出（{count}件）、あと1件が要るのは{owing}",
        "know_how_all": "運営ノウハウは{whole}フォーラムすべてが提出（{count}件）",
        "know_how_none": "運営ノウハウは{whole}フォーラムとも未提出（各1件以上が必要）",
        "between_names": "・",
    }
)


def find_headline(figures: pd.DataFrame) -> str:
    """Matchings against their target, with the outcome beside.

    `figures`: one row an indicator with role, is_outcome, value, target.
    """
    matchings = figures[figures["role"] == "stage_total"]
    value, target = _pick(matchings["value"]), _pick(matchings["target"])
    if value is None:
        return WORDS["kpi_missing"]
    return WORDS["kpi" if target else "kpi_no_target"].format(
        value=f"{value:,.0f}",
        target=f"{target or 0:,.0f}",
        percent=compute_percent(value, target),
        implementations=render_value(_pick(figures[figures["is_outcome"]]["value"]), ""),
    )


def _pick(values: "pd.Series[float]") -> float | None:
    known = values.dropna()
    return None if known.empty else float(known.iloc[0])


def find_totals(totals: pd.DataFrame, stage_totals: pd.DataFrame) -> str:
    """Whether the sums that can be checked come out (column check_result of both)."""
    results = pd.concat([totals["check_result"], stage_totals["check_result"]])
    equal, differs = (int((results == result).sum()) for result in ("equal", "differs"))
    key = "totals_differ" if differs else "totals_equal" if equal else "totals_missing"
    return WORDS[key].format(count=differs or equal)


def find_definitions(kpi_count: int, sources: pd.DataFrame) -> str:
    return WORDS["definitions"].format(kpis=kpi_count, cells=f"{len(sources):,}")


def find_roster(groups: pd.DataFrame) -> str:
    """Members of all governments against the target; `groups`: member_count_by_group."""
    row = groups[groups["dimension"] == "all"].iloc[0]
    if pd.isna(row["member_count"]):
        return WORDS["roster_missing"]
    said = {
        "count": f"{row['member_count']:,.0f}",
        "percent": render_ratio(row["member_ratio"], row["target_ratio"]),
    }
    if pd.isna(row["target_ratio"]):
        return WORDS["roster_no_target"].format(**said)
    return WORDS["roster" if row["missing_count"] else "roster_met"].format(
        target=render_value(row["target_ratio"], "%"),
        missing=f"{row['missing_count']:,.0f}",
        needed=f"{row['needed_count']:,.0f}",
        **said,
    )


def find_non_members(leads: pd.DataFrame, is_reported: bool) -> str:
    """How many governments are no members, and how many of these a forum already knows."""
    if not is_reported:
        return WORDS["non_members_missing"]
    warm = int((leads["lead_order"] == 1).sum())
    key = "non_members_none" if leads.empty else "non_members"
    return WORDS[key].format(count=f"{len(leads):,}", warm=f"{warm:,}")


def find_know_how(cases: pd.DataFrame) -> str:
    """Which forums have given the one case a year that each owes."""
    given = set(cases[cases["title"].notna()]["forum_name"])
    names = list(dict.fromkeys(cases["forum_name"]))
    owing = [name for name in names if name not in given]
    if not given:
        return WORDS["know_how_none"].format(whole=len(names))
    return WORDS["know_how" if owing else "know_how_all"].format(
        whole=len(names),
        given=len(given),
        owing=WORDS["between_names"].join(owing),
        count=int(cases["title"].notna().sum()),
    )
