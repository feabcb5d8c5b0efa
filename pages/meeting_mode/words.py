"""Words of 会議モード."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "会議モード",
        "page_help": "共有画面用。議題の順に一画面に一つの結果を大きく示し、決定・"
        "意見を数値と一緒に残す。",
        "place": "議題 {number}／{count}　{item}{part}",
        "part": "（{part}／{count}）",
        "definition": "定義: {text}",
        "source": "出典: {text}{more}",
        "more_sources": " ほか{count}",
        "between": " ｜ ",
        "as_of": "データ: {text}",
        "agenda": "議題",
        "other_agenda": "どの議題で進めるか",
        "own_agenda": "資料作成で選んだ順",
        "previous": "前へ",
        "next": "次へ",
        "leave": "終了",
        "remarks": "記録（{count}）",
        "remarks_none": "記録",
        "kind": "種類",
        "about": "どの数値について",
        "whole_screen": "この画面全体",
        "subject": "{name} {value}",
        "text": "決定・意見",
        "by": "記録者",
        "record": "記録する",
        "recorded": "記録しました。次の会議の最初の画面に開きます。",
        "incomplete": "決定・意見と記録者を入れてください。",
        "past": "過去の日を表示しているあいだは記録できません。絞り込みで日付を消すと、今日の会議として記録できます。",
        "withdraw": "取り消す",
    }
)
