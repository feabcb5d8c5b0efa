"""Why an export could not be made, in words for the person who asked for it."""

from words import Words

#: Why nothing could be exported, by the error's reason.
REASONS = Words(
    ja={
        "no_fonts": "日本語フォントのパッケージが入っていません。"
        "「pip install -r requirements.txt」を実行してください。",
        "no_font_folder": "フォントを準備するフォルダー（{folder}）に書き込めません。"
        "権限を確認してください。",
        "no_text": "画像に日本語の文字が描かれないため、画像を作りません。"
        "フォントのパッケージを入れ直してください。",
        "too_slow": "画像の作成が{seconds}秒で終わらないため中止しました。もう一度お試しください。",
        "renderer_died": "画像を作るプログラムが停止しました。もう一度お試しください。",
        "png_only": "--scale と --clear は PNG（.png）の図だけに使えます。",
        "not_drawn": "この図は画像にできません（{reason}）。",
        "template_unusable": "PowerPoint のファイル（.pptx、.potx、.pptm）として開けません。"
        "PowerPoint で開いて保存し直してください。",
        "template_empty": "このファイルは空（0 バイト）なので、中身のある PowerPoint の"
        "ファイルを選び直してください。",
        "template_locked": "パスワードの付いたファイルは開けないので、PowerPoint で"
        "パスワードを外して保存し直してください。",
        "template_old": "古い形式（.ppt など）のファイルは使えないので、PowerPoint で開き、"
        ".pptx で保存し直してください。",
        "template_of_another": "これは {program} のファイルなので、PowerPoint のファイル"
        "（.pptx、.potx、.pptm）を選び直してください。",
        "template_no_layout": "このファイルにはスライドのレイアウトが1つもないので、PowerPoint の"
        "「スライド マスター」でレイアウトを加えて保存し直してください。",
        "no_such_agenda": "「{name}」という議題はありません。あるのは {names} です。",
        "no_such_year": "{year}年度の取込はありません。あるのは {years} です（西暦）。",
        "nothing_then": "この時点までの取込はありません。",
        "no_such_meeting": "番号 {number} の凍結した会議はありません。"
        "番号は「会議の凍結」のページのアドレス（meeting=）にあります。",
        "no_meeting": "凍結した会議がまだありません。",
        "work_late": "{seconds}秒で終わらないため中止しました。もう一度お試しください。",
        "work_heavy": "使えるメモリーの上限を超えるため中止しました。"
        "項目や期間を減らしてお試しください。",
        "work_died": "ファイルを作るプログラムが停止しました。もう一度お試しください。",
        "work_busy": "ほかの人のファイルの作成が重なっています。少し待ってからお試しください。",
        "work_stopped": "取り消しました。",
        "work_failed": "プログラムの誤りで作れませんでした。時刻と画面の名前を事務局に"
        "お知らせください。",
        "loaders_failed": "データベースを準備できませんでした。{reason}",
        "template_macros": "マクロや、ほかのプログラムのデータを中に含むファイルは使えません。"
        "それらを削除し、.pptx で保存し直してください。",
        "template_entities": "文書型宣言（DTD）を含むファイルは、安全のため使えません。"
        "PowerPoint で開いて保存し直してください。",
        "template_too_heavy": "このファイルは大きすぎるか複雑すぎるため、{seconds}秒以内に"
        "開けません。使わないスライドや画像を減らして保存し直してください。",
    }
)


class ExportError(Exception):
    """`reason` is a key of `REASONS`; the message is Japanese and ready to show."""

    def __init__(self, reason: str, /, **facts: object) -> None:
        super().__init__(REASONS[reason].format(**facts))
        self.reason = reason
        self.facts = facts
