"""Words of KPI の目標と実績."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "KPI の目標と実績",
        "page_help": "各指標の実績・目標・差・状況。マッチング等の段階別の内訳。",
        "stages": "内訳: {parts}",
        "outputs": "活動（アウトプット）",
        "outcomes": "成果（アウトカム）",
        "drill_code": "棒を押すと、その数値の来歴（元の記録とセル）を開きます（上のカードのコードでも開けます）。",
        # tables
        "name": "指標",
        "value_text": "実績",
        "target_text": "目標",
        "gap_text": "目標との差",
        "status_label": "状況",
        "previous_text": "前年度",
        "next_target_text": "翌年度目標",
        "pace_text": "今日までの目安",
        "completeness_text": "明細の報告",
        "workbook": "ブック",
        "sheet": "シート",
        "cell": "セル",
    }
)
