"""Wording that has not yet moved beside its users (see words/); this file goes when it is empty."""


# ------------------------------------------------------------------ the screen

#: What a page says of the block that it is narrowed to, where it could be misread.
BLOCK_NOTES: dict[str, str] = {
    "named": "{block}ブロック",
    "help": "画面を1つのブロック（地方フォーラム）に絞ります。範囲が「全国」のときは使えません。",
    "narrowed": "以下の図と一覧は{block}ブロックだけのものです（ブロック別の図は比較のため全ブロック）。",
    "ladder": "公表値と転換率にはブロック別の内訳がないため（未報告で、0ではありません）、"
    "ここの図は全ブロックの数です。{block}ブロックに絞られるのは「止まるところ」と「案件の一覧」です。",
    "workshops": "出前授業・ワークショップの公表値にはブロック別の内訳がありません（0ではありません）。"
    "{block}ブロックに絞られるのは取組の図と一覧です。",
    "members": "上の数値は{block}ブロックの{whole}団体に対するものです。"
    "目標は全国の目標{target}を当てはめた参考値で、公表された{block}の目標ではありません。",
    "members_no_target": "上の数値は{block}ブロックの{whole}団体に対するものです。",
    "members_span": "公表された会員の割合にはブロック別の内訳がないため（未報告で、0ではありません）、"
    "上の数値は全国のものです。{block}ブロックの地方公共団体は{whole}団体です。",
    "first_forum": "ブロックが「全ブロック」のときは、最初のフォーラムを示します。"
    "地図を押すか、画面上の「ブロック」で選べます。",
    "narrowed_forum": "行事予定は{block}フォーラムだけを示しています。",
}


PAGE_TEXTS: dict[str, str] = {
    "kpi": "KPI の目標と実績",
    "members": "自治体会員",
    "blocks": "ブロック別活動",
    "reconciliation": "照合",
    "definitions": "定義・出典",
}

#: What each page answers: the tooltip in the menu.
PAGE_HELP_TEXTS: dict[str, str] = {
    "kpi": "各指標の実績・目標・差・状況。マッチング等の段階別の内訳。",
    "members": "自治体会員の割合を団体数で。目標まであと何団体か。",
    "blocks": "10の地方フォーラムの行事予定と活動目的。",
    "reconciliation": "合計と内訳、計画書の中で食い違う数値。",
    "definitions": "各指標の定義と、各数値の出典セル。",
}

#: Findings: a chart's title is what its figures say. Keys end in the case that holds.
FINDING_TEXTS: dict[str, str] = {
    "headline": "マッチング等 {value}/{target}（{percent}%）、うち社会実装 {implementations}",
    "headline_no_target": "マッチング等 {value}件（目標なし）、うち社会実装 {implementations}",
    "headline_missing": "マッチング等の実績は未報告です",
    "attainment": "目標のある{count}指標のうち、達成は{met}、最も遠いのは{worst}（{percent}%）",
    "attainment_all_met": "目標のある{count}指標すべてが目標を達成",
    "attainment_missing": "目標のある{count}指標の実績は未報告です",
    "attainment_partial": "目標のある{count}指標のうち実績の報告は{reported}、達成は{met}",
    "attainment_empty": "目標も実績も未報告です",
    "attainment_no_target": "この範囲には目標値がありません",
    "stages": "{total}件の{percent}%は検討段階、社会実装は{implementations}",
    "stages_zero": "マッチング等は0件",
    "stages_missing": "マッチング等の段階別の実績は未報告です",
    "members": "目標{target}まであと{missing}団体（現在{count}、必要{needed}）",
    "members_met": "目標{target}を達成（現在{count}団体、必要{needed}団体）",
    "members_maybe": "目標{target}に達しているか、あと最大{missing}団体（現在{count}、必要{needed}）",
    "members_no_target": "自治体会員は{count}団体（目標値なし）",
    "members_missing": "自治体会員の割合は未報告です",
    "governments": "ブロック別の会員数は未報告。分母は{smallest}の{least}団体から{largest}の{most}団体まで",
    "governments_counted": "会員の割合が最も高いのは{largest}（{most}%）、最も低いのは{smallest}（{least}%）",
    "events": "{forums}フォーラムが{count}件を計画、うち{undated}件は日程未定",
    "events_all_dated": "{forums}フォーラムが{count}件を計画、すべて時期が決まっている",
    "events_missing": "この年度の活動計画は未報告です",
    "map": "{block}は{count}件を計画（{prefectures}都道府県、{governments}団体）",
    "totals_equal": "合計と内訳は、確認できる{count}か所すべてで一致",
    "totals_differ": "合計と内訳が合わない箇所が{count}あります",
    "totals_missing": "照合できる公表値がありません",
    "definitions": "{kpis}指標の定義と、{cells}個の値の出典セル",
    "map_missing": "{block}の活動計画は未報告です（{prefectures}都道府県、{governments}団体）",
}

CHART_TEXTS: dict[str, str] = {
    "gap": "あと{gap}",
    "over": "目標を{gap}上回る",
    "of_target": "{value} / {target}",
    "no_target": "{value}（目標なし）",
    "target": "目標",
    "total": "合計",
    "cases": "件",
    "governments": "団体",
    "now": "現在 {ratio}",
    "goal": "目標 {ratio}",
    "short": "不足",
    "members": "うち会員 {count}",
    "undated": "日程未定 {count}件",
    "event_count": "計画した行事",
    "events_key": "濃い印＝日が決まっている　薄い帯＝幅のある時期　破線＝変更の可能性あり",
    "map_key": "色の濃さはブロックが計画した行事の件数。選んだブロックを太枠で示す",
    "span_key": "幅は、整数に丸めて公表された割合が取り得る団体数",
    "waterfall_key": "検討・成立・試行・実装を積み上げて合計に至る。◇は0件",
}

SCREEN_TEXTS: dict[str, str] = {
    "title": "インフラメンテナンス国民会議 活動ダッシュボード",
    "short_title": "国民会議ダッシュボード",
    "section": "画面",
    "fiscal_year": "年度",
    "fiscal_year_latest": "最新",
    "scope": "範囲",
    "denominator": "分母",
    "forum": "フォーラム",
    "source": "出典",
    "source_cell": "{workbook}・{sheet}・{cell}",
    "as_of": "データ: {version}件目の取込まで（{moment} 時点）",
    "rows_waiting": "保留中の行が{count}行あり（全年度・全様式）、数値に入っていません",
    "data_table": "数値の表を見る",
    "no_store_title": "データベースを開けません",
    "no_data_title": "データがまだありません",
    "no_data": "調査票が取り込まれていません。data/plan/ の調査票を取り込むと、ここに数値が表示されます。",
    "nothing_for_year": "{fiscal_year}の{subject}は未報告です（0ではありません）。",
    "actual": "実績",
    "target": "目標",
    "gap": "目標との差",
    "points": "ポイント",
    "status": "状況",
    "last_year": "前年度",
    "indicator": "指標",
    "cell": "セル",
    "workbook": "ブック",
    "sheet": "シート",
    "written": "記載のまま",
    "state": "状態",
    "rule": "読み方",
    "figure": "数値",
    "layout": "様式",
    "status_rule": "状況の判定基準",
    "outcome": "成果（アウトカム）",
    "no_target": "なし",
    "stages_heading": "内訳: {parts}",
    "double_counting": "年度内に段階が進んだ案件を重ねて数えたかは計画書に記載がありません。"
    "本画面では各案件を、年度末までに達した最も進んだ段階で一度だけ数えるものとして扱います。",
    "member_now": "現在の会員（団体）",
    "member_needed": "目標に必要（団体）",
    "member_missing": "目標まであと（団体）",
    "denominator_governments": "分母の地方公共団体 1,788 は都道府県 47 と市区町村 1,741。計画書が公表した割合の分母です。",
    "denominator_municipalities": "計画書の割合は地方公共団体 1,788 に対するものです。"
    "市区町村 1,741 を分母と見た場合の参考値であり、公表値ではありません。",
    "rounding": "割合は整数に丸めて公表されているため、団体数は幅で示します。"
    "会員名簿が取り込まれると実数になります。",
    "block": "ブロック",
    "prefecture": "都道府県",
    "to": "～",
    "nothing": "―",
    "government_count": "地方公共団体（分母）",
    "prefecture_count": "うち都道府県",
    "municipality_count": "うち市区町村",
    "member_count": "会員数",
    "member_ratio": "会員の割合",
    "purpose": "活動目的と概要",
    "events": "行事",
    "event_name": "活動・行事名",
    "scheduled": "開催予定日（記載のまま）",
    "content": "内容",
    "undated_heading": "日程が決まっていない行事（{count}件）",
    "undated_none": "日程未定の行事はありません。",
    "event_count": "計画した行事",
    "event_unit": "件",
    "dated_count": "うち時期あり",
    "undated_count": "うち日程未定",
    "forum_title": "{forum}フォーラム",
    "click_hint": "地図のブロックを押すか、画面上の「ブロック」で、ほかのフォーラムを選べます。",
    "national": "全国",
    "regional": "地方",
    "total": "総合計",
    "computed_total": "全国＋地方",
    "check": "照合",
    "mismatch_heading": "計画書の中で食い違う数値",
    "note_heading": "読み取るときの注意",
    "treatment": "この画面での扱い",
    "evidence": "根拠のセル",
    "definitions_heading": "指標の定義",
    "sources_heading": "各数値の出典セル",
    "definition": "定義",
    "numerator": "分子・数えるもの",
    "denominator_long": "分母",
    "period": "期間",
    "unit": "単位",
    "remark": "注意",
    "facts_heading": "国民会議の数値",
    "fact_quote": "原文",
    "fact_as_of": "時点",
    "value": "値",
    "field": "項目",
    "reported": "報告あり",
    "parts": "検討 ＋ 成立 ＋ 試行 ＋ 実装",
    "computed_parts": "四段階の和",
    "published": "公表値",
    "totals_heading": "総合計と、全国＋地方",
    "stage_totals_heading": "マッチング等と、四段階の和",
    "event_plans": "活動計画",
    "next_year_target": "翌年度目標",
    "search_hint": "表の右上の虫眼鏡で検索、下向き矢印で CSV を保存できます。",
}


# ------------------------------------------------------------------ exports

#: Words of what leaves the screen: pictures, workbooks, tables, their menu and their errors.
EXPORT_TEXTS: dict[str, str] = {
    "practice": "演習データ（架空）",
    "data_kind": "データ区分",
    "unit": "単位",
    "definition_of": "「{name}」の定義",
    "practice_finding": "【演習データ（架空）】{title}",
    "missing_category": "{name}（{state}）",
    "menu": "書き出し",
    "menu_hint": "押したときに作ります。PowerPoint に貼るなら PNG ×2 か SVG。"
    "ファイルが届かないときは、もう一度開くと理由を表示します。",
    "png1": "画像 PNG（標準）",
    "png2": "画像 PNG（×2）",
    "png4": "画像 PNG（×4・印刷用）",
    "svg": "画像 SVG（拡大しても鮮明）",
    "pdf": "PDF",
    "xlsx": "Excel（数値・定義・出典・グラフ）",
    "csv": "CSV（UTF-8）",
    "pptx": "PowerPoint 1枚",
    "failed": "前回は書き出せませんでした。{reason}",
    "file_version": "第{version}回取込時点",
    "file_practice": "演習",
    "source": "出典: {sources}",
    "definition": "定義: {definition}",
    "code": "図番号 {code}",
    "not_reported": "{topic}は未報告です（0ではありません）",
    "data_sheet": "数値",
    "definition_sheet": "定義",
    "source_sheet": "出典",
    "chart_sheet": "グラフ用の値",
    "item": "項目",
    "text": "内容",
    "base": "（積み上げの始点）",
    "title": "この図が示すこと",
    "topic": "題名",
    "fiscal_year": "年度",
    "scope": "範囲",
    "as_of": "データの時点",
    "completeness": "報告状況",
    "code_label": "図番号",
    "definition_label": "定義",
    "notes": "補足・変更点",
    "figure": "数値",
    "workbook": "ブック",
    "sheet": "シート",
    "cell": "セル",
    "written": "記載のまま",
    "indicator": "指標",
    "stage": "段階",
    "actual": "実績",
    "target": "目標",
    "no_target": "目標なし",
    "attainment": "達成率",
    "gap": "目標との差",
    "status": "状況",
    "previous": "前年度実績",
    "next_target": "翌年度目標",
    "least": "最小",
    "most": "最大",
    "member_now": "現在の会員",
    "member_needed": "目標に必要",
    "member_missing": "目標まであと",
    "block": "ブロック",
    "government_count": "地方公共団体",
    "prefecture_count": "うち都道府県",
    "municipality_count": "うち市区町村",
    "member_count": "会員",
    "member_ratio": "会員の割合",
    "forum": "フォーラム",
    "event": "行事",
    "scheduled": "開催予定日（記載のまま）",
    "period_from": "期間の始め",
    "period_to": "期間の終わり",
    "content": "内容",
    "event_count": "計画した行事",
    "indicators_reported": "{reported}/{count} 指標報告",
    "forums_reported": "{reported}/{count} フォーラム報告",
    "blocks_reported": "{reported}/{count} ブロック報告",
    "stages_reported": "{reported}/{count} 段階報告",
    "stages_total": "合計 {total}（目標 {target}）",
    "topic_matching_stages": "マッチング等の段階別内訳",
    "topic_kpi_attainment": "KPIの目標達成状況",
    "topic_membership_span": "自治体会員の割合と目標",
    "topic_government_count_by_block": "ブロック別の自治体会員",
    "topic_event_plans_by_forum": "地方フォーラムの活動計画",
    "topic_block_by_prefecture": "ブロック別の行事計画数",
    "events_definition": "地方フォーラムが活動計画に記載した行事。1行が1期間。日程未定の行事も含む。",
    "governments_definition": "地方公共団体は都道府県と市区町村。会員数は名簿が取り込まれるまで未報告。",
}

#: Why nothing could be exported, by the error's reason.
EXPORT_ERRORS: dict[str, str] = {
    "no_fonts": "日本語フォントのパッケージが入っていません。"
    "「pip install -r requirements.txt」を実行してください。",
    "no_font_folder": "フォントを準備するフォルダー（{folder}）に書き込めません。権限を確認してください。",
    "no_text": "画像に日本語の文字が描かれないため、画像を作りません。"
    "フォントのパッケージを入れ直してください。",
    "too_slow": "画像の作成が{seconds}秒で終わらないため中止しました。もう一度お試しください。",
    "renderer_died": "画像を作るプログラムが停止しました。もう一度お試しください。",
    "not_drawn": "この図は画像にできません（{reason}）。",
    "template_unusable": "PowerPoint のファイル（.pptx、.potx）として開けません。"
    "PowerPoint で開いて保存し直してください。",
    "loaders_failed": "データベースを準備できませんでした。{reason}",
    "template_macros": "マクロを含むファイルはひな形に使えません。.pptx で保存し直してください。",
}


# ------------------------------------------------------------------ slides

DECK_TEXTS: dict[str, str] = {
    "stamp": "演習データ（架空）",
    "not_reported": "未報告",
    "not_reported_note": "この図の数値はまだ報告されていません（0ではありません）。",
    "source": "出典",
    "definition": "定義",
    "as_of": "時点",
    "scope": "範囲",
    "completeness": "報告",
    "code": "コード",
    "numbers": "数値",
    "changes": "前回からの変化",
    "part": "（{number}/{count}）",
    "between": "　",
    "category_missing": "{name}（未報告）",
    "picture_alt": "{topic}の図。{title}",
    "chart_alt": "{topic}のグラフ。{title}",
    "table_alt": "{topic}の表。{title}",
    "own_note_name": "補足（手書き）",
    "own_note_prompt": "補足（ここに書いた文は作り直しても残ります）",
    "handwritten_mark": "――― ここから下は手書き（作り直しても残ります）―――",
    "ladder_begin": "（前の段階まで）",
    "ladder_total": "合計",
    "ladder_gap": "目標まで",
    "span_spread": "丸めによる幅",
    "others": "会員以外",
    "own_shape": "自動｜",
    "form_name": "記入欄",
    "topic_kpi_summary": "KPI の一覧",
    "topic_stage_ladder": "段階のはしご",
    "topic_schedule": "{topic}（{forums}）",
    "topic_reconciliation": "計画書の中で食い違う数値",
    "topic_changes": "前回会議からの変更",
    "topic_submissions": "報告がまだのもの",
    "topic_decisions": "決定事項",
    "reached_stage": "到達した段階",
    "reached": "到達した案件",
    "at_least": "{name}以上",
    "ladder_definition": "公表値からの計算。各案件を最も進んだ段階で一度だけ数えたとみなし、"
    "その段階以降の件数を足した数。",
    "ladder_finding": "{total}のうち成立以上に進んだのは{agreed}、社会実装は{last}",
    "ladder_missing": "どの段階まで進んだかは、未報告の段階があるため計算できません",
    "reconciliation_finding": "計画書の中で食い違う数値は{count}点、扱いを決めて示す",
    "mismatch": "食い違い",
    "says": "計画書の記載",
    "changes_unknown": "前回会議の時点が記録されていないため、取込の一覧を示す",
    "changes_none": "前回（{moment}）から数値の変更はなし",
    "changes_finding": "前回（{moment}）から{count}個の数値が変わった",
    "changes_definition": "{moment} に確定していた数値と、現在の数値との差。",
    "then": "前回",
    "now": "現在",
    "cause": "理由",
    "batch_batch": "取込",
    "batch_when": "日時",
    "batch_what": "種類",
    "batch_content": "内容",
    "batch_by": "取込者",
    "no_batches": "取込はありません",
    "more_batches": "ほか {count}件（履歴の画面にすべてあります）",
    "forum": "フォーラム",
    "submissions_regional": "地方フォーラム",
    "submissions_others": "全国フォーラム・部会・事務局",
    "submissions_topic": "報告がまだのもの（{group}）",
    "submissions_finding": "{group}の報告{whole}件のうち{missing}件がまだ",
    "submissions_all": "{group}の報告{whole}件がすべてそろった",
    "layout": "様式",
    "state": "状況",
    "submitted": "{reported}/{whole} 報告",
    "not_owed": "―",
    "plan_loader": "初期データ（令和3年度 事業計画書）",
    "practice_loader": "演習データ（架空）",
    "attainment_definition": "達成率は実績÷目標。各指標の定義は「定義・出典」の画面とスライドのノートに記載。",
    "governments_source": "地方公共団体の一覧（1,788団体）",
    "journal_source": "取込の記録",
    "submissions_definition": "様式ごとに、その年度の取込が1件もないものを未報告とする。",
    "last_decisions": "{name}の決定事項{count}件",
    "meeting_source": "{name}（{held_on}）の記録",
    "decisions_finding": "決定事項と宿題（会議で記入）",
    "form_number": "番号",
    "form_decision": "決定事項・宿題",
    "form_who": "担当",
    "form_due": "期限",
    "shape_title": "見出し",
    "shape_kicker": "題名",
    "shape_footer": "出典・定義",
    "shape_number": "ページ番号",
    "shape_stamp": "演習データの印",
    "shape_table": "表",
    "shape_chart": "グラフ",
    "shape_picture": "図",
    "shape_notice": "未報告",
    "shape_notice_note": "未報告の説明",
}


# ------------------------------------------------------------------ the upload workbench

PAGE_TEXTS |= {
    "upload": "取込",
    "submissions": "提出状況",
    "parked": "保留",
    "history": "履歴",
    "trace": "来歴",
    "titles": "見出しの対応付け",
    "deck": "資料作成",
    "meetings": "会議の凍結",
}

PAGE_HELP_TEXTS |= {
    "upload": "調査票（Excel）を確かめて取り込む。確定するまで数値は変わらない。",
    "submissions": "どのフォーラムがどの調査票を出したか。催促の文面。",
    "parked": "誤りがあるため数値に入っていない行。担当と期限。",
    "history": "すべての取込。元のファイル、二つの取込の差、取り消しとやり直し。",
    "trace": "数値から、その元になった記録とセルへ。",
    "titles": "手で対応付けた見出しの一覧と取り消し。",
    "deck": "議題を選んで、会議資料（PowerPoint・PDF）を作る。",
    "meetings": "会議の時点の数値・決定事項を残し、その後の変化を見る。",
}

#: The part of the menu that these pages stand in.
MENU_TEXTS: dict[str, str] = {"activities": "活動", "submitting": "調査票", "meeting": "会議"}

#: Heading of the column of figure codes.
SCREEN_TEXTS |= {"code": "来歴"}

UPLOAD_STEP_TEXTS: dict[int, str] = {
    1: "選ぶ",
    2: "確かめる",
    3: "直す",
    4: "見通し",
    5: "確定",
}

#: Slots that are neither a forum nor a scope.
SLOT_TEXTS: dict[str, str] = {"congress": "国民会議", "unassigned": "フォーラム不明"}

BATCH_KIND_TEXTS: dict[str, str] = {"load": "取込", "undo": "取り消し", "redo": "やり直し"}

PARKED_STATE_TEXTS: dict[str, str] = {"open": "保留", "resolved": "対応済み", "dropped": "取り下げ"}

ACTIVITY_TEXTS: dict[str, str] = {
    "accept": "取込の確定",
    "undo": "取り消し",
    "freeze_meeting": "会議の凍結",
    "redo": "やり直し",
    "assign_parked": "保留の担当を決める",
    "close_parked": "保留を閉じる",
    "reopen_parked": "保留に戻す",
    "learn_title": "見出しの対応付け",
    "revoke_title": "対応付けの取り消し",
    "refuse_inbox": "受付箱から除く",
    "remark": "メモ",
}

#: How a value was read, by the type of its field.
RULE_TEXTS: dict[str, str] = {
    "text": "文字のまま",
    "count": "件数として読む",
    "number": "数値として読む",
    "measure": "数値または割合として読む",
    "ratio": "割合として読む",
    "date": "日付として読む",
    "scheduled": "時期として読む",
    "choice": "選択肢に当てはめる",
    "choices": "選択肢（複数）に当てはめる",
    "stage": "段階に当てはめる",
    "indicator": "指標の名称に当てはめる",
    "scope": "集計範囲に当てはめる",
    "forum": "フォーラム名に当てはめる",
    "government": "地方公共団体名に当てはめる",
    "fix": "取込の画面で直した値",
}

UPLOAD_TEXTS: dict[str, str] = {
    # the frame
    "back": "戻る",
    "looked_at": "ファイル",
    "file": "ファイル",
    "state": "状態",
    "forum": "フォーラム",
    "fiscal_year": "年度",
    "layout": "様式",
    "layouts": "様式",
    "sheet": "シート",
    "cell": "セル",
    "field": "項目",
    "value": "値",
    "record": "記録",
    "records": "記録",
    "unknown": "不明",
    "none": "なし",
    "nobody": "（記名なし）",
    # 1 選ぶ
    "by": "お名前（記録に残ります）",
    "by_example": "例: 中国フォーラム 山田",
    "drop_here": "調査票（Excel）を下の枠にドラッグするか、「Upload」ボタンで選んでください",
    "drop_help": "何冊でも一度に選べます（1冊 20MB まで。xlsx・xlsm・xls・xlsb・ods）。"
    "選んだだけでは、まだ何も取り込まれません。",
    "forms_heading": "様式がないとき: 空の調査票",
    "fetch_form": "空の調査票をダウンロード",
    "inbox_heading": "受付箱: 取込を待つファイル {count}冊",
    "inbox_item": "{by}・{moment}",
    "inbox_take": "確かめる",
    "inbox_all": "すべて確かめる",
    "inbox_gone": "このファイルは、すでに受付箱にありません。",
    "chosen": "{count}冊を選びました。次に、何として読み取ったかを確かめます。",
    "nothing_chosen": "まず、ファイルを選んでください。",
    "to_check": "次へ: 確かめる",
    "reading": "読み取り中 {number}/{count}　{name}",
    "summary_alt": "選んだファイルの読み取り結果",
    "good_count": "取込可",
    "waiting_count": "要修正",
    "errors": "誤り",
    "warnings": "注意",
    "state_good": "誤りなし",
    "state_faulty": "直すところあり",
    "state_foreign": "調査票ではない",
    "state_unreadable": "読めない",
    # 2 確かめる
    "recognised": "{found}（自動判定）",
    "year_needed": "年度がわかりません。年度を選んでください。",
    "not_ours": "（読み込まない）",
    "sheets_alt": "シートごとの読み取り結果",
    "same_bytes": "このファイルは取込番号 {batch}（{moment}）で確定済みです。"
    "もう一度確定しても、何も変わりません。",
    "refused_next": "ほかのファイルはそのまま続けられます。"
    "このファイルは、上の案内に沿って保存し直してから選んでください。",
    "foreign_next": "調査票のシートがありません。様式が違う場合は「選ぶ」の画面で"
    "空の調査票をダウンロードして、書き写してください。",
    "skip_sheets": "読み込まないシート",
    "choose_layouts": "様式を選び直す",
    "layout_as_recognised": "自動で判定した様式のまま",
    "skip_none": "なし（すべて読み込む）",
    "unread_titles": "読まなかった見出し {count}件（必要なら対応付ける）",
    "unread_titles_help": "対応付けると、このフォーラムの次回の取込でも使います。",
    "unread_title": "「{title}」（{cell}）は",
    "leave_unread": "読まない",
    "together": "誤りのない{count}冊をまとめて見通す",
    "to_mend": "次へ: 直す",
    "to_outlook": "次へ: 見通し",
    "way_other_file": "このファイルは取り込めません。別のファイルを選んでください。",
    "way_faulty": "誤りが{count}件あります。この画面で直すか、直さない行を保留にできます。",
    "way_good": "誤りはありません。確定すると数値がどう変わるかを見ます。",
    # 3 直す
    "problems_left": "誤り {count}件",
    "problems_none": "誤りはありません",
    "all_good": "直すところはありません。「次へ」を押してください。",
    "other_problems": "そのほかの指摘 {count}件",
    "fixes": "この画面で直したセル {count}件",
    "fix_back": "元に戻す",
    "fix_label": "{cell} の正しい値",
    "fix_choose": "選んで直す",
    "fix_type": "正しい値を入力",
    "grid_alt": "シートの内容（誤りのセルに色）",
    "grid_help": "赤は誤り、黄は注意、緑はこの画面で直したセル。",
    "fetch_annotated": "指摘を書き込んだ Excel をダウンロード",
    "fetch_annotated_help": "元のファイルに指摘を書き込みます。"
    "直して保存し、「選ぶ」に戻ってもう一度選ぶと、直った点と残った点がわかります。",
    "annotated_name": "{stem}_指摘.xlsx",
    "returned": "前回から: 解消 {gone}・新規 {new}・残り {left}",
    "returned_from": "前回のファイル: {name}",
    "returned_gone": "解消した指摘 {count}件",
    "returned_new": "新しい指摘 {count}件",
    "returned_remaining": "残っている指摘 {count}件",
    "way_parked": "直さない行は保留にして進めます（確定 {good} + 保留 {parked}）。",
    # 4 見通し
    "figures_move": "確定すると、{count}個の数値が変わります",
    "figures_same": "公表の数値は変わりません",
    "figures": "変わる数値",
    "known_bytes": "同じ内容が確定済みです。確定しても何も変わりません。",
    "good_and_parked": "確定 {good} + 保留 {parked}",
    "added": "追加",
    "changed": "変更",
    "removed": "消える",
    "unchanged": "変わらない",
    "duplicates": "重複",
    "records_detail": "記録ごとの変化を見る",
    "records_same": "記録の変化はありません。",
    "before": "前",
    "after": "後",
    "owner": "保留の担当",
    "owner_usual": "空欄ならお名前と同じ",
    "due_on": "保留の期限",
    "way_accept": "右のボタンを押すと数値に入ります。あとで取り消すこともできます。",
    "way_name": "お名前を入れると、確定できます。",
    "way_nothing_good": "取り込める行がありません。「戻る」で直してください。",
    "way_refused": "「戻る」で年度やフォーラムを選び直してください。",
    "accept": "確定する（確定 {good} + 保留 {parked}）",
    "outdated": "ほかの取込が先に確定しました。見通しを新しくしましたので、"
    "もう一度確かめてください。",
    "not_accepted": "取り込めませんでした。何も変わっていません。もう一度お試しください。",
    "looking": "見通しを計算中 {number}/{count}　{name}",
    "accepting": "確定中 {number}/{count}　{name}",
    "accept_all": "{count}冊をまとめて確定する",
    "repeated_slot": "{slot}のファイルが二冊以上あります。後のファイルの内容だけが数値に入ります。",
    # 5 確定
    "accepted": "取込番号 {batch} として確定しました（確定 {good} + 保留 {parked}）。",
    "accepted_before": "同じ内容が取込番号 {batch} で確定済みのため、何も変わりません。",
    "accepted_all": "{count}冊を確定しました（確定 {good} + 保留 {parked}）。",
    "state_new": "確定",
    "state_known": "確定済み（変更なし）",
    "see_kpi": "数値を見る",
    "see_history": "履歴・取り消し",
    "see_parked": "保留を見る",
    "see_status": "提出状況",
    "way_done": "取込は終わりました。",
    "way_remaining": "あと{count}冊あります。",
    "to_first": "別のファイルを取り込む",
    "to_next_file": "次のファイルへ",
    "sheet_for": "{forum}の一枚（{fiscal_year}）",
    "indicator": "指標",
    "own": "自フォーラム",
    "target": "全国目標",
    "share": "目標に占める割合",
    "others": "ほかのフォーラム",
    "place": "順位",
    "similar_needs": "似たニーズをもつほかのブロックの自治体",
    "no_similar_needs": "似たニーズは見つかりませんでした。",
    "own_need": "自フォーラムのニーズ",
    "other_need": "似たニーズ",
    "government": "自治体",
    "company": "企業等",
    "stage": "段階",
    # 履歴
    "history_title": "取込の履歴 {count}件",
    "history_alt": "取込の履歴",
    "tab_batches": "取込の一覧",
    "tab_difference": "二つの取込の差",
    "tab_log": "操作の記録",
    "batch": "取込番号",
    "kind": "種類",
    "of_batch": "取込番号 {batch} について",
    "by_whom": "だれが",
    "when": "いつ",
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
    "reason_asked": "理由（記録に残ります）",
    "reason_needed": "お名前と理由を記入してください。何も変わっていません。",
    "not_done": "できませんでした。何も変わっていません。",
    "one_batch_only": "取込が二つ以上あると、差を見られます。",
    "log_whole": "操作の記録は、書かれたときのままです（画面から変えることはできません）。",
    "log_broken": "操作の記録が書き換えられています（番号 {numbers}）。控えと比べてください。",
    "number": "番号",
    "action": "操作",
    "subject": "対象",
    "details": "内容",
    "seal": "封印",
    # 来歴
    "figure_code": "数値のコード",
    "figure_code_example": "例: K2020-T-MAT",
    "figure_list": "または、数値を選ぶ",
    "figure_choose": "数値を選ぶ",
    "trace_help": "数値のコードを入力するか、一覧から選ぶと、元になった記録とセルを示します。"
    "コードは KPI の画面の各数値の下にあります。",
    "trace_title": "数値の来歴をたどる",
    "no_code": "「{code}」は数値のコードではありません。",
    "no_figure": "「{code}」に当たる数値は、この時点ではありません。",
    "no_records": "元になった記録はありません。",
    "brought": "取込番号 {batch}・{by}・{moment}",
    "record_count": "元の記録 {count}件",
    "record_count_cut": "元の記録 {count}件のうちはじめの{shown}件",
    "cells_alt": "記録のセル",
    "written": "記載のまま",
    "rule": "読み方",
    "reported": "報告あり",
    "fixed_by": "{by} が「{text}」に直した",
    "no_surroundings": "元のファイルのこのセルを示せません。履歴から元のファイルを開いてください。",
    "surroundings_help": "青いセルが元の値です。保管した元のファイルから読み直しています。"
    "左の表で行を選ぶと、ほかのセルに移ります。",
    # 保留
    "parked_title": "保留 {count}件",
    "parked_title_late": "保留 {count}件、うち期限切れ {late}件",
    "parked_none": "保留はありません",
    "parked_help": "誤りがあるため数値に入っていない行です。直して確定すると、保留から消えます。",
    "parked_alt": "保留の行",
    "show_closed": "閉じたものも示す",
    "reason_parked": "保留の理由",
    "choose_parked": "行を選ぶ",
    "mend_parked": "この調査票を直す",
    "mend_parked_help": "元のファイルを取込の画面で開きます。直して確定すると、"
    "新しい取込に替わります。",
    "assign": "担当と期限を決める",
    "resolve": "対応済みにする",
    "drop": "取り下げる",
    "reopen": "保留に戻す",
    "kept": "記録しました。",
    # 提出状況
    "submissions_title": "提出 確定 {confirmed}・保留あり {parked}・未提出 {missing}",
    "matrix_alt": "フォーラムと様式ごとの提出状況",
    "matrix_help": "― 未提出　▲ 保留あり　● 確定（件数は 確定 + 保留）。",
    "nothing_owed": "未提出のものはありません。",
    "last_uploads": "最後の取込",
    "reminder": "催促の文面（右上のボタンで写せます）",
    # 見出しの対応付け
    "titles_title": "見出しの対応付け {count}件",
    "titles_help": "取込の画面で手で対応付けた見出しです。"
    "次回から同じフォーラムの調査票で使います。",
    "titles_alt": "見出しの対応付け",
    "titles_file": "見出しの対応付け.csv",
    "title_written": "見出し",
    "valid_from": "使い始める年度",
    "revoked": "取り消し",
    "all_forums": "すべて",
    "choose_title": "取り消す対応付け",
    "revoke": "取り消す",
    "fetch_csv": "CSV をダウンロード",
    # as of
    "as_of_day": "この日の時点で見る",
    "as_of_help": "選んだ日の終わりまでに確定した取込だけで、すべての画面を示します。"
    "空にすると最新です。",
    "as_of_shown": "{day} 時点の表示です。その後の取込は含みません。",
    "as_of_nothing": "この日までに取り込まれたものはありません",
    "as_of_latest": "最新に戻す",
}
# ------------------------------------------------------------------ end of the upload workbench


#: 資料作成.
DECK_PAGE_TEXTS: dict[str, str] = {
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
    "since_help": "この日の終わりの時点から変わった数値を示します。空欄なら取込の一覧を示します。",
    "files": "ひな形・前回の資料",
    "template": "PowerPoint のひな形（.pptx、.potx）をここに置いてください",
    "previous": "前回作った資料（.pptx）をここに置いてください",
    "previous_help": "前回の資料を渡すと、補足・ノート・加えた図形やスライドなど、"
    "手で書いたものを残して作り直します。",
    "make": "資料を作る",
    "making_figures": "数値をそろえています（{done}/{count}）",
    "making_pptx": "PowerPoint を作っています（{done}/{count}）",
    "making_pdf": "PDF を作っています（{done}/{count}）",
    "made": "資料ができました。",
    "pptx": "PowerPoint を保存",
    "pdf": "PDF を保存",
    "preview": "スライドを見る",
    "nothing_chosen": "資料に入れる項目を選んでください。",
}


# ------------------------------------------------------------------ マッチング・推移・全国・検索・市民参画

PAGE_TEXTS |= {
    "matchings": "マッチング",
}

PAGE_HELP_TEXTS |= {
    "matchings": "検討→成立→現場試行→社会実装。転換率、止まっている案件、目標に必要な件数。",
}

MATCHING_TEXTS: dict[str, str] = {
    "considered": "検討",
    "agreed": "成立",
    "field_trial": "現場試行",
    "implemented": "社会実装",
    "all": "すべて",
    "step": "{before} → {after}",
    "of": "{tried}件中 {passed}件",
    "no_rate": "対象なし",
    "interval": "区間 {interval}",
    "impossible": "届かない",
    "unknown": "計算できない",
    "days": "{days}日",
    "undated": "日付なし",
    "no_field": "分野の記入なし",
    "no_obstacle": "（課題・支障の記入なし）",
    "waiting_considered": "検討で止まる",
    "waiting_agreed": "成立で止まる",
    "waiting_field_trial": "現場試行で止まる",
    "passed_considered": "検討 → 成立に要した",
    "passed_agreed": "成立 → 現場試行に要した",
    "passed_field_trial": "現場試行 → 社会実装に要した",
    # what the ladder is made of
    "basis_published": "{year}の公表値（段階別の件数）から計算。案件ごとの台帳は未報告です。",
    "basis_missing": "{year}の段階別の件数は、公表値・台帳とも未報告です。",
    "basis_counted": "{year}の案件台帳（{forums}フォーラム報告）から集計。段階別の公表値は未報告です。",
    "basis_equal": "{year}の公表値から計算。案件台帳（{forums}フォーラム報告、{counted}件）の集計と一致します。",
    "basis_differs": "{year}の公表値から計算。案件台帳（{forums}フォーラム報告）の集計は{counted}件で、段階別の件数は公表値と一致しません。",
    "ladder_note": "各案件を、年度末までに達した最も進んだ段階で一度だけ数え、その段階以降の件数を足し上げた数。",
    "rate_note": "同じ年度の案件どうしの比です。検討中の案件が翌年度以降に進む分は含みません。"
    "区間は 95%（ウィルソンの方法）。件数が少ないほど広くなります。",
    # findings
    "ladder": "{total}件のうち成立以上に進んだのは{agreed}件、社会実装は{last}件",
    "ladder_zero": "マッチングの案件は0件",
    "ladder_missing": "マッチングの段階別の件数は未報告です",
    "conversion": "最も進みにくいのは「{step}」（{count}、{rate}。区間 {interval}）",
    "conversion_missing": "段階別の件数が未報告のため、転換率は計算できません",
    "conversion_nothing": "案件がないため、転換率は計算できません",
    "waiting": "動きのない期間は{name}案件の中央値で{median}、最長{longest}",
    "waiting_undated": "日付の報告がないため、止まっている期間は計算できません",
    "waiting_missing": "止まっている期間は未報告です（案件台帳がありません）",
    "obstacle": "社会実装に至らない{stuck}件で最も多い課題は「{obstacle}」（{count}件）",
    "obstacle_unstated": "社会実装に至らない{stuck}件に、課題・支障の記入はありません",
    "obstacle_missing": "課題・支障は未報告です（案件台帳がありません）",
    "groups": "案件が最も多いのは{name}（{count}件）。成立以上に進んだ割合は{share}%",
    "groups_zero": "案件は0件",
    "groups_missing": "ブロック別・分野別の件数は未報告です（案件台帳がありません）",
    "needed": "社会実装{target}件には、率が今のままなら検討{volume}",
    "needed_impossible": "社会実装{target}件には、率が今のままでは何件検討しても届かない",
    "needed_missing": "段階別の件数が未報告のため、必要な件数は計算できません",
    "required": "件数が今のまま（現場試行以上 {trials}件）なら、社会実装{target}件には現場試行から社会実装への率が{rate}必要です。",
    "required_impossible": "現場試行以上が{trials}件のままでは、すべてが実装されても社会実装{target}件には届きません。",
    "required_missing": "現場試行の件数が未報告のため、必要な率は計算できません。",
    # chart keys and axes
    "ladder_key": "その段階か、より先の段階に達した案件の数",
    "conversion_key": "点＝実績の率　線＝95%区間（件数が少ないほど広い）",
    "days_key": "帯＝中央の半数　縦線＝中央値　◇＝最長。待ち日数は最後の動きから年度末まで",
    "groups_key": "色が濃いほど先の段階。案件は最も進んだ段階で一度だけ数える",
    "needed_key": "薄い帯＝今の件数　枠＝必要な件数（率は今のまま）　◇＝最後の率が区間の上限なら",
    "field_key": "二つの分野にまたがる案件は両方に数える",
    "axis_days": "日",
    "median_label": "中央値 {median}（{count}件）",
    "present": "今 {count}",
    "needed_label": "必要 {count}",
    "not_needed_label": "率が今のままでは{count}",
    "best_label": "最後の率が上限なら {count}",
    # headings of tables
    "name": "段階",
    "value_text": "その段階の件数",
    "reached_text": "その段階以上",
    "published_text": "公表値",
    "counted_text": "台帳の集計",
    "step_name": "段階の間",
    "count_text": "件数",
    "rate_text": "転換率",
    "interval_text": "95%区間",
    "now_text": "今の件数（その段階以上）",
    "at_present_text": "必要な件数（率は今のまま）",
    "at_best_text": "必要な件数（最後の率が区間の上限なら）",
    "item": "項目",
    "median_text": "中央値",
    "middle_text": "中央の半数",
    "longest_text": "最長",
    "dated_count": "日付のある件数",
    "case_count": "件数",
    "obstacle_text": "課題・支障（記載のまま）",
    "group_name": "区分",
    "stage_name": "段階",
    "forum_name": "フォーラム",
    "government_name": "自治体",
    "theme": "技術テーマ",
    "field_names": "技術分野",
    "requirement": "求める内容／条件",
    "technology": "技術名称",
    "company": "企業等",
    "waiting_text": "動きのない期間",
    # the page
    "target": "社会実装の目標（件）",
    "target_heading": "社会実装を何件にするには",
    "national_body": "全国フォーラム・部会",
    "field": "技術分野",
    "stage": "段階",
    "case_obstacle": "課題",
    "ledger_title": "案件ごとの台帳は未報告",
    "no_ledger_of": "{block}の案件ごとの台帳は未報告です（0ではありません）。",
    "no_ledger": "案件ごとの台帳は未報告です（0ではありません）。台帳（様式「マッチング」）が取り込まれると、"
    "止まっている期間・課題・ブロック別・技術分野別と、案件の一覧を示します。",
    "cases": "案件 {found}件（動きのない期間が長い順）",
    "cases_cut": "案件 {found}件のうち、動きのない期間が長い順に{shown}件",
    "cases_none": "この条件に合う案件は0件です。",
    "cases_hint": "行を選ぶと、その記録と元のセルを示します。",
    "cases_alt": "案件の一覧",
    "tried": "前の段階に達した件数",
    "passed": "次の段階に進んだ件数",
    "lower": "区間の下限",
    "upper": "区間の上限",
    "lower_days": "下から四分の一",
    "upper_days": "上から四分の一",
    "forums_reported": "{reported}/{count} フォーラム報告",
}

EXPORT_TEXTS |= {
    "topic_matchings_reached_by_stage": "どの段階まで進んだか",
    "topic_conversion_by_step": "段階の間の転換率",
    "topic_matchings_needed_by_stage": "社会実装の目標に必要な件数",
    "topic_days_by_stage": "段階ごとの日数",
    "topic_matchings_by_obstacle": "社会実装に至らない課題",
    "topic_matchings_by_block": "フォーラム別のマッチング",
    "topic_matchings_by_field": "技術分野別のマッチング",
}


# ------------------------------------------------------------------ 自治体会員

DIMENSION_TEXTS: dict[str, str] = {"block": "ブロック", "prefecture": "都道府県", "kind": "種別"}


FINDING_TEXTS |= {
    "roster": "自治体会員は{count}団体（{percent}）、目標{target}まであと{missing}団体",
    "roster_met": "自治体会員は{count}団体（{percent}）、目標{target}（{needed}団体）を達成",
    "roster_no_target": "自治体会員は{count}団体（{percent}、目標値なし）",
    "roster_missing": "会員名簿は未報告です",
    "groups_missing": "{noun}別の会員数は未報告です",
    "groups_zero": "会員はどの{noun}にもいません（0団体）",
    "groups_no_target": "会員の割合は{least}の{low}から{most}の{high}まで",
    "groups_all_met": "{count}の{noun}すべてが目標{target}に届いた",
    "groups": "目標{target}に届いた{noun}は{count}のうち{met}、最も遠いのは{least}（{low}、あと{missing}団体）",
    "prefectures": "目標{target}に届いた都道府県は{count}のうち{met}、最も遠いのは{least}（{low}）",
    "units": "{whole}団体のうち会員は{count}、未加入は{missing}",
    "units_missing": "{whole}団体のうち会員がどこかは未報告です",
    "changes": "{year}は加入{joined}、退会{left}、年度末の会員は{count}団体",
    "changes_missing": "加入と退会の時期は未報告です",
    "non_members": "未加入{count}団体のうち、支援・マッチングの実績があるのは{warm}団体",
    "non_members_none": "未加入の団体はありません",
    "non_members_missing": "未加入の団体は、会員名簿が取り込まれるまでわかりません",
}

CHART_TEXTS |= {
    "group_label": "{percent}（{count} / {whole}団体）",
    "group_missing": "未報告（分母 {whole}団体）",
    "group_gap": "あと{missing}団体",
    "group_met": "目標に到達",
    "ratio_key": "縦線は目標{target}。目標は全国の割合に対するもので、{noun}ごとの目標ではありません",
    "prefecture_key": "数字は会員の割合。太枠は目標{target}に届いた都道府県、橙の枠は選んだ都道府県",
    "unit_key": "1マスが1団体。濃い青が会員、灰色が未加入。縦線は目標に当たる位置",
    "unit_whole": "{name} {count}/{whole}",
    "joined": "加入 {count}",
    "left": "退会 {count}",
    "year_end": "年度末 {count}団体",
    "changes_key": "青は加入、灰色は退会。名簿の加入日・退会日による{undated}",
    "changes_undated": "（加入日の記載がない{count}団体は最初の年度から会員として数える）",
    "is_member": "会員",
    "is_no_member": "未加入",
    "government": "地方公共団体",
    "kind": "種別",
    "membership": "会員・未加入",
    "member_unit": "会員（団体）",
}

SCREEN_TEXTS |= {
    "needed_count": "目標に必要",
    "missing_count": "目標まであと",
    "roster_now": "会員（名簿、団体）",
    "roster_missing": "目標まであと（団体）",
    "roster_agrees": "公表値{published}（{span}団体に当たる）と、名簿の{count}団体は合っています。",
    "roster_differs": "公表値{published}（{span}団体に当たる）と、名簿の{count}団体は合いません。名簿の時点を確かめてください。",
    "roster_definition": "名簿に載り、年度末（3月31日）までに退会していない地方公共団体を会員と数えます。",
    "non_member_heading": "未加入の団体（つながりのある団体が先）",
    "non_member_help": "つながりは、この年度までの支援の記録、自治体のニーズとしてのマッチングの記録、"
    "開催した行事の名称・会場に名前があるもの（参加の確認ではありません）。"
    "調査票には行事の参加自治体の欄がないため、参加そのものはわかりません。",
    "prefecture_filter": "都道府県",
    "everything": "すべて",
    "government": "地方公共団体",
    "kind": "種別",
    "lead": "つながり",
    "support_count": "支援（件）",
    "matching_count": "マッチング（件）",
    "event_name_lead": "名前のある行事",
    "last_contact": "最後の年度",
    "left_on": "退会日",
    "joined_on": "加入日",
    "membership": "会員・未加入",
    "changed_year": "年度",
    "joined_count": "加入",
    "left_count": "退会",
    "year_end_count": "年度末の会員",
    "map_click_hint": "地図の都道府県を押すと、その未加入の団体を「未加入の一覧」で開きます。",
    "government_kind": "種別",
    "unit_hint": "マスを指すと、団体名と会員かどうかが出ます。",
}

EXPORT_TEXTS |= {
    "topic_member_ratio_by_block": "ブロック別の自治体会員の割合",
    "topic_member_ratio_by_kind": "種別ごとの自治体会員の割合",
    "topic_member_ratio_by_prefecture": "都道府県別の自治体会員の割合",
    "topic_government_membership_by_block": "1,788団体の会員・未加入",
    "topic_member_changes_by_year": "自治体会員の加入と退会",
    "topic_non_members": "未加入の地方公共団体",
    "members_definition": "会員は、名簿に載り年度末までに退会していない地方公共団体。",
    "needed_count": "目標に必要",
    "missing_count": "目標まであと",
    "government_code": "団体コード",
    "prefecture": "都道府県",
    "government": "地方公共団体",
    "kind": "種別",
    "membership": "会員・未加入",
    "joined_on": "加入日",
    "left_on": "退会日",
    "changed_year": "年度",
    "joined_count": "加入",
    "left_count": "退会",
    "year_end_count": "年度末の会員",
    "lead": "つながり",
    "support_count": "支援",
    "matching_count": "マッチング",
    "event_name_lead": "名称・会場に名前のある行事",
    "last_contact": "最後の年度",
    "roster_reported": "会員名簿 報告あり",
    "roster_not_reported": "会員名簿 未報告",
}

#: 会議の凍結.
MEETING_TEXTS: dict[str, str] = {
    "title_none": "凍結した会議はまだありません",
    "title": "{name}: その後{count}個の数値が変わった",
    "title_same": "{name}: その後、数値の変更はない",
    "freeze": "いまの数値を凍結する",
    "name": "会議の名前",
    "held_on": "開催日",
    "by": "記録者",
    "remarks": "所見",
    "decisions": "決定事項（1行に1件）",
    "submit": "凍結する",
    "help": "すべての数値・所見・決定事項を、変更できない記録として残します。",
    "incomplete": "会議の名前と記録者を入れてください。",
    "changed": "凍結の途中で新しい取込がありました。もう一度お試しください。",
    "frozen": "「{name}」を凍結しました。",
    "meeting": "会議",
    "option": "{held_on} {name}",
    "unknown": "このリンクの会議は見つかりません。",
    "caption": "{by} が {moment} に凍結（取込{version}件目まで）。このページのリンクで同じ数値が開きます。",
    "moved": "当時と現在",
    "frozen_figures": "当時の数値（{count}個）",
    "code": "コード",
    "figure": "数値",
    "scope": "範囲",
    "fiscal_year": "年度",
    "then": "当時",
    "now": "現在",
    "cause": "理由",
    "basis": "種類",
    "value": "値",
}


# ------------------------------------------------------------------ practice data

PRACTICE_TEXTS: dict[str, str] = {
    "tab_real": SCREEN_TEXTS["title"],
    "tab": f"【演習】{SCREEN_TEXTS['title']}",
    "switch": "演習データ",
    "help": "3年度分の架空の国民会議で画面と取込を試せます。実データとは別に保存され、混ざりません。",
    "banner": "**演習データ（架空）** 企業・行事・案件・数値はすべて作りごとです。実績ではありません。",
    "leave": "実データに戻る",
    "loading": "演習データ（架空）を準備しています…",
}

PAGE_TEXTS |= {"trends": "推移"}

PAGE_HELP_TEXTS |= {
    "trends": "年度を並べた各指標、会員数の伸び、年間と累計の社会実装。",
}

TREND_TEXTS: dict[str, str] = {
    "trend_missing": "指標の実績は、どの年度も未報告です",
    "trend_one": "実績の報告は{year}の1年度だけで、前の年度とは比べられない",
    "trend_apart": "{year}と{before}の両方に報告のある指標はなく、比べられない",
    "trend": "{year}は、{before}と比べられる{count}指標のうち増加{up}、減少{down}、同じ{same}",
    "trend_key": "帯の長さは指標ごとに一つの尺度。橙の線＝目標。報告のない年度は「未報告」",
    "target": "目標 {target}",
    "members_unit": "者",
    "members_missing": "会員数（全種別）は未報告です",
    "members_one": "会員（全種別）は{day}に{count}",
    "members": "会員（全種別）は{first}から{last}へ（{first_day}～{last_day}）",
    "members_same": "会員（全種別）は{first}のまま（{first_day}～{last_day}）",
    "members_key": "点＝数えた日。点の間の数は未報告のため、破線でつなぐ",
    "year": "年",
    "basis_annual": "{year}の1年間",
    "basis_cumulative": "設立以来の累計",
    "and": "・",
    "period": "{start}～{end}",
    "joint": "、",
    "implementations_annual": "社会実装は{name}で{value}",
    "implementations_cumulative": "{name}は{value}",
    "implementations_missing": "社会実装の数は、年間・累計とも未報告です",
    "implementations_key": "帯の長さは数えた期間（件数ではない）。年間の数と累計は足し合わせない",
    "implementations_axis": "数えた期間",
    # tables
    "name": "指標",
    "year_text": "年度",
    "value_text": "実績",
    "target_text": "目標",
    "day_text": "時点",
    "count_text": "会員数（全種別）",
    "quote": "原文",
    "figure_name": "数え方",
    "period_text": "期間",
    "cell": "セル",
}

EXPORT_TEXTS |= {
    "topic_kpi_by_year": "各指標の推移",
    "topic_all_members_by_date": "会員数（全種別）の推移",
    "topic_implementations_by_period": "社会実装（年間と累計）",
}


# ------------------------------------------------------------------ 行事予定

PAGE_TEXTS |= {"schedule": "行事予定"}
PAGE_HELP_TEXTS |= {
    "schedule": "全フォーラムの行事を一つの時間軸に。重なる月、日程未定、カレンダー用ファイル。"
}

SCHEDULE_TEXTS: dict[str, str] = {
    "calendar_name": "インフラメンテナンス国民会議 {year} 行事予定",
    "as_written": "開催予定日（記載のまま）: {text}",
    "from_cell": "出典: {place}",
    "fetch_ics": "カレンダー用ファイル（.ics）",
    "ics_file": "行事予定_{year}",
    "ics_help": "日の決まっている{dated}件を入れます。幅のある時期の{vague}件と日程未定の{undated}件は"
    "入れません。変更の可能性のあるものは「仮」（TENTATIVE）です。",
    "no_match": "選んだ条件に当たる行事はありません",
}

FINDING_TEXTS |= {
    "conflicts": "同じ月に行事が重なるのは{count}か所、最も多いのは{forum}の{month}月（{most}件）",
    "conflicts_none": "同じ月に行事が重なるブロックはありません",
    "conflicts_missing": "行事の重なりは、活動計画が未報告のためわかりません",
}

CHART_TEXTS |= {"conflict_key": "数字は行事の件数（月までわかるもの）。橙の枠は同じ月に2件以上"}

SCREEN_TEXTS |= {
    "month": "月",
    "forums": "フォーラム",
    "precision": "時期",
    "conflicts_heading": "同じ月に重なる行事（{count}か所）",
    "conflict_help": "月までわかる行事を、かかる月ごとに数えています。季節・四半期・半期・通年の行事は、"
    "重なりを言えないため数えていません。",
}

EXPORT_TEXTS |= {"topic_event_plans_by_month": "ブロックと月ごとの行事計画"}

PAGE_TEXTS |= {"national": "全国フォーラム"}

PAGE_HELP_TEXTS |= {
    "national": "7つの全国フォーラム・部会の目標、実施内容、行程、体制、行事と、KPI の全国の部分。",
}

NATIONAL_TEXTS: dict[str, str] = {
    "steps": "{bodies}つの全国フォーラム・部会が行程{steps}項目と行事{events}件を計画、うち{undated}件は時期の記載なし",
    "steps_dated": "{bodies}つの全国フォーラム・部会が行程{steps}項目と行事{events}件を計画、すべて時期の記載あり",
    "steps_missing": "全国フォーラム・部会の実施計画は未報告です",
    "steps_key": "薄い帯＝行程　濃い帯＝行事　破線＝変更の可能性あり。文は計画書の記載のまま、帯はその時期の読み取り",
    "no_time": "時期の記載なし",
    "month": "{month}月",
    "figures_heading": "{year}の KPI（全国の部分）",
    "figures_missing": "KPI の全国の部分は未報告です（0ではありません）",
    "national_body": "全国フォーラム・部会",
    "goal": "今年度目標",
    "activities": "実施内容",
    "schedule": "行程",
    "organisation": "体制",
    "events": "イベント予定",
    "other": "その他",
    "forum_name": "全国フォーラム・部会",
    "kind_text": "種類",
    "when_text": "時期（記載のまま）",
    "what": "内容",
    "period_from": "始まり",
    "period_to": "終わり",
    "definition": "全国フォーラム・部会の実施計画の「行程」と「イベント予定」を一行ずつ示す。"
    "時期は文から読み取り、読み取れないものは「時期の記載なし」とする。",
    "bodies_reported": "{reported}/{count} 全国フォーラム・部会が報告",
    "national_plans": "全国フォーラムの実施計画",
}

EXPORT_TEXTS |= {"topic_plan_steps_by_body": "全国フォーラムの行程"}


# ------------------------------------------------------------------ ブロック別活動


PAGE_HELP_TEXTS |= {
    "blocks": "10の地方フォーラムの実績の比較、計画と開催、運営ノウハウ。1フォーラムの一枚。"
}

FINDING_TEXTS |= {
    "held": "計画{planned}件（{planners}フォーラム）に対し開催{held}件（{reporters}/{whole}フォーラム報告）、中止・延期{stopped}件",
    "held_unknown": "{planners}フォーラムが{planned}件を計画、開催の実績は未報告",
    "held_unplanned": "開催{held}件（{reporters}/{whole}フォーラム報告）、計画は未報告",
    "held_missing": "行事の計画も開催も未報告です",
    "forum_figures": "{reporters}/{whole}フォーラムが報告、マッチング等は{forum}の{most}件が最多、うち実装は全体で{implementations}件",
    "forum_figures_zero": "{reporters}/{whole}フォーラムが報告、マッチング等はどこも0件",
    "forum_figures_unmatched": "{reporters}/{whole}フォーラムが報告、マッチング等は未報告",
    "forum_figures_missing": "ブロック別の実績は未報告です（0ではありません）",
    "know_how": "運営ノウハウは{whole}フォーラムのうち{given}が提出（{count}件）、あと1件が要るのは{owing}",
    "know_how_all": "運営ノウハウは{whole}フォーラムすべてが提出（{count}件）",
    "know_how_none": "運営ノウハウは{whole}フォーラムとも未提出（各1件以上が必要）",
}

CHART_TEXTS |= {
    "between_names": "・",
    "people": "人",
    "forum_key": "明細から数えた値。棒は列ごとに最大のフォーラムを基準にした長さ。橙は1件以上が必要なもの",
    "planned": "計画 {count}",
    "held": "開催 {count}",
    "cancelled": "中止 {count}",
    "postponed": "延期 {count}",
    "held_key": "薄い棒＝計画した行事、濃い棒＝開催した行事（計画にない開催も含む）",
}

SCREEN_TEXTS |= {
    "planned_count": "計画",
    "held_count": "開催",
    "cancelled_count": "中止",
    "postponed_count": "延期",
    "know_how_title": "事例",
    "know_how_type": "区分",
    "lesson": "教訓",
    "owed": "提出",
    "forum_page_heading": "1フォーラムの一枚",
    "own_figures": "実績とほかのフォーラムとの比較",
    "own_figures_none": "この年度の明細は未報告です（0ではありません）。",
    "own_members": "自治体会員",
    "own_plans": "計画した行事（{count}）",
    "own_events": "開催・中止・延期した行事（{count}）",
    "own_cases": "マッチング（{count}）",
    "own_know_how": "運営ノウハウ（{count}）",
    "event_kind": "種別",
    "held_text": "開催日（記載のまま）",
    "event_status": "実施状況",
    "venue": "会場",
    "participants": "参加者数",
    "own": "このフォーラム",
    "share": "全国目標に占める割合",
    "others": "ほかのフォーラム",
    "place": "順位",
    "supported_governments": "支援自治体",
    "forums_held": "開催",
    "matchings": "マッチング等",
    "matchings_agreed": "うち成立",
    "field_trials": "うち試行",
    "implementations": "うち実装",
    "workshops": "出前授業等",
    "know_how": "ノウハウ",
}

EXPORT_TEXTS |= {
    "topic_figures_by_forum": "ブロック別の実績",
    "topic_events_held_by_forum": "行事の計画と開催",
    "topic_know_how_by_forum": "運営ノウハウの提出",
    "counted_definition": "地方フォーラムの明細（年度内の記録）から数えた値。未報告のフォーラムは含まない。",
    "know_how_definition": "地方フォーラムは年度に1件以上の運営ノウハウ（成功例・失敗例・反省）を出す（令和3年度事業計画書）。",
    "figure_value": "値",
    "planned_count": "計画",
    "held_count": "開催",
    "cancelled_count": "中止",
    "postponed_count": "延期",
    "know_how_type": "区分",
    "know_how_title": "事例",
    "lesson": "教訓",
    "owed": "提出",
}


# ------------------------------------------------------------------ KPI: pace and completeness


SCREEN_TEXTS |= {
    "outputs_heading": "活動（アウトプット）",
    "outcomes_heading": "成果（アウトカム）",
    "pace": "今日までの目安",
    "completeness": "明細の報告",
}

PAGE_TEXTS |= {"platform": "情報提供プラットフォーム"}

PAGE_HELP_TEXTS |= {
    "platform": "ニーズ×シーズ、市民参画、運営ノウハウを検索。ほかの地域の似たニーズも示す。",
}

PAGE_TEXTS |= {"citizens": "市民参画"}

PAGE_HELP_TEXTS |= {
    "citizens": "出前授業・ワークショップと目標。市民参画の取組をフォーラム別に。",
}

CITIZEN_TEXTS: dict[str, str] = {
    "school_visit": "出前授業",
    "workshop": "ワークショップ",
    "other": "その他の取組",
    "unit": "件",
    "people": "人",
    "workshops": "出前授業・ワークショップは目標{target}回に対して{value}回、あと{gap}回",
    "workshops_met": "出前授業・ワークショップは{value}回で、目標{target}回を達成",
    "workshops_no_target": "出前授業・ワークショップは{value}回（目標なし）",
    "workshops_missing": "出前授業・ワークショップの実績は未報告です",
    "workshops_key": "四角1つが1回。破線の枠＝目標まであと",
    "part_national": "全国 {count}回",
    "part_regional": "地方 {count}回",
    "part_unsplit": "{count}回（内訳は未報告）",
    "part_gap": "あと{count}回",
    "activities": "市民参画の取組{total}件のうち、目標に数える出前授業・ワークショップは{counted}件",
    "activities_zero": "市民参画の取組は0件",
    "activities_missing": "市民参画の取組の一覧は未報告です",
    "activities_key": "目標に数えるのは出前授業とワークショップ。その他の取組は数えない",
    "ledger_missing": "取組ごとの報告は未報告です（0ではありません）。様式「市民参画活動」が取り込まれると、一覧を示します。",
    "ledger_alone": "取組ごとの報告（{forums} フォーラム）では{counted}件。公表値は未報告です。",
    "ledger_equal": "取組ごとの報告（{forums} フォーラム）では{counted}件で、公表値{published}回と一致します。",
    "ledger_differs": "取組ごとの報告（{forums} フォーラム）では{counted}件で、公表値{published}回と一致しません。",
    "people_whole": "{people}",
    "people_part": "{people}（{activities}件のうち人数の報告は{known}件）",
    "people_heading": "参加者数 {people}",
    "forums_reported": "{forums} フォーラム報告",
    "list_heading": "取組の一覧 {count}件",
    "see_plan": "市民参画フォーラムの実施計画",
    "see_cases": "市民参画の事例を探す",
    # tables
    "scope_text": "範囲",
    "value_text": "実績",
    "target_text": "目標",
    "cell": "セル",
    "forum_name": "フォーラム",
    "kind_name": "種別",
    "count_text": "件数",
    "name": "活動名",
    "held_text": "実施日（記載のまま）",
    "place": "場所",
    "participants_text": "参加者数",
    "partner": "連携先",
    "people_count": "参加者数",
}

EXPORT_TEXTS |= {
    "topic_workshops_by_scope": "出前授業・ワークショップと目標",
    "topic_citizen_activities_by_forum": "フォーラム別の市民参画",
}


# ------------------------------------------------------------------ remarks and the meeting mode

ACTIVITY_TEXTS |= {
    "remark_on_figure": "会議の意見・決定",
    "withdraw_remark": "意見・決定の取り消し",
}

DECK_TEXTS |= {
    "topic_national": "全国フォーラム・部会の目標",
    "topic_platform": "情報提供プラットフォームの収録数",
    "topic_definitions": "指標の定義",
    "topic_previous_meeting": "前回の会議から",
    "topic_meeting_record": "今回の決定・意見",
    "national_finding": "全国フォーラム・部会 {count}のうち{reported}が今年度の目標を報告",
    "national_missing": "全国フォーラム・部会の実施計画は未報告です",
    "platform_kind": "種類",
    "platform_count": "収録数（件）",
    "definitions_finding": "{count}指標が何を数えているか",
}

REMARK_TEXTS: dict[str, str] = {
    "decision": "決定",
    "remark": "意見",
    "figure": "{name}（{basis}・{scope}・{year}）",
    "figure_gone": "（いまは無い数値）",
    "previous_none": "前回の会議の記録はまだありません",
    "previous_finding": "前回（{name}）の決定{decision}件・意見{remark}件、その数値のうち{moved}個が動いた",
    "previous_finding_same": "前回（{name}）の決定{decision}件・意見{remark}件、その数値に動きはない",
    "previous_silent": "前回（{name}）に決定・意見の記録はありません",
    "day_named": "{day} {name}",
    "record_none": "この会議の決定・意見はまだ記録されていません",
    "record_finding": "{day}の決定{decision}件・意見{remark}件",
    "how_to_record": "会議モードの「記録」で、画面の数値に決定・意見を書くと、ここに残り、次の会議の最初の画面に開きます。",
    "column_kind_text": "種類",
    "column_text": "決定・意見",
    "column_figure_text": "どの数値・画面か",
    "column_then_text": "当時",
    "column_now_text": "現在",
    "column_by": "記録者",
}

MEETING_MODE_TEXTS: dict[str, str] = {
    "place": "議題 {number}／{count}　{item}{part}",
    "part": "（{part}／{count}）",
    "definition": "定義: {text}",
    "source": "出典: {text}{more}",
    "more_sources": " ほか{count}",
    "between": " ｜ ",
    "as_of": "データ: {text}",
    "agenda": "議題",
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

DECK_PAGE_TEXTS |= {"meeting_mode": "この議題の順で会議モードを開く"}
SCREEN_TEXTS |= {
    "filters": "絞り込み",
    "meeting_mode": "会議モード",
    "page_failed": "「{page}」を表示できませんでした",
    "page_failed_help": "プログラムの誤りです。取り込んだ調査票と数値は失われていません。"
    "ページを再読み込みしても直らないときは、この時刻（{moment}）と画面の名前を事務局にお知らせください。"
    "くわしい内容はサーバーの記録に残っています。",
}
PAGE_TEXTS |= {"meeting_mode": "会議モード"}
PAGE_HELP_TEXTS |= {
    "meeting_mode": "共有画面用。議題の順に一画面に一つの結果を大きく示し、決定・意見を数値と一緒に残す。",
}
