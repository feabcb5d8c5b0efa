"""Words of 行事予定."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "行事予定",
        "page_help": "全フォーラムの行事を一つの時間軸に。重なる月、日程未定、カレンダー用ファイル。",
        "part_axis": "時間軸",
        "part_months": "重なる月",
        "part_undated": "日付のない行事",
        "event_plans": "地方フォーラム活動計画",
        # choices
        "forums": "フォーラム",
        "precision": "時期",
        "precision_all": "すべて",
        "precision_day": "日が決まっている",
        "precision_vague": "幅のある時期",
        "precision_undated": "日程未定",
        "narrowed": "行事予定は{block}フォーラムだけを示しています。",
        "no_match": "選んだ条件に当たる行事はありません",
        # the calendar file
        "fetch_ics": "カレンダー用ファイル（.ics）",
        "ics_file": "行事予定_{year}",
        "ics_help": "日の決まっている{dated}件を入れます。幅のある時期の{vague}件と日程未定の{undated}件は入れません。変更の可能性のあるものは「仮」（TENTATIVE）です。",
        # headings
        "conflicts": "同じ月に重なる行事（{count}か所）",
        "undated": "日程が決まっていない行事（{count}件）",
        "undated_none": "日程未定の行事はありません。",
        # tables
        "forum": "フォーラム",
        "event_name": "活動・行事名",
        "scheduled": "開催予定日（記載のまま）",
        "content": "内容",
        "cell": "セル",
        "month": "月",
        "events": "行事",
    }
)
