"""Words of はじめに."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "はじめに",
        "page_help": "送る・見る・会議。いま何が待っているかと、目標までの差。",
        "send": "送る",
        "look": "見る",
        "meet": "会議",
        # the guide
        "guide_send": "**送る**　お手元の調査票（Excel）を選ぶと、直すところを示します。「確定する」まで数値は変わりません。",
        "guide_look": "**見る**　どの数値も、コードを押すと元のセルまでたどれます。探しものは「探す」から。",
        "guide_meet": "**会議**　会議モードは一画面に一つの数値。資料（PowerPoint）も同じ数値から作ります。",
        "guide_close": "わかりました",
        # sending
        "send_now": "調査票を送る",
        "send_all": "受付箱で {count}冊が取込を待っています",
        "owed_none": "{forum}　{year}に出していただくものは、そろっています。",
        "owed": "{forum}　{year}にまだのもの",
        "due": "期限 {day}（あと{days}日）",
        "due_today": "期限 {day}（今日）",
        "late": "期限 {day} を {days}日過ぎています",
        "no_due": "期限 未定",
        "owing_all": "{year}　{count}フォーラム・部会がまだ: {names}",
        "owing_nobody": "{year}　すべてのフォーラム・部会がそろいました。",
        "and_more": "{names} ほか{count}",
        "status": "提出状況を見る",
        "waiting": "保留 {count}件（数値に入っていません）",
        "waiting_late": "保留 {count}件、うち期限切れ {late}件",
        "queries": "回答を待つ照会 {count}件",
        # looking
        "name": "指標",
        "value": "実績 / 目標",
        "of_target": "{value} / {target}",
        "gap": "目標との差",
        "own_block": "{forum}を見る",
        "kpi": "KPI の目標と実績を見る",
        # meeting
        "next": "次の会議　{day}（あと{days}日）",
        "next_today": "今日の会議　{day}",
        "next_unknown": "次の会議の日　未定",
        "last": "前回　{day}「{name}」",
        "moved": "前回のあと、{count}個の数値が変わりました",
        "moved_none": "前回から変わった数値はありません",
        "no_meeting": "凍結した会議はまだありません",
    }
)
