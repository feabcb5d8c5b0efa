"""Words of 会議の凍結."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "会議の凍結",
        "page_help": "会議の時点の数値・決定事項を残し、その後の変化を見る。",
        "title_none": "凍結した会議はまだありません",
        "title": "{name}: その後{count}個の数値が変わった",
        "title_same": "{name}: その後、数値の変更はない",
        "freeze": "いまの数値を凍結する",
        "name": "会議の名前",
        "held_on": "開催日",
        "by": "記録者",
        "remarks": "所見",
        "decisions": "決定事項（1行に1件）",
        "mend_present": "出席者を記録する・直す",
        "submit": "凍結する",
        "help": "すべての数値・出席者・所見・決定事項を、変更できない記録として残します。",
        "incomplete": "会議の名前と記録者を入れてください。",
        "changed": "凍結の途中で新しい取込がありました。もう一度お試しください。",
        "frozen": "「{name}」を凍結しました。",
        "meeting": "会議",
        "option": "{held_on} {name}",
        "unknown": "このリンクの会議は見つかりません。",
        "caption": "{by} が {moment} に凍結（取込{version}件目まで）。このページのリンクで同じ数値が開きます。",
        "moved": "当時と現在",
        "frozen_figures": "当時の数値（{count}個）",
        "make_minutes": "議事録（Word）を作る",
        "making_minutes": "議事録を作っています",
        "save_minutes": "議事録を保存（.docx）",
        "code": "コード",
        "figure": "数値",
        "scope": "範囲",
        "fiscal_year": "年度",
        "then": "当時",
        "now": "現在",
        "cause": "理由",
        "basis": "種類",
        "value": "値",
    }
)
