"""Words of 探す."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "探す",
        "page_help": "数値・フォーラム・自治体・案件・画面・コードを、ひとつの欄で探す（どの画面でも Ctrl+K）。",
        "title": "数値・フォーラム・自治体・案件・画面・コードを探す",
        "title_found": "「{query}」 {count}件",
        "title_none": "「{query}」に当たるものはありません",
        "words": "探すことば",
        "words_example": "例: 広島市、橋梁 点検、K2020-T-MAT、取込 3",
        "words_help": "空白で区切ると、すべてを含むものを探します。ひらがな・カタカナ、全角・半角、大文字・小文字の違いは区別しません。",
        "nothing_typed": "数値の名前やコード、フォーラム、自治体の名前・ふりがな・団体コード、案件のことば、画面や様式の名前、取込番号で探せます。",
        "nothing_found": "ことばを短くするか、別の言い方でお試しください。",
        "more": "ほか {count}件。ことばを足すと絞れます。",
        "part_of": "{page}・{part}",
        "trace": "来歴 {code}",
        "load": "取込 {batch}　{file}",
        "load_note": "{by}・{moment}",
        "government_title": "{government}の記録 {count}件",
        "government_none": "{government}の記録は、取り込まれた調査票にはありません",
        "government_code": "団体コード {code}",
        "choose_record": "記録を選ぶと、元のセルを示します。",
    }
)
#: What is found, in the order shown.
GROUPS = Words(
    ja={
        "figures": "数値",
        "views": "図と表",
        "pages": "画面",
        "forums": "フォーラム・部会",
        "governments": "自治体",
        "records": "案件・記録",
        "layouts": "様式",
        "definitions": "指標の定義",
        "loads": "取込",
    }
)
