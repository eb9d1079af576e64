### O que se conta sem que ninguém tenha perguntado. Curto, simpático, claro.

## A um anfitrião
host-requested = { $who } gostaria de se reunir com você. Pode ser?
host-booked = { $who } marcou uma reunião com você.
host-confirmed = O pedido de { $who } foi aceito.
host-moved = A sua reunião com { $who } mudou de hora.
host-cancelled = A sua reunião com { $who } foi cancelada.
host-declined = O pedido de { $who } foi recusado.
choice-accept = Aceitar
choice-decline = Recusar

## A um convidado
guest-confirmed = Boas notícias: { $who } confirmou a sua reunião.
guest-moved = A sua reunião com { $who } mudou de hora.
guest-cancelled = A sua reunião com { $who } foi cancelada.
guest-declined = Lamento: { $who } não pode aceitar a reunião que você pediu.

## Várias coisas de uma vez
several = { $count ->
    [one] Uma novidade entretanto:
   *[other] { $count } novidades entretanto:
}
line-requested = Pedida: { $what }
line-booked = Marcada: { $what }
line-confirmed = Confirmada: { $what }
line-moved = Mudada: { $what }
line-cancelled = Cancelada: { $what }
line-declined = Recusada: { $what }
choice-for = { $choice }: { $who }

## Lembretes
reminder-minutes = { $count ->
    [one] Dentro de um minuto:
   *[other] Dentro de { $count } minutos:
}
reminder-hours = { $count ->
    [one] Dentro de uma hora:
   *[other] Dentro de { $count } horas:
}
reminder-days = { $count ->
    [one] Amanhã:
   *[other] Dentro de { $count } dias:
}
