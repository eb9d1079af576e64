"""What the built-in model makes of Spanish and Portuguese sentences, of Spain, Portugal and the Americas, as people
type them: without accents, without signs, with slips."""

import pytest

from bot.conversation import hearing
from bot.conversation.moment import Moment
from bot.conversation.offline.calls import understand
from bot.conversation.tools import TOOLS_BY_NAME
from bot.conversation.understand import EVENT_TYPES

BOOK, MOVE, CANCEL = "plan_booking", "reschedule_booking", "cancel_booking"
LIST, ZONE, ANSWER = "list_bookings", "set_time_zone", "answer_proposal"


def moment(language: str, *, proposal: bool = False) -> Moment:
    return Moment(
        now="Monday 2026-11-23 09:00",
        time_zone="Europe/Madrid",
        language=language,
        host="Bailey Hart",
        event_types=list(EVENT_TYPES),
        task="book" if proposal else None,
        draft=None,
        asked=[],
        shown=[],
        proposal="book 30 Min Meeting" if proposal else None,
        bookings=[],
    )


SPANISH = """
plan_booking | quería una reunión de media hora el martes por la tarde
plan_booking | kiero una cita mañana a las 4
plan_booking | necesito hablar con bailey el jueves a las 10
plan_booking | ¿qué hay libre el martes por la tarde?
plan_booking | tienes algo el viernes por la mañana
plan_booking | cuándo está libre Bailey esta semana?
plan_booking | RESERVA UNA CITA MAÑANA A LAS 5 DE LA TARDE
plan_booking | una hora con Bailey lo antes posible
plan_booking | agéndame una llamada para el lunes a las 9
plan_booking | podrías reservarme 15 minutos hoy a las 17:00
plan_booking | otra cita con Bailey el jueves a las 5
plan_booking | me gustaría quedar con Bailey la semana que viene
plan_booking | búscame un hueco para mañana
plan_booking | hay disponibilidad el miércoles?
plan_booking | apúntame el viernes a las 12
plan_booking | quisiera agendar una junta el martes a las 11
plan_booking | resérvame 30 minutos
reschedule_booking | mueve mi reunión del viernes al lunes por la mañana
reschedule_booking | cambia mi cita de las 3 a las 4
reschedule_booking | pasa la reunión de mañana al jueves a las 11
reschedule_booking | puedes adelantar mi reunión una hora?
reschedule_booking | retrasa la cita media hora
reschedule_booking | hay que posponer mi reunión del martes
reschedule_booking | quiero reprogramar mi cita para el viernes
reschedule_booking | necesito cambiar la hora de mi reunión
cancel_booking | cancela mi reunión del viernes
cancel_booking | quiero cancelar la cita de mañana porque estoy enfermo
cancel_booking | no puedo ir a mi cita del martes
cancel_booking | anula mi reserva por favor
cancel_booking | hay que cancelar la llamada del jueves
cancel_booking | elimina mi cita de mañana
list_bookings | qué tengo reservado?
list_bookings | ¿qué tengo reservado?
list_bookings | muéstrame mis reservas
list_bookings | a qué hora es mi cita?
list_bookings | mis próximas citas
list_bookings | cuándo es mi reunión con Bailey?
list_bookings | tengo algo reservado para mañana?
set_time_zone | vivo en Ciudad de México
set_time_zone | estoy en buenos aires
set_time_zone | ahora vivo en Bogotá
smalltalk-hello | hola
smalltalk-hello | buenos días
smalltalk-thanks | muchas gracias
smalltalk-bye | adiós
smalltalk-who-are-you | ¿eres un robot?
smalltalk-how-are-you | ¿cómo estás?
help | ayuda
help | ¿qué puedes hacer?
off-topic | qué tiempo hace hoy
off-topic | recuérdame comprar leche
off-topic | cuánto cuesta un vuelo a París
off-topic | cuéntame un chiste
"""

PORTUGUESE = """
plan_booking | olá, queria uma reunião de meia hora na terça à tarde
plan_booking | kero marcar uma reunião amanha as 4
plan_booking | preciso falar com a bailey quinta às 10
plan_booking | o que há livre terça à tarde?
plan_booking | tem algo na sexta de manhã?
plan_booking | quando é que a Bailey está livre esta semana?
plan_booking | MARCA UMA REUNIÃO AMANHÃ ÀS 5 DA TARDE
plan_booking | uma hora com a Bailey o quanto antes
plan_booking | vc pode agendar uma call pra mim sexta 10h?
plan_booking | outra reunião com a Bailey na quinta às 5
plan_booking | gostaria de marcar 15 minutos hoje às 17:00
plan_booking | gostava de falar com a Bailey na próxima semana
plan_booking | arranja-me um horário para amanhã
plan_booking | há disponibilidade na quarta?
plan_booking | dá para marcar sexta às 12?
plan_booking | me encaixa amanhã de manhã
plan_booking | reserva 30 minutos
reschedule_booking | muda a minha reunião de sexta para segunda de manhã
reschedule_booking | muda a reunião das 3 para as 4
reschedule_booking | passa a reunião de amanhã para quinta às 11
reschedule_booking | podes adiantar a minha reunião uma hora?
reschedule_booking | atrasa a reunião meia hora
reschedule_booking | preciso adiar a minha reunião de terça
reschedule_booking | quero remarcar a minha consulta para sexta
reschedule_booking | preciso mudar o horário da minha reunião
cancel_booking | cancela a minha reunião de sexta
cancel_booking | quero desmarcar a consulta de amanhã porque estou doente
cancel_booking | não posso ir à minha reunião de terça
cancel_booking | desmarque a minha reserva por favor
cancel_booking | tem como cancelar a reunião de quinta?
cancel_booking | apaga a minha reunião de amanhã
list_bookings | o que tenho marcado?
list_bookings | mostra as minhas reservas
list_bookings | a que horas é a minha reunião?
list_bookings | as minhas próximas reuniões
list_bookings | quando é a minha reunião com a Bailey?
list_bookings | tenho algo marcado para amanhã?
set_time_zone | moro em São Paulo
set_time_zone | estou no Porto
set_time_zone | meu fuso horário é Lisboa
smalltalk-hello | oi
smalltalk-hello | boa tarde
smalltalk-thanks | muito obrigada
smalltalk-bye | tchau
smalltalk-who-are-you | você é um robô?
smalltalk-how-are-you | tudo bem?
help | ajuda
help | o que você pode fazer?
off-topic | que tempo faz hoje
off-topic | lembra-me de comprar leite
off-topic | quanto custa um voo para Paris
off-topic | conta uma piada
"""


def rows(language: str, table: str) -> list[tuple[str, str, str]]:
    return [(language, *map(str.strip, line.split("|"))) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "wanted", "text"), rows("es", SPANISH) + rows("pt", PORTUGUESE))
def test_what_is_asked_for_is_understood(language: str, wanted: str, text: str) -> None:
    understood = understand(text, moment(language), TOOLS_BY_NAME.keys())
    assert wanted in {understood.say, *(call.name for call in understood.calls)}


ANSWERS = """
es yes | sí, claro
es yes | vale gracias
es yes | me parece bien
es yes | sip
es yes | perfecto
es no | no gracias
es no | mejor no
es no | no me viene bien
pt yes | sim, claro
pt yes | tá bom obrigado
pt yes | pode ser
pt yes | fechado
pt yes | combinado
pt no | não obrigado
pt no | melhor não
pt no | nao me da jeito
"""


@pytest.mark.parametrize("line", ANSWERS.strip().splitlines())
def test_an_answer_to_what_is_proposed_is_heard(line: str) -> None:
    head, text = line.split(" | ")
    language, answer = head.split()
    (call,) = understand(text, moment(language, proposal=True), TOOLS_BY_NAME.keys()).calls
    assert (call.name, call.arguments) == (ANSWER, {"answer": answer})


@pytest.mark.parametrize(
    ("text", "usual", "heard"),
    [
        ("book 30 minutes with Bailey tomorrow at 4pm", "es", "en"),
        ("quiero una reunión mañana a las 3", "en", "es"),
        ("queria marcar uma reunião amanhã às 10", "en", "pt"),
        ("queria marcar uma reunião amanhã às 10", "es", "pt"),
        ("cancel my meeting", "pt", "en"),
        ("Ana de la Cruz", "en", "en"),
        ("ok", "es", "es"),
        ("15:30", "pt", "pt"),
        ("mañana a las 4", "es", "es"),
    ],
)
def test_a_message_is_read_in_the_language_it_is_written_in(text: str, usual: str, heard: str) -> None:
    assert hearing.written_in(text, usual, ("en", "es", "pt")) == heard
