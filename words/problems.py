"""What a problem says: one sentence a code, in Japanese, for the sender."""

from typing import Protocol

from words import Words


class ProblemFacts(Protocol):
    """What a sentence about a problem may say (see loaders.checking.problems.Problem)."""

    @property
    def code(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def expected(self) -> str: ...


#: One sentence a problem code: what is wrong, what was found, what to do next.
PROBLEMS = Words(
    ja={
        "unreadable_file": "ファイル「{file}」を開けません。{expected}",
        "encrypted_file": "ファイル「{file}」はパスワードで保護されています。"
        "パスワードを解除して保存し直してください。",
        "limit_exceeded": "ファイル「{file}」は大きすぎるため読み込みません（{found}）。{expected}",
        "unknown_layout": "シート「{sheet}」は既知の調査票の様式ではないため、読み込みませんでした。",
        "cover_mismatch": "シート「{sheet}」のフォーラムは「{found}」ですが、送付状などの別のシートには"
        "「{expected}」とあります。このシートの「{found}」として読みました。",
        "example_sheet": "シート「{sheet}」は記入例のため、読み込みませんでした。"
        "実際の報告であれば、シート名と表題から「記入例」などの語を除いてください。",
        "missing_column": "「{title}」の列が見つかりません。見出し行に「{title}」を加えてください。",
        "duplicate_column": "「{title}」に当たる列が複数あります（{found}）。どれか一つにしてください。",
        "uncertain_column": "見出し「{found}」を「{expected}」の列として読みました。"
        "違う場合は見出しを直してください。",
        "missing_value": "「{title}」が空欄です。{expected}",
        "invalid_number": "「{title}」の「{found}」を数値として読めません。{expected}",
        "invalid_date": "「{title}」の「{found}」を日付として読めません。{expected}",
        "invalid_choice": "「{title}」の「{found}」は選択肢にありません。{expected}",
        "points_elsewhere": "「{title}」は「{found}」とあるだけで、内容がありません。"
        "その内容をこのセルに書いてください。",
        "several_in_cell": "「{title}」の1つのセルに{found}件が並んでいます。"
        "1件を1行に分けて書いてください。",
        "unclear_ditto": "「{title}」の「{found}」は、上のセルのどこまでを指すのか決められません。"
        "省略せずに書いてください。",
        "unknown_government": "「{title}」の「{found}」に当たる地方公共団体がありません。{expected}",
        "ambiguous_government": "「{title}」の「{found}」は複数の地方公共団体に当たります。{expected}",
        "renamed_government": "「{title}」の「{found}」は現在の「{expected}」として読みました。",
        "total_mismatch": "「{title}」の合計が合いません。記載は {found}、内訳からの計算は {expected} です。",
        "stage_order": "「{title}」の日付の順序が合いません（{found}）。{expected}",
        "duplicate_record": "同じ内容の行がすでにあります（{expected}）。どちらか一つにしてください。",
        "code_mismatch": "「{title}」の「{found}」が、同じ行の {expected} と合いません。"
        "どちらかを直してください。",
        "status_mismatch": "「{title}」の「{found}」が、同じ行の「{expected}」と合いません。"
        "どちらかを直してください。",
        "withdrawn_record": "取り消された行のようです（{found}）。取り込まずに保留にしました。"
        "今も有効な行なら、取り消し線や注記を消してください。",
        "set_aside": "「{found}」とあるため、その下は取り込みませんでした。"
        "数える内容であれば、この見出しを直してください。",
        "scaled_figures": "「{title}」は単位が {found} なので、{expected} 倍して読みました。",
        "other_fiscal_year": "{found}年度の行です。このシートの年度（{expected}年度）には数えず、保留にしました。",
        "outside_fiscal_year": "「{title}」の「{found}」は対象年度（{expected}）の外です。",
        "formula_error": "「{title}」のセルが計算エラー（{found}）です。値を入力し直してください。",
        "readers_disagree": "「{title}」のセルの値が読み取り方によって異なります（{found}）。"
        "Excel で開いて上書き保存してから、もう一度お試しください。",
        "hidden_content": "非表示の{title}も読み込みました（{found}）。不要であれば削除してください。",
        "cell_comment": "セルのメモ「{found}」は読み取っていません。"
        "「{title}」に必要な内容であれば、セルに記入してください。",
        "floating_text": "図形やテキストボックスの文字「{found}」は読み取っていません。"
        "必要な内容であれば、表のセルに記入してください。",
        "colour_meaning": "「{title}」は「{found}」とありますが、このセルの色からは読み取れません。"
        "言葉で記入してください。",
        "unmarked_months": "{found} の行は、月の列に何も書かれていないので、「{title}」を読み取っていません。"
        "色や矢印で示している場合は、その月のセルに ○ を記入してください。",
        "unread_cells": "{found} は読み取っていません（{title}。例:「{expected}」）。"
        "必要な内容であれば、様式の列か欄に移してください。",
        "other_layout": "シート「{sheet}」の「{found}」は「{title}」の表題のようですが、"
        "「{expected}」として読みました。表題を直すか、様式を選び直してください。",
        "unread_parts": "「{title}」のセル（{found}）には「{expected}」も書かれているようですが、"
        "読み取っていません。列を分けて書いてください。",
        "lone_name": "「{title}」だけが書かれた行があります（{found}。例:「{expected}」）。"
        "前の行の続きや見出しであれば、一件にならないように直してください。",
        "no_records": "シート「{sheet}」は「{title}」の様式ですが、一件も読み取れませんでした。"
        "記入の位置が様式と合っているか確認してください。",
        "values_only": "シート「{sheet}」は値だけを読みました。非表示・結合・取り消し線・計算エラーは"
        "確かめられません。Excel で「Excel ブック (*.xlsx)」に保存し直すと確かめられます。",
        "nothing_to_load": "ファイル「{file}」には読み込める調査票がありません。"
        "様式のシートが入っているか確認してください。",
        "submission_refused": "ファイル「{file}」には保存できない値があるため、取り込めません。"
        "数値の桁、日付、年度、様式を確かめてください。",
        "unknown_fiscal_year": "シート「{sheet}」の年度がわかりません。"
        "表題に「令和2年度」のように書くか、年度を指定してください。",
        "stale_correction": "登録済みの訂正がセルの現在の値（{found}）に当てはまりません。"
        "訂正の登録を見直してください（想定: {expected}）。",
    }
)

LEVELS = Words(ja={"error": "［誤り］", "warning": "［注意］"})

#: What would have been understood, where no parser knows better.
EXPECTED = Words(
    ja={
        "only_numbers": "{title}（番号だけの列）",
        "only_codes": "{title}（{first} から {last} までは番号や記号だけで、何を指すか書かれていません）",
        "also": "ほかに {count} か所も同じです（{cells}）。",
        "unread_column": "{title}（{places} はどれも読み取れません。例:「{example}」）",
        "blank_column": "{title}（{places} はどれも空欄です）",
        "required": "必須の項目です。記入してください。",
        "stage_order": "検討 → 成立 → 現場試行 → 社会実装の順になるように直してください。",
        "date_order": "先のことの日付が後にならないように直してください。",
        "stage_behind": "段階が日付に追いついていません。段階か日付を直してください。",
        "struck_out": "取り消し線",
        "copies": "{first} ほか {count} 件",
        "codes_too_high": "（団体コードの列が1行上にずれているようです）",
        "codes_too_low": "（団体コードの列が1行下にずれているようです）",
        "untitled": "見出しなし",
        "hidden_row": "行",
        "hidden_column": "列",
        "hidden_sheet": "シート",
    }
)


def render_problem(problem: ProblemFacts) -> str:
    """One Japanese sentence for the sender; the place (sheet, cell) is named by the caller."""
    return PROBLEMS[problem.code].format(
        file=problem.file,
        sheet=problem.sheet,
        cell=problem.cell,
        title=problem.title,
        found=problem.found,
        expected=problem.expected,
    )
