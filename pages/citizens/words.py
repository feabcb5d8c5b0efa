"""Words of 市民参画."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "市民参画",
        "page_help": "出前授業・ワークショップと目標。市民参画の取組をフォーラム別に。",
        "whole": "出前授業・ワークショップの公表値にはブロック別の内訳がありません（0ではありません）。{block}ブロックに絞られるのは取組の図と一覧です。",
        "people_heading": "参加者数 {people}",
        "see_plan": "市民参画フォーラムの計画",
        "see_cases": "市民参画の事例を探す",
        "list_heading": "取組の一覧 {count}件",
        # tables
        "scope_text": "範囲",
        "value_text": "実績",
        "target_text": "目標",
        "cell": "セル",
        "forum_name": "フォーラム",
        "kind_name": "種別",
        "count_text": "件数",
        "name": "活動名",
        "held_text": "実施日（記載のまま）",
        "place": "場所",
        "participants_text": "参加者数",
        "partner": "連携先",
    }
)
