"""Lets a host join an instant booking that rings, which at Cal.com happens in a browser and not in the API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.answers import booking_answer
from bot.sandbox.booking_decisions import join
from bot.sandbox.errors import Refusal
from bot.sandbox.pages import same_origin
from bot.sandbox.world import World


def routes(world: World) -> list[Route]:
    """``POST /sandbox/bookings/{uid}/join?username=...``: that host takes it, and it is accepted."""

    async def take(request: Request) -> Response:
        if not same_origin(request):
            return JSONResponse({"errors": ["this was sent from a page of another site"]}, 403)
        booking = world.booking(request.path_params["uid"])
        host = world.users.get(request.query_params.get("username", ""))
        if booking is None or host is None:
            return JSONResponse({"errors": ["there is no such booking or no such username"]}, 404)
        try:
            with world.writing():
                return JSONResponse(booking_answer(world, join(world, booking, host)))
        except Refusal as refusal:
            return JSONResponse({"errors": [refusal.message]}, refusal.status)

    return [Route("/sandbox/bookings/{uid}/join", take, methods=["POST"])]
