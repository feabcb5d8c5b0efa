"""When a page of the app is still: told by what it says and shows, never by the clock.

The app talks over a websocket: the browser asks for a run, the server says when one begins and
ends. A page is still when nothing asked for is outstanding, everything is drawn, and two looks
in a row find the same.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: Milliseconds; a test machine may be busy with other workers.
PATIENCE = 300_000
#: Milliseconds between two looks: how soon stillness is noticed, not how long it is waited for.
LOOK_EVERY = 100

#: What is seen, once the browser has nothing left to do; null while something is being drawn. After
#: a click or in a resized window nothing may be painted, and without a frame the browser tells
#: nobody that it is idle: so a frame is asked for first.
LOOK = """async () => {
    const rest = () => new Promise(done => {
        requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done), {timeout: 200}));
        setTimeout(done, 1000);
    });
    await rest();
    await rest();
    const app = document.querySelector('[data-testid=stApp]');
    const isDrawn = app
        && app.getAttribute('data-test-script-state') === 'notRunning'
        && app.getAttribute('data-test-connection-state') === 'CONNECTED'
        && document.fonts.status === 'loaded'
        && !document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidget]')
        && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
            .every(chart => chart.querySelector('svg.marks'));
    const boxes = [...document.querySelectorAll('[data-testid=stElementContainer], svg.marks')]
        .map(each => each.getBoundingClientRect());
    return isDrawn && JSON.stringify([
        location.href, document.body.innerText,
        boxes.map(box => [box.x, box.y, box.width, box.height]),
    ]);
}"""


#: To another address within the app, as the browser's own buttons go back and forward: Streamlit
#: hears of it and asks for a run; nothing is loaded anew.
GO = """url => {
    history.pushState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
}"""


class Stillness:
    """Hears the talk between a browser page and the app; make it before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._is_asked = self._is_running = False
        self._requests: set[Request] = set()
        page.on("websocket", self._listen)
        page.on("request", lambda request: self._requests.add(request))
        page.on("requestfinished", lambda request: self._requests.discard(request))
        page.on("requestfailed", lambda request: self._requests.discard(request))

    def _listen(self, socket: WebSocket) -> None:
        self._is_asked = self._is_running = False
        socket.on("framesent", self._hear_browser)
        socket.on("framereceived", self._hear_server)

    def _hear_browser(self, payload: str | bytes) -> None:
        if message := _parse(BackMsg, payload):
            self._is_asked |= message.HasField("rerun_script")

    def _hear_server(self, payload: str | bytes) -> None:
        message = _parse(ForwardMsg, payload)
        if message and message.HasField("new_session"):
            self._is_asked, self._is_running = False, True
        elif message and message.HasField("script_finished"):
            # A run given up for another is followed by that one's beginning.
            self._is_running = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def go(self, url: str) -> None:
        self._is_asked = True
        self.page.evaluate(GO, url)
        self.wait()

    def wait(self) -> None:
        """Until the page is still. Raises AssertionError when it does not become so."""
        before = None
        for _ in range(PATIENCE // LOOK_EVERY):
            seen = self.page.evaluate(LOOK)
            if seen and seen == before and not self._is_busy():
                return
            before = seen
            self.page.wait_for_timeout(LOOK_EVERY)
        raise AssertionError(f"{self.page.url} did not become still")

    def _is_busy(self) -> bool:
        return bool(self._is_asked or self._is_running or self._requests)


def _parse(kind: Callable[[], Any], payload: str | bytes) -> Any:
    """The message of a frame; None for the frames in which the two greet each other."""
    if isinstance(payload, str):
        return None
    message = kind()
    message.ParseFromString(payload)
    return message
