"""`python -m exports deck|handout|one-page|minutes|chart|refresh|archive`: files, for schedules.

Exit code 0: written; 2: it could not be made, or wrong usage. Progress and messages on
standard error.
"""

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from exports.archive.archive import export_archive
from exports.archive.contents import read_contents
from exports.books.table_csv import export_csv
from exports.books.workbook import export_xlsx
from exports.deck.agenda import (
    ONE_PAGE,
    STANDARD,
    Request,
    build_figures,
    compose_order,
    find_agenda,
    find_year,
    load_agendas,
)
from exports.deck.pdf_pages import export_page
from exports.deck.pdf_pages import export_pdf as export_deck_pdf
from exports.deck.pptx_deck import Order, Report, export_deck, export_slide
from exports.deck.refreshing import refresh_deck
from exports.errors import ExportError
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import find_frozen, read_minutes, request_meeting
from exports.opening import is_practice, open_figures
from exports.pictures.picture import export_pdf, export_png, export_svg
from exports.pictures.renderer import PictureFormat
from exports.prints.papers import export_handout, export_one_page
from store.database import Database
from store.disk.files import write_output
from store.errors import DiskFull, StoreError, is_full
from store.moments import JAPAN, drop_time_zone, end_of_day
from store.release import choose_state, narrow
from views import find_slide_view, list_slide_views
from views.model.figure import Figure
from views.model.view import View
from words import Words, terms
from words.store_errors import explain_error

WORDS = Words(
    ja={
        "about": "会議資料と図を作ります（定期実行にも使えます）。",
        "deck": "議題に沿った会議資料を作ります（.pptx または .pdf）",
        "chart": "図を1つ書き出します（.pptx .png .svg .pdf .xlsx .csv）",
        "handout": "会議資料を A4 の印刷用に作る（タグ付き .pdf）",
        "one_page": "KPI の1枚もの（A4、タグ付き .pdf）",
        "minutes": "凍結した会議の議事録を Word（.docx）で作る",
        "meeting": "凍結した会議の番号（アドレスの meeting=）。その時点・年度・範囲で作ります",
        "refresh": "ほかの資料に貼ったグラフの数値を、図番号をたどって新しくする（.pptx）",
        "archive": "すべての数値と記録を1つの書庫（.zip: CSV・Excel・説明）に書き出す",
        "deck_given": "グラフを貼った資料（.pptx）",
        "refreshed": "数値を新しくしました: {path}",
        "left": "新しくできませんでした（未報告、または項目の構成が変わった）: {path}",
        "agenda": "議題（{names}、または資料作成で保存した名前）",
        "title": "資料の題名",
        "address": "ダッシュボードのアドレス（例 https://example.jp/）。コードからのリンク先になります",
        "template": "ひな形にする PowerPoint ファイル（.pptx、.potx、マクロのない .pptm）",
        "previous": "前回作った資料（手で書いた文を引き継ぎます）",
        "appendix": "付録（図の数値の表、長い表の続き）を後ろに付けます",
        "name": "図の名前: {names}",
        "size": "PNG の大きさ（2 は 192 dpi。投影に 2、印刷に 4）",
        "clear": "PNG の背景をなくします（置いた先が透けます）",
        "unknown": "図「{name}」はありません。名前の一覧は --help にあります。",
        "fiscal_year": "年度（西暦。令和2年度は 2020。省略すると実績のある最新年度）",
        "scope": "範囲",
        "as_of": "この時刻（日だけならその日の終わり）の数値で作ります（2026-11-23T15:30 の形）",
        "preliminary": "速報を含めます（省略すると確定だけで作ります）",
        "since": "前回会議の日（2026-10-01 の形）。この日の終わりからの変更を示します",
        "database": "データベースのフォルダー",
        "output": "書き出すファイル",
        "written": "書き出しました: {file}",
        "endings": "ファイル名の末尾は次のどれかにしてください: {endings}",
        "day": "日付は 2026-11-23、時刻は 2026-11-23T15:30 の形で書いてください。",
        "unreadable": "ファイル「{file}」を読めません。",
        "failed": "プログラムの誤りで作れませんでした（{kind}: {reason}）。"
        "この文を開発者に伝えてください。",
    }
)

WRITTEN, FAILED = 0, 2
DECK_FORMS: dict[str, Callable[[Order, Report], bytes]] = {
    ".pptx": lambda order, report: export_deck(order, report, advise),
    ".pdf": export_deck_pdf,
}
PRINT_FORMS = {".pdf": export_handout}
ONE_PAGE_FORMS = {".pdf": export_one_page}
CHART_FORMS: dict[str, Callable[..., bytes]] = {
    ".pptx": export_slide,
    ".png": export_png,
    ".svg": export_svg,
    ".pdf": export_pdf,
    ".xlsx": export_xlsx,
    ".csv": export_csv,
}
PAGE_FORMS: dict[str, PictureFormat] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = build_parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except ExportError as error:
        return say(str(error), FAILED)
    except StoreError as error:
        return say(explain_error(error), FAILED)
    except Exception as error:  # a scheduled run ends in a sentence, whatever was wrong
        if is_full(error):
            return say(explain_error(DiskFull()), FAILED)
        return say(WORDS["failed"].format(kind=type(error).__name__, reason=error), FAILED)
    return say(WORDS["written"].format(file=options.output), WRITTEN)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=WORDS["about"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    deck = commands.add_parser("deck", help=WORDS["deck"])
    _add_agenda(deck, STANDARD)
    deck.add_argument("--address", default="", metavar="URL", help=WORDS["address"])
    deck.add_argument("--template", type=_read_given, metavar="FILE", help=WORDS["template"])
    deck.add_argument("--previous", type=_read_given, metavar="FILE", help=WORDS["previous"])
    _add_subject(deck, DECK_FORMS)
    deck.set_defaults(command=run_deck)
    for name, key, agenda, forms in (
        ("handout", "handout", STANDARD, PRINT_FORMS),
        ("one-page", "one_page", ONE_PAGE, ONE_PAGE_FORMS),
    ):
        paper = commands.add_parser(name, help=WORDS[key])
        _add_agenda(paper, agenda)
        _add_subject(paper, forms)
        paper.set_defaults(command=run_print, forms=forms)
    minutes = commands.add_parser("minutes", help=WORDS["minutes"])
    _add_agenda(minutes, STANDARD)
    _add_place(minutes, (".docx",))
    minutes.set_defaults(command=run_minutes)
    refresh = commands.add_parser("refresh", help=WORDS["refresh"])
    refresh.add_argument("deck", type=_read_given, metavar="DECK", help=WORDS["deck_given"])
    refresh.add_argument("--as-of", type=_parse_moment, metavar="MOMENT", help=WORDS["as_of"])
    _add_place(refresh, (".pptx",))
    refresh.set_defaults(command=run_refresh)
    archive = commands.add_parser("archive", help=WORDS["archive"])
    _add_reach(archive)
    archive.add_argument("--database", type=Path, metavar="FOLDER", help=WORDS["database"])
    archive.add_argument(
        "output", type=_parse_output((".zip",)), metavar="OUT.zip", help=WORDS["output"]
    )
    archive.set_defaults(command=run_archive)
    chart = commands.add_parser("chart", help=WORDS["chart"])
    chart.add_argument("view", type=_find_view, metavar="NAME", help=_list_names())
    chart.add_argument("--scale", type=int, choices=(1, 2, 4), help=WORDS["size"])
    chart.add_argument("--clear", action="store_true", help=WORDS["clear"])
    _add_subject(chart, CHART_FORMS)
    chart.set_defaults(command=run_chart)
    return parser


def _add_agenda(parser: argparse.ArgumentParser, usual: str) -> None:
    known = "・".join(load_agendas())
    parser.add_argument(
        "--agenda", metavar="NAME", default=usual, help=WORDS["agenda"].format(names=known)
    )
    parser.add_argument("--title", help=WORDS["title"])
    parser.add_argument("--appendix", action="store_true", help=WORDS["appendix"])


def _add_subject(parser: argparse.ArgumentParser, forms: dict[str, Callable[..., bytes]]) -> None:
    """What a file is about, and where it goes."""
    parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help=WORDS["fiscal_year"])
    _add_reach(parser)
    parser.add_argument("--since", type=_parse_moment, metavar="MOMENT", help=WORDS["since"])
    _add_place(parser, forms)


def _add_reach(parser: argparse.ArgumentParser) -> None:
    """Which figures of a year count."""
    parser.add_argument("--scope", choices=list(terms.SCOPES), default="total", help=WORDS["scope"])
    parser.add_argument("--as-of", type=_parse_moment, metavar="MOMENT", help=WORDS["as_of"])
    parser.add_argument("--preliminary", action="store_true", help=WORDS["preliminary"])


def _add_place(parser: argparse.ArgumentParser, forms: Collection[str]) -> None:
    """Where the figures come from and the file goes; its ending says which kind it is."""
    parser.add_argument("--meeting", type=int, metavar="NUMBER", help=WORDS["meeting"])
    parser.add_argument("--database", type=Path, metavar="FOLDER", help=WORDS["database"])
    parser.add_argument(
        "-o",
        "--output",
        type=_parse_output(forms),
        required=True,
        metavar="FILE",
        help=WORDS["output"],
    )


def _parse_output(forms: Collection[str]) -> Callable[[str], Path]:
    def parse(text: str) -> Path:
        if Path(text).suffix.lower() not in forms:
            raise argparse.ArgumentTypeError(WORDS["endings"].format(endings=" ".join(forms)))
        return Path(text)

    return parse


def run_deck(options: argparse.Namespace) -> None:
    order = order_agenda(options)
    order = order.replace_files(options.template, options.previous)
    address = options.address.rstrip("/")
    order = replace(order, has_appendix=options.appendix, address=address)
    export = DECK_FORMS[options.output.suffix.lower()]
    write_output(options.output, export(order, report_progress))


def run_print(options: argparse.Namespace) -> None:
    export = options.forms[options.output.suffix.lower()]
    order = replace(order_agenda(options), has_appendix=options.appendix)
    write_output(options.output, export(order))


def run_minutes(options: argparse.Namespace) -> None:
    with open_figures(options.database) as database:
        agenda = find_agenda(database, options.agenda)
        meeting = find_frozen(database, options.meeting)
        invented = is_practice(options.database)
        minutes = read_minutes(database, meeting, agenda.items, invented)
    write_output(options.output, export_minutes(minutes))


def run_refresh(options: argparse.Namespace) -> None:
    invented = is_practice(options.database)
    with open_figures(options.database) as database:
        refreshed = refresh_deck(database, options.deck, options.as_of, invented)
    for path in refreshed.taken:
        say(WORDS["refreshed"].format(path=path), WRITTEN)
    for path in refreshed.left:
        say(WORDS["left"].format(path=path), WRITTEN)
    write_output(options.output, refreshed.content)


def run_archive(options: argparse.Namespace) -> None:
    invented, state = is_practice(options.database), choose_state(options.preliminary)
    with open_figures(options.database) as database:
        request = Request(0, options.scope, options.as_of, is_practice=invented, state=state)
        contents = read_contents(database, request, report_progress)
    write_output(options.output, export_archive(contents))


def order_agenda(options: argparse.Namespace) -> Order:
    with open_figures(options.database) as database:
        agenda, request = find_agenda(database, options.agenda), build_request(database, options)
        title = options.title or agenda.title
        return compose_order(database, agenda.items, request, title, notes=agenda.notes)


def run_chart(options: argparse.Namespace) -> None:
    """The view's figure; where slides show several, each in a file of its own."""
    export = choose_export(options)
    with open_figures(options.database) as database:
        request = build_request(database, options)
        [(_, figures)] = build_figures(database, [options.view], request)
    for number, figure in enumerate(figures, 1):
        write_output(name_part(options.output, number), export(figure))


def choose_export(options: argparse.Namespace) -> Callable[[Figure], bytes]:
    """The kind of file that the name's ending says; a figure that the screen has no chart for
    is pictured as its slide. Raises ExportError."""
    form, looks = options.output.suffix.lower(), {}
    if form == ".png":
        looks = {"scale": options.scale or 2, "is_clear": options.clear}
    elif options.scale or options.clear:
        raise ExportError("png_only")

    def export(figure: Figure) -> bytes:
        if figure.chart is None and form in PAGE_FORMS:
            return export_page(figure, PAGE_FORMS[form], **looks)
        return CHART_FORMS[form](figure, **looks)

    return export


def build_request(database: Database, options: argparse.Namespace) -> Request:
    if options.meeting is not None:
        meeting = find_frozen(database, options.meeting)
        return request_meeting(database, meeting, is_practice(options.database))
    state, wanted = choose_state(options.preliminary), options.fiscal_year
    # A year that is asked for may hold 速報 alone: that is not reported, and no mistake.
    source = database if wanted else narrow(database, state)
    return Request(
        fiscal_year=find_year(source, wanted, options.as_of),
        scope=options.scope,
        as_of=options.as_of,
        since=options.since,
        is_practice=is_practice(options.database),
        state=state,
    )


def name_part(output: Path, number: int) -> Path:
    """
    >>> name_part(Path("plan.png"), 1).name, name_part(Path("plan.png"), 2).name
    ('plan.png', 'plan-2.png')
    """
    return output if number == 1 else output.with_stem(f"{output.stem}-{number}")


def report_progress(done: int, count: int) -> None:
    print(f"{done}/{count}", end="\r", file=sys.stderr, flush=True)


def advise(advice: str) -> None:
    print(advice, file=sys.stderr)


def say(message: str, code: int) -> int:
    """A message on standard error; gives the exit code back."""
    print(message, file=sys.stderr)
    return code


def _list_names() -> str:
    """The help of NAME: every view's id with what it is called."""
    names = (f"{key}（{view.name}）" for key, view in list_slide_views().items())
    return WORDS["name"].format(names=" ".join(names))


def _find_view(name: str) -> View:
    view = find_slide_view(name)
    if view is None:
        raise argparse.ArgumentTypeError(WORDS["unknown"].format(name=name))
    return view


def _parse_moment(text: str) -> datetime:
    """A day's end, or a moment; both Japanese unless a moment names its own zone."""
    try:
        if len(text) == len("2026-11-23"):
            return end_of_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(WORDS["day"]) from error
    return drop_time_zone(moment if moment.tzinfo else moment.replace(tzinfo=JAPAN))


def _read_given(text: str) -> bytes:
    try:
        return Path(text).read_bytes()
    except OSError as error:
        raise argparse.ArgumentTypeError(WORDS["unreadable"].format(file=text)) from error


if __name__ == "__main__":
    sys.exit(main())
