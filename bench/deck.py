"""What a slide and the standard deck cost.

    python -m bench.deck [--runs 5]

Goals: a slide in 0.08 s, the standard deck of ten slides or more in 2 s, and in 5 s by the command
(a process of its own, once the store is filled and the fonts are cut). A slide whose chart
PowerPoint can't draw holds a picture, which is drawn in a process of its own and has a goal of its
own (`bench.exports`); both kinds are told apart here.
"""

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from pptx import Presentation

from bench.measuring import take_turns, time_once
from exports.deck.agenda import Request, compose_order, load_agendas
from exports.deck.pdf_pages import export_pdf
from exports.deck.pptx_deck import Order, export_deck, export_slide
from exports.pictures.fonts import keep_fonts_beside
from exports.pictures.renderer import open_renderer
from store.database import Database, find_root
from tests.plan_store import fill_plan_store

SLIDE_GOAL, DECK_GOAL, COMMAND_GOAL, FEWEST_SLIDES = 0.08, 2.0, 5.0, 10


def bench_slides(order: Order, runs: int) -> None:
    """Median seconds of each figure's slides, the slowest of each kind."""
    cases = {figure.key: partial(export_slide, figure) for figure in order.figures}
    seconds = take_turns(cases, runs)
    pictured = {f.key for f in order.figures if f.chart is not None and f.native is None}
    print("one figure as a file of its own, warm")
    for name, keys in (("native", set(seconds) - pictured), ("picture", pictured)):
        slowest = max(keys, key=seconds.__getitem__)
        verdict = _judge(seconds[slowest], SLIDE_GOAL) if name == "native" else ""
        print(f"  {name:<8} {seconds[slowest]:6.3f} s  {slowest:<26} {verdict}")


def bench_deck(database: Database, runs: int) -> None:
    """Median seconds from the store's figures to the files' bytes."""
    deck = statistics.median(time_once(partial(make_deck, database)) for _ in range(runs))
    order = order_standard(database)
    count = len(Presentation(io.BytesIO(export_deck(order))).slides)
    enough = "" if count >= FEWEST_SLIDES else f"ONLY {count} SLIDES"
    print(f"standard deck, {count} slides: {deck:.2f} s  {_judge(deck, DECK_GOAL)} {enough}")
    again = partial(export_deck, order.replace_files(None, export_deck(order)))
    print(f"  over the deck of last time: {time_once(again):.2f} s")
    print(f"  as PDF: {time_once(partial(export_pdf, order)):.2f} s")


def bench_command(root: Path, runs: int) -> None:
    """Median seconds of `python -m exports deck`, after a first run."""
    command = [sys.executable, "-m", "exports", "deck", "--fiscal-year", "2020", "--database"]
    whole = [*command, str(root), "-o", str(root.with_name("deck.pptx"))]
    run = partial(subprocess.run, whole, check=True, capture_output=True)
    run()
    seconds = statistics.median(time_once(run) for _ in range(runs))
    print(f"by the command, from cold: {seconds:.2f} s  {_judge(seconds, COMMAND_GOAL)}")


def make_deck(database: Database) -> bytes:
    return export_deck(order_standard(database))


def order_standard(database: Database) -> Order:
    agenda = load_agendas()["standard"]
    return compose_order(database, agenda.items, Request(2020), agenda.title)


def _judge(seconds: float, goal: float) -> str:
    return "ok" if seconds <= goal else f"MISSED {goal} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    open_renderer().warm_up()
    keep_fonts_beside(find_root())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "real"
        with fill_plan_store(root) as database:
            bench_slides(order_standard(database), runs)
            bench_deck(database, runs)
        bench_command(root, runs)


if __name__ == "__main__":
    main()
