"""What the middlewares of the app have in common."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Layer:
    """Middleware of the app: `handle` takes what it `concerns`, the rest goes on as it came."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        handle = self.handle if self.concerns(scope) else self._app
        await handle(scope, receive, send)

    def concerns(self, scope: Scope) -> bool:
        """All that a browser asks; not the server's own start and end."""
        return scope["type"] in ("http", "websocket")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError
