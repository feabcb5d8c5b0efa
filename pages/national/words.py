"""Words of 全国フォーラム."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "全国フォーラム",
        "page_help": "7つの全国フォーラム・部会の目標、実施内容、行程、体制、行事と、KPI の全国の部分。",
        "part_steps": "行程",
        "part_figures": "KPI の全国分",
        "part_plans": "組織ごとの計画",
        "figures_heading": "{year}の KPI（全国の部分）",
        "figures_missing": "KPI の全国の部分は未報告です（0ではありません）",
        "plans_heading": "全国フォーラム実施計画",
        # what a plan holds
        "goal": "今年度目標",
        "activities": "実施内容",
        "schedule": "行程",
        "organisation": "体制",
        "events": "イベント予定",
        "other": "その他",
        # tables
        "forum_name": "全国フォーラム・部会",
        "kind_text": "種類",
        "when_text": "時期（記載のまま）",
        "what": "内容",
        "period_from": "始まり",
        "period_to": "終わり",
    }
)
