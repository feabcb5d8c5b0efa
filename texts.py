"""Wording that has not yet moved beside its users (see words/); this file goes when it is empty."""


# ------------------------------------------------------------------ the screen

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

# ------------------------------------------------------------------ practice data


EXPORT_TEXTS |= {
    "topic_kpi_by_year": "各指標の推移",
    "topic_all_members_by_date": "会員数（全種別）の推移",
    "topic_implementations_by_period": "社会実装（年間と累計）",
}


# ------------------------------------------------------------------ 行事予定


EXPORT_TEXTS |= {"topic_event_plans_by_month": "ブロックと月ごとの行事計画"}


EXPORT_TEXTS |= {"topic_plan_steps_by_body": "全国フォーラムの行程"}


# ------------------------------------------------------------------ ブロック別活動


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


EXPORT_TEXTS |= {
    "topic_workshops_by_scope": "出前授業・ワークショップと目標",
    "topic_citizen_activities_by_forum": "フォーラム別の市民参画",
}


# ------------------------------------------------------------------ remarks and the meeting mode

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
