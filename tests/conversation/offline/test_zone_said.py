"""Which time zone is mine, said as a fact or asked to be changed."""

import pytest

from tests.conversation.offline.talk import hear

SAID = (
    ("en", "my time zone is Madrid", "Madrid"),
    ("en", "change my time zone to New York", "New York"),
    ("es", "mi zona horaria es Madrid", "Madrid"),
    ("es", "mi zona horaria es la de Madrid", "Madrid"),
    ("es", "estoy en la zona horaria de Madrid", "Madrid"),
    ("es", "cambia mi zona horaria a Madrid", "Madrid"),
    ("fr", "mon fuseau horaire est Madrid", "Madrid"),
    ("fr", "mon fuseau est celui de Madrid", "Madrid"),
    ("fr", "changez mon fuseau horaire pour Paris", "Paris"),
    ("de", "meine Zeitzone ist Madrid", "Madrid"),
    ("de", "ändere meine Zeitzone auf Berlin", "Berlin"),
    ("pt", "o meu fuso horário é Madrid", "Madrid"),
    ("pt", "meu fuso é o de São Paulo", "São Paulo"),
    ("pt", "muda o meu fuso horário para Lisboa", "Lisboa"),
)


@pytest.mark.parametrize(("language", "text", "place"), SAID)
def test_a_time_zone_is_taken_from_the_place_it_is_called_by(language: str, text: str, place: str) -> None:
    assert hear(text, language=language, time_zone=None) == [("set_time_zone", {"place": place})]
