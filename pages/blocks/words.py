"""Words of ブロック別活動."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "ブロック別活動",
        "page_help": "10の地方フォーラムの実績の比較、計画と開催、運営ノウハウ。1フォーラムの一枚。",
        "part_held": "計画と開催",
        "part_figures": "指標の比較",
        "part_know_how": "運営ノウハウ",
        "part_forum": "フォーラムごと",
        "drill_forum": "棒や名前の行を押すと、そのフォーラムの内容を「フォーラムごと」で開きます（画面上の「ブロック」でも選べます）。",
        # one forum
        "forum_title": "{forum}フォーラム",
        "click_hint": "地図のブロックを押すか、画面上の「ブロック」で、ほかのフォーラムを選べます。",
        "first_forum": "ブロックが「全ブロック」のときは、最初のフォーラムを示します。地図を押すか、画面上の「ブロック」で選べます。",
        "event_count": "計画した行事",
        "undated_count": "うち日程未定",
        "purpose": "活動目的と概要",
        "own_figures": "実績とほかのフォーラムとの比較",
        "own_figures_none": "この年度の明細は未報告です（0ではありません）。",
        "own_members": "自治体会員",
        "own_plans": "計画した行事（{count}）",
        "own_events": "開催・中止・延期した行事（{count}）",
        "own_cases": "マッチング（{count}）",
        "own_know_how": "運営ノウハウ（{count}）",
        # tables
        "forum_name": "フォーラム",
        "planned_count": "計画",
        "held_count": "開催",
        "cancelled_count": "中止",
        "postponed_count": "延期",
        "owed": "提出",
        "know_how_type": "区分",
        "know_how_title": "事例",
        "lesson": "教訓",
        "cell": "セル",
        "event_name": "活動・行事名",
        "scheduled": "開催予定日（記載のまま）",
        "content": "内容",
        "held_text": "開催日（記載のまま）",
        "event_kind": "種別",
        "event_status": "実施状況",
        "venue": "会場",
        "participants": "参加者数",
        # the matchings
        "government_name": "自治体",
        "theme": "技術テーマ",
        "requirement": "求める内容／条件",
        "company": "企業等",
        "technology": "技術名称",
        "stage_name": "段階",
    }
)
