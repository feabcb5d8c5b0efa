"""Words of 提出状況."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "提出状況",
        "page_help": "どのフォーラムがどの調査票を出したか。催促の文面。",
        "title": "提出 確定 {confirmed}・保留あり {parked}・未提出 {missing}",
        "title_preliminary": "{title}（うち速報 {count}）",
        "matrix_alt": "フォーラムと様式ごとの提出状況",
        "matrix_help": "― 未提出　▲ 保留あり　● 確定（件数は 確定 + 保留）。",
        "nothing_owed": "未提出のものはありません。",
        "last_uploads": "最後の取込",
        "reminder": "催促の文面（右上のボタンで写せます）",
    }
)
