"""Conferencing apps (facts 13)."""

from bot.scheduling.models import CalcomModel


class ConferencingApp(CalcomModel):
    """An app that somebody has connected; an ``invalid`` one has to be connected again."""

    id: int
    type: str
    user_id: int | None = None
    invalid: bool = False


class DefaultConferencing(CalcomModel):
    """``app_link`` is the fixed link of an app that is one."""

    app_slug: str | None = None
    app_link: str | None = None
