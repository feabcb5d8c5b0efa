"""Words of 履歴."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "履歴",
        "page_help": "すべての取込。元のファイル、二つの取込の差、取り消しとやり直し。",
        "records": "記録",
        "title": "取込の履歴 {count}件",
        "batches": "取込の履歴",
        "tab_batches": "取込の一覧",
        "tab_difference": "二つの取込の差",
        "tab_log": "操作の記録",
        "kind": "種類",
        "of_batch": "取込番号 {batch} について",
        "reason": "理由",
        "superseded": "前の取込",
        "state_current": "数値に反映",
        "state_partly": "一部を反映",
        "state_superseded": "新しい取込に交代",
        "state_undone": "取り消し済み",
        "slot_current": "反映",
        "slot_past": "反映なし",
        "slots_alt": "この取込が受け持つ調査票",
        "choose_batch": "取込を選ぶ",
        "fetch_original": "元のファイルをダウンロード",
        "undo": "取り消す",
        "redo": "やり直す",
        "undo_heading": "取り消し",
        "redo_heading": "やり直し",
        "undo_help": "この取込を数値から外し、前の取込に戻します。",
        "redo_help": "取り消した取込を数値に戻します。",
        "undo_done": "取込番号 {batch} を取り消しました（記録番号 {number}）。",
        "redo_done": "取込番号 {batch} を数値に戻しました（記録番号 {number}）。",
        "one_batch_only": "取込が二つ以上あると、差を見られます。",
        "log_whole": "操作の記録は、書かれたときのままです（画面から変えることはできません）。",
        "log_broken": "操作の記録が書き換えられています（番号 {numbers}）。控えと比べてください。",
        "number": "番号",
        "action": "操作",
        "subject": "対象",
        "details": "内容",
        "seal": "封印",
        "claimed": "{name}（名乗り）",
        "none": "なし",
        "added": "追加",
        "changed": "変更",
        "removed": "消える",
        "unchanged": "変わらない",
    }
)
#: What a batch is.
KINDS = Words(ja={"load": "取込", "undo": "取り消し", "redo": "やり直し"})
