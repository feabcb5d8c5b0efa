"""Words of 保留."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "保留",
        "page_help": "誤りがあるため数値に入っていない行。担当と期限。",
        "title": "保留 {count}件",
        "title_late": "保留 {count}件、うち期限切れ {late}件",
        "title_none": "保留はありません",
        "help": "誤りがあるため数値に入っていない行です。直して確定すると、保留から消えます。",
        "rows": "保留の行",
        "show_closed": "閉じたものも示す",
        "reason_parked": "保留の理由",
        "choose": "行を選ぶ",
        "mend": "この調査票を直す",
        "mend_help": "元のファイルを取込の画面で開きます。直して確定すると、新しい取込に替わります。",
        "assign": "担当と期限を決める",
        "resolve": "対応済みにする",
        "drop": "取り下げる",
        "reopen": "保留に戻す",
    }
)
