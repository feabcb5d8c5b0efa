"""Words of 資料作成."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "資料作成",
        "page_help": "議題を選んで、会議資料（PowerPoint・PDF）を作る。",
        "title": "会議資料を作る",
        "agenda": "議題のひな形",
        "note": "「{item}」の補足",
        "note_placeholder": "このスライドの補足（任意）",
        "up": "「{item}」を前へ",
        "down": "「{item}」を後へ",
        "drop": "「{item}」を外す",
        "add": "加える項目",
        "deck_title": "資料の題名",
        "since": "前回会議の日",
        "since_help": "この日の終わりの時点から変わった数値を示します。空欄なら、記録した前回の会議からの変更を示します。",
        "appendix": "付録を付ける",
        "appendix_help": "図の数値の表と、1枚に収まらない表の続きを、資料の後ろに付けます。",
        "files": "ひな形・前回の資料",
        "template": "PowerPoint のひな形（.pptx、.potx）をここに置いてください",
        "previous": "前回作った資料（.pptx）をここに置いてください",
        "previous_help": "前回の資料を渡すと、補足・ノート・見出し・加えた図形やスライドなど手で書いたものと、グラフの位置・色を残し、数値だけを新しくします。",
        "make": "資料を作る",
        "making_figures": "数値をそろえています（{done}/{count}）",
        "making_pptx": "PowerPoint を作っています（{done}/{count}）",
        "making_pdf": "PDF を作っています（{done}/{count}）",
        "made": "資料ができました。",
        "pptx": "PowerPoint を保存",
        "pdf": "PDF を保存",
        "make_prints": "印刷用（A4）を作る",
        "making_prints": "A4 の PDF を作っています",
        "handout": "A4 の資料を保存（PDF）",
        "one_page": "KPI の1枚ものを保存（PDF）",
        "preview": "スライドを見る",
        "nothing_chosen": "資料に入れる項目を選んでください。",
        "meeting_mode": "この議題の順で会議モードを開く",
    }
)
