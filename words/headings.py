"""Headings and labels of what workbooks and loads are described by, on every page alike."""

from words import Words

HEADINGS = Words(
    ja={
        "file": "ファイル",
        "sheet": "シート",
        "cell": "セル",
        "layout": "様式",
        "forum": "フォーラム",
        "fiscal_year": "年度",
        "record": "記録",
        "field": "項目",
        "value": "値",
        "state": "状態",
        "batch": "取込番号",
        "by_whom": "だれが",
        "when": "いつ",
        "before": "前",
        "after": "後",
        "owner": "保留の担当",
        "due_on": "保留の期限",
    }
)
