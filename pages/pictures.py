"""The pictures that a session was offered to copy (widgets/files/copying.py)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.guard import is_unsigned
from words import Words

WORDS = Words(
    ja={"gone": "この画像はもう用意されていません。画面を開き直して、もう一度押してください。"}
)


def send_picture(request: Request) -> Response:
    """To whoever knows its name, and is signed in where that is asked for; it is kept nowhere."""
    from exports.errors import ExportError
    from widgets.files.copying import OFFERS, PARAMETER

    offer = OFFERS.get(request.query_params.get(PARAMETER, ""))
    if offer is None or is_unsigned(request.headers):
        return PlainTextResponse(WORDS["gone"], 404)
    try:
        picture = offer.draw()
    except ExportError as error:
        return PlainTextResponse(str(error), 503)
    return Response(picture, media_type="image/png", headers={"Cache-Control": "no-store"})


ROUTE = Route("/picture", send_picture)
