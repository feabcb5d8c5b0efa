"""Words of 来歴."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "来歴",
        "page_help": "数値から、その元になった記録とセルへ。",
        "records": "記録",
        "figure_code": "数値のコード",
        "figure_code_example": "例: K2020-T-MAT",
        "figure_list": "または、数値を選ぶ",
        "figure_choose": "数値を選ぶ",
        "help": "数値のコードを入力するか、一覧から選ぶと、元になった記録とセルを示します。コードは KPI の画面の各数値の下にあります。",
        "title": "数値の来歴をたどる",
        "no_code": "「{code}」は数値のコードではありません。",
        "no_figure": "「{code}」に当たる数値は、この時点ではありません。",
        "no_records": "元になった記録はありません。",
        "record_count": "元の記録 {count}件",
        "record_count_cut": "元の記録 {count}件のうちはじめの{shown}件",
    }
)
