"""What connecting an account somewhere else goes through: its page, and the way back (facts 13)."""

from pydantic import Field

from bot.scheduling.models import CalcomModel


class CalendarAuthUrl(CalcomModel):
    """Where somebody gives Cal.com access to a calendar. The URL carries a state that acts for them."""

    auth_url: str = Field(repr=False)


class ConferencingAuthUrl(CalcomModel):
    """Where somebody gives Cal.com access to a conferencing app. The URL carries a state that acts for them."""

    url: str = Field(repr=False)


class Redirect(CalcomModel):
    """Where Cal.com sends the browser on to, once an account is connected or is not."""

    url: str = Field(repr=False)
