"""What happens to the store: what went wrong, by the error's code (store.errors)."""

from collections.abc import Mapping
from typing import Protocol

from words import Words


class Explained(Protocol):
    """What went wrong, and what it is about by name (`store.errors.StoreError`)."""

    @property
    def code(self) -> str: ...

    @property
    def named(self) -> Mapping[str, object]: ...


STORE_ERRORS = Words(
    ja={
        "database_held": "データベースは別のプログラムが使用中です。閉じてからもう一度お試しください。",
        "write_failed": "データベースに書き込めません。空き容量とフォルダーの権限を確認してください。",
        "home_unreachable": "共有の保存先（PostgreSQL）に接続できないため、いまは何も保存できません。"
        "見ることと書き出すことはできます。接続が戻れば、そのまま保存できるようになります。",
        "home_full": "共有の保存先（PostgreSQL）のディスクがいっぱいのため、いまは何も保存できません。"
        "見ることと書き出すことはできます。空きができれば、そのまま保存できるようになります。",
        "home_differs": "共有の保存先の記録が、このサーバーの写しの続きではありません。"
        "サーバーを起動し直すと、写しを作り直します。",
        "home_outdated": "共有の保存先の形が、このプログラムのものと異なります。プログラムを新しい版にそろえ、"
        "「python -m store migrate」を実行してください。",
        "copy_differs": "写した先の表「{table}」が、元と等しくありません。写しは使わないでください。"
        "元のデータはそのままです。",
        "disk_full": "ディスクがいっぱいで、書き込めません。空きを作ってから、もう一度お試しください。",
        "output_refused": "ファイル「{file}」を書き出せません（{reason}）。"
        "フォルダーと権限を確認してください。",
        "database_damaged": "データベースのファイルが壊れています。もう一度開くか"
        "「python -m loaders rebuild」で、記録と保管した調査票から作り直します。",
        "schema_differs": "データベースの形がこのプログラムのものと異なります。"
        "もう一度開くと、保管した調査票から自動で作り直します。",
        "archive_damaged": "保管した調査票 {file} がないか、元の内容と一致しません。控えから戻してください。",
        "log_damaged": "取込の記録 {place} が壊れています。控えから戻してください。",
        "workbook_lost": "取込番号 {batch} の「{file}」（{archived}）を読み直せず、データベースにもその値が"
        "残っていないため、作り直しを中止しました。元のファイルはそのままです。控えからこの調査票を戻すか、"
        "控え全体を復元（python -m loaders restore）してください。",
        "backup_refused": "控え {file} は使えません。中身が書き出したときのままではありません（{found}）。"
        "別の控えを使ってください。何も書き込んでいません。",
        "place_taken": "フォルダー {place} は空ではありません。復元先には、新しいフォルダーか"
        "空のフォルダーを指定してください。何も書き込んでいません。",
        "home_taken": "写し先の共有の保存先には、すでに「{data_set}」のデータがあります。"
        "空の保存先を指定してください。何も書き込んでいません。",
        "store_missing": "{place} には、このプログラムのデータ（データベースも記録も）がありません。"
        "フォルダーの指定を確かめてください。何も書き込んでいません。",
        "submission_refused": "このファイルは取り込めません。年度と様式を確かめてください。",
        "reading_failed": "プログラムの誤りで、調査票を読めませんでした。選んだこと・直したことは"
        "残っています。時刻と画面の名前を事務局にお知らせください。",
        "reading_late": "調査票を読み終わらないため中止しました。選んだこと・直したことは残っています。"
        "もう一度お試しください。",
        "reading_heavy": "使えるメモリーの上限を超えるため、調査票を読むのを中止しました。"
        "選んだこと・直したことは残っています。ファイルを分けてお試しください。",
        "reading_died": "調査票を読むプログラムが停止しました。選んだこと・直したことは残っています。"
        "もう一度お試しください。",
        "reading_busy": "ほかの人の調査票を読む順番が重なっています。選んだこと・直したことは残っています。"
        "少し待ってからお試しください。",
        "reading_stopped": "調査票を読むのを取り消しました。選んだこと・直したことは残っています。",
        "actor_unknown": "お名前を入力してください。何も変わっていません。",
        "right_missing": "この操作の権限がありません（{act}{forums}）。事務局に依頼してください。",
        "people_damaged": "利用者のファイル {file} が壊れています。控えから戻してください。",
        "sessions_damaged": "サインインの記録が壊れていたため、新しく始めました。もう一度サインインしてください。"
        "トークンはすべて無効になりました。",
        "token_unknown": "このトークンは、すでに取り消されています。",
        "tokens_full": "トークンはお一人 {limit} 個までです。使わなくなったものを取り消してください。",
        "person_unknown": "このメールアドレス（または名前）の利用者はいません。",
        "person_incomplete": "メールアドレスと名前を記入し、担当にはフォーラムを選んでください。"
        "何も変わっていません。",
        "last_secretary": "事務局の利用者がほかにいないため、変更も削除もできません。"
        "先に別の事務局の利用者を登録してください。",
        "batch_unknown": "この番号の取込はありません。",
        "nothing_to_undo": "この取込は、すでに取り消し（またはやり直し）されています。",
        "nothing_to_release": "この取込は、すでに確定（または速報）になっています。",
        "inbox_item_unknown": "このファイルは、すでに受付箱にありません。",
        "preview_outdated": "ほかの取込が先に確定しました。見通しを新しくしましたので、"
        "もう一度確かめてください。",
        "reason_missing": "理由を記入してください。",
        "alarms_unconfirmed": "次の点を確かめて、それぞれに理由を記入してください。何も変わっていません。\n{alarms}",
        "parked_unknown": "この行は、もう保留ではありません。画面を読み直してください。",
        "query_unknown": "この照会は、すでに閉じられています。",
        "text_missing": "内容を記入してください。何も変わっていません。",
        "draft_unknown": "この続きは、もうありません（捨てられたか、保存の期限が過ぎたか、ファイルが壊れています）。",
        "drafts_full": "お一人が途中のまま保存しておけるのは、合計 {limit}MB までです。"
        "いらなくなった途中のものを捨ててください。",
        "agenda_unknown": "この名前で保存したものは、もうありません。",
        "name_taken": "「{name}」という名前は、ほかに保存したものが使っています。何も変わっていません。",
        "title_unknown": "この対応付けは、すでに取り消されています。",
        "log_ahead": "取込の記録とデータベースが食い違っています。もう一度開くか"
        "「python -m loaders rebuild」で、記録と保管した調査票から作り直します。",
    }
)


def explain_error(error: Explained) -> str:
    return STORE_ERRORS[error.code].format_map(error.named)
