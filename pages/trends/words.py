"""Words of 推移."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "推移",
        "page_help": "年度を並べた各指標、会員数の伸び、年間と累計の社会実装。",
        "drill_fiscal_year": "棒や数値を押すと、その年度の KPI を開きます（KPI の画面の「年度」でも選べます）。",
        # tables
        "name": "指標",
        "year_text": "年度",
        "value_text": "実績",
        "target_text": "目標",
        "day_text": "時点",
        "count_text": "会員数（全種別）",
        "quote": "原文",
        "figure_name": "数え方",
        "period_text": "期間",
        "cell": "セル",
    }
)
