"""Words of 提出状況."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "提出状況",
        "page_help": "どのフォーラムがどの調査票を出したか。催促のメール。",
        "title": "提出 確定 {confirmed}・保留あり {parked}・未提出 {missing}",
        "title_preliminary": "{title}（うち速報 {count}）",
        "matrix_alt": "フォーラムと様式ごとの提出状況",
        "matrix_help": "― 未提出　▲ 保留あり　● 確定（件数は 確定 + 保留）。",
        "nothing_owed": "未提出のものはありません。",
        "last_uploads": "最後の取込",
        "reminder": "催促の文面（右上のボタンで写せます）",
        "due_on": "提出の期限",
        "contact": "問い合わせ先",
        "contact_example": "例: 事務局 田中（03-0000-0000）",
        "open_mail": "メールソフトで開く",
        "to": "宛先: {addresses}",
        "nobody": "このフォーラムの担当として登録された人がいないため、宛先は空欄です。",
        "nobody_practice": "演習データ（架空）の催促なので、宛先は空欄です。",
        "make": "未提出のある{count}フォーラムの催促メールを作る",
        "making": "催促メールと記入用の調査票を作っています",
        "made": "催促メール{count}通を作り、記録しました。展開して開くと、送信前のメールになります。",
        "save": "催促メールを保存（{count}通、.zip）",
        "zip_name": "催促_{year}",
    }
)
