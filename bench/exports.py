"""What exports cost: pictures, a slide, memory, and the other viewers' waiting.

    python -m bench.exports [--runs 15] [--viewers 3]

Goals: a warm PNG ×2 in 0.25 s, a slide in 0.08 s, 400 MB at most. The viewers are sessions of a
real server (WebSocket) that ask for reruns without a pause; their 95th percentile, while another
session downloads a PNG ×2 again and again, is at most twice that without.
"""

import argparse
import statistics
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from bench.measuring import take_turns, time_once
from bench.pages import open_session, rerun
from exports.books.table_csv import export_csv
from exports.books.workbook import export_xlsx
from exports.deck.pptx_deck import export_slide
from exports.pictures.picture import export_pdf, export_png, export_svg
from exports.pictures.renderer import open_renderer
from tests.browser.app_process import run_app
from tests.exports.plan_figures import describe_plan
from views.model.figure import Figure

GOAL_SECONDS = {"png ×2": 0.25, "slide": 0.08}
GOAL_MB, GOAL_RATIO = 400, 2
EXPORTS: dict[str, Callable[[Figure], bytes]] = {
    "png ×2": export_png,
    "svg": export_svg,
    "pdf": export_pdf,
    "slide": export_slide,
    "xlsx": export_xlsx,
    "csv": export_csv,
}


def read_memory(process: int | str = "self") -> tuple[float, float]:
    """Resident MB of a process now and at its peak (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
    return int(sizes["VmRSS"]) / 1024, int(sizes["VmHWM"]) / 1024


def bench_files(figures: dict[str, Figure], runs: int) -> None:
    """Median seconds of each kind of file, for the figure that takes longest."""
    print("one file, warm (the slowest figure)")
    native = {key: figure for key, figure in figures.items() if figure.native}
    for name, export in EXPORTS.items():
        # a slide of a kind that PowerPoint can't draw takes a picture more
        shown = native if name == "slide" else figures
        cases = {key: partial(export, figure) for key, figure in shown.items()}
        seconds = take_turns(cases, runs)
        slowest = max(seconds, key=seconds.__getitem__)
        goal = GOAL_SECONDS.get(name)
        verdict = "" if goal is None else "ok" if seconds[slowest] <= goal else f"MISSED {goal} s"
        print(f"  {name:<8} {seconds[slowest]:7.3f} s  {slowest:<26} {verdict}")


def bench_memory(figures: dict[str, Figure]) -> None:
    """The drawing process and this one, after everything above; PNG ×4 is the largest."""
    for figure in figures.values():
        export_png(figure, scale=4)
    child = open_renderer().process_id
    assert child is not None
    (_, drawing), (_, own) = read_memory(child), read_memory()
    verdict = "ok" if max(drawing, own) <= GOAL_MB else f"MISSED {GOAL_MB} MB"
    print(f"peak memory: drawing process {drawing:.0f} MB, this process {own:.0f} MB  {verdict}")


def bench_viewers(viewers: int, runs: int) -> None:
    """Page reruns' 95th percentile without and with exports on the same server."""
    with (
        tempfile.TemporaryDirectory() as folder,
        run_app(Path(folder)) as address,
        open_session(address) as session,
    ):
        download = Download(session, "export_matching_stages", "png2")
        download.make()
        alone = measure_reruns(address, viewers, runs)
        done = threading.Event()
        seconds: list[float] = []
        worker = threading.Thread(target=export_on, args=(download, done, seconds))
        worker.start()
        beside = measure_reruns(address, viewers, runs)
        done.set()
        worker.join()
    print(f"rerun of a page, 95th percentile of {viewers} viewers without pause")
    print(f"  alone          {alone * 1000:7.1f} ms")
    verdict = "ok" if beside <= GOAL_RATIO * alone else f"MISSED {GOAL_RATIO} x"
    print(f"  beside exports {beside * 1000:7.1f} ms ({beside / alone:.2f} x)  {verdict}")
    print(f"  {len(seconds)} exports meanwhile, median {statistics.median(seconds):.2f} s each")


def measure_reruns(address: str, viewers: int, runs: int) -> float:
    """Seconds: the 95th percentile over all viewers' reruns of the start page."""
    times: list[float] = []
    threads = [threading.Thread(target=view, args=(address, runs, times)) for _ in range(viewers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.quantiles(times, n=20)[-1]


def view(address: str, runs: int, times: list[float]) -> None:
    with open_session(address) as session:
        rerun(session, "")
        times += [time_once(partial(rerun, session, "")) for _ in range(runs)]


def export_on(download: "Download", done: threading.Event, seconds: list[float]) -> None:
    """Make the same file until told to stop."""
    while not done.is_set():
        seconds.append(time_once(download.make))


class Download:
    """One line of a chart's opened export menu on the start page."""

    def __init__(self, session: ClientConnection, menu: str, entry: str) -> None:
        self.session = session
        self.session_id = ""
        popover = self._run_script({})[menu]
        self.file = self._run_script({popover: True})[f"{menu}_{entry}"]

    def make(self) -> None:
        """Have the file made, as a click does; raises RuntimeError where it could not be."""
        request = BackMsg()
        operation = request.backend_operation_request
        operation.request_id, operation.session_id = "bench", self.session_id
        operation.deferred_file.file_id = self.file
        self.session.send(request.SerializeToString())
        while (answer := receive(self.session)).WhichOneof("type") != "backend_operation_response":
            continue
        if answer.backend_operation_response.error_msg:
            raise RuntimeError(answer.backend_operation_response.error_msg)

    def _run_script(self, widgets: dict[str, bool]) -> dict[str, str]:
        """Key of each popover -> its id, key of each download -> its file, still to be made."""
        request = BackMsg()
        request.rerun_script.page_name = ""
        for widget, value in widgets.items():
            state = request.rerun_script.widget_states.widgets.add()
            state.id, state.bool_value = widget, value
        self.session.send(request.SerializeToString())
        found: dict[str, str] = {}
        while (answer := receive(self.session)).WhichOneof("type") != "script_finished":
            found |= read_widgets(answer)
            self.session_id = answer.new_session.initialize.session_id or self.session_id
        return found


def read_widgets(message: ForwardMsg) -> dict[str, str]:
    """The popover or download of one message, under the key at the end of its id."""
    popover = message.delta.add_block.popover.id
    button = message.delta.new_element.download_button
    widget, value = (button.id, button.deferred_file_id) if button.id else (popover, popover)
    return {widget.rsplit("-", 1)[-1]: value} if widget else {}


def receive(session: ClientConnection) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(bytes(session.recv()))  # type: ignore[arg-type]
    return message


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--viewers", type=int, default=3)
    arguments = parser.parse_args()
    open_renderer().warm_up()
    with tempfile.TemporaryDirectory() as folder:
        figures = describe_plan(Path(folder))
    bench_files(figures, arguments.runs)
    bench_memory(figures)
    open_renderer().close()
    bench_viewers(arguments.viewers, arguments.runs)


if __name__ == "__main__":
    main()
