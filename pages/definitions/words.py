"""Words of 定義・出典."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "定義・出典",
        "page_help": "各指標の定義と、各数値の出典セル。",
        "definitions": "指標の定義",
        "facts": "国民会議の数値",
        "sources": "各数値の出典セル",
        "search_hint": "表の右上の虫眼鏡で検索、下向き矢印で CSV を保存できます。",
        # one definition
        "definition": "定義",
        "numerator": "分子・数えるもの",
        "denominator_long": "分母",
        "scope": "範囲",
        "period": "期間",
        "unit": "単位",
        "source": "出典",
        "remark": "注意",
        # tables
        "figure": "数値",
        "value": "値",
        "fact_as_of": "時点",
        "fact_quote": "原文",
        "workbook": "ブック",
        "cell": "セル",
        "code": "来歴",
        "layout": "様式",
        "fiscal_year": "年度",
        "field": "項目",
        "written": "記載のまま",
        "state": "状態",
        "sheet": "シート",
    }
)
