"""What the account says of a cell: the kinds of entry, and the rules by which it was taken."""

from words import Words

KINDS = Words(
    ja={
        "answer": "回答",
        "title": "見出し",
        "context": "文脈",
        "total": "合計",
        "furniture": "様式の一部",
        "struck": "取消線",
        "copy": "控え",
        "elsewhere": "表の外",
        "unread": "未読",
    }
)

#: Each completes 「このセルは…」; `Mark.said` says the rest.
RULES = Words(
    ja={
        "answer": "記録の項目として読みました",
        "helper": "同じ行の読み取りの手がかりにしました",
        "title": "列や項目の見出しです",
        "part_title": "一つの項目を分けた列の見出しです",
        "unknown_title": "様式にない見出しです",
        "sheet_label": "年度・フォーラム・様式を示します",
        "heading": "下の行に及ぶ見出しです",
        "nothing_to_report": "該当なしと読みました",
        "total_label": "合計の行の見出しです",
        "checked": "内訳と照合しました",
        "struck": "取り消し線で消されています",
        "legend": "番号の意味を示す凡例です",
        "units": "数値の単位です",
        "weekday": "日付の曜日です",
        "row_year": "行の年度です",
        "status": "中止・延期であることを示します",
        "set_aside": "集計に入れない案や参考の部分です",
        "withdrawal": "取り消された行であることを示します",
        "not_checkable": "内訳に読めないセルがあり照合していません",
        "average": "平均の行です",
        "partial_total": "一部の行だけの合計のため照合していません",
        "carried": "ページをまたぐ繰越の行です",
        "statistic": "最大・最小などの行です",
        "part": "上の行の内訳です",
        "repeat": "前の行の再掲です",
        "note": "注記です",
        "reading": "下の行の名称のふりがなです",
        "membership": "会員であるかどうかを示します",
        "no_member": "会員ではない地方公共団体の行です",
        "other_member": "地方公共団体ではない会員の行です",
        "sample": "記入例です",
        "column_numbers": "列の番号です",
        "repeated_title": "繰り返しの見出しです",
        "exported": "回答フォームが加えた列です（回答の日時や回答者）",
        "unasked": "この様式では集計に使わない列です",
        "page": "印刷用のページの表示です",
        "contact": "報告者の連絡先です",
        "comparison": "別の年度の数値や比率の行です",
        "record_title": "記録の番号です",
        "numbering": "行の番号です",
        "prelisted": "番号や選択欄だけの行です",
        "duplicate": "同じ項目の列がほかにもあるため、読み取っていません",
        "other_year": "別の年度の列です",
        "superseded": "別の列に新しい回答があるため、使わない列です",
        "elsewhere": "表の外にあります",
        "unread": "読み取っていません",
    }
)
