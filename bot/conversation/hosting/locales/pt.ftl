### O que só se diz a um anfitrião. Curto, simpático, simples.

## Bookings of a host
host-booking = { $title } com { $guests }, { $when }
a-guest = um convidado
which-host-booking = Qual delas?

## What a host may
host-not-linked = Isso é para anfitriões, e esta conversa não está ligada a nenhuma conta do Cal.com.
host-lacks-scope = A ligação ao Cal.com não chega para isso: falta { $scope }.
host-lacks-role = O papel no Cal.com não chega para isso: é preciso { $role }.
host-lacks-key = O Cal.com só deixa fazer isso com uma chave de API, não com uma conta ligada.
host-lacks-own = Trabalho com a chave de outra pessoa, por isso não chego às suas próprias definições no Cal.com.

## Requests
no-requests = Não há nenhum pedido à espera.
request-answered = { $what }: isso já não espera resposta.
propose-accept = Aceito este pedido?
propose-decline = Recuso este pedido?
request-accepted = Aceite: { $what }.
request-declined = Recusado: { $what }.

## Hours
hours-none = Ainda não há nenhum horário no Cal.com.
hours-shown = Quando se pode marcar consigo:
hours-exceptions = Outras horas nestes dias:
hours-other-schedules = Há também: { $names }.
hours-others = Os outros horários ficam como estão: { $names }.
hours-which-days = Quais são os dias?
hours-which-hours = De que horas a que horas?
hours-unchanged = As suas horas já são assim.
propose-hours = Mudo as suas horas?
hours-before = antes
hours-after = depois
hours-more = { $count ->
    [one] … e mais um dia.
    [many] … e mais { $count } dias.
   *[other] … e mais { $count } dias.
}
hours-standing = { $count ->
    [one] Esta reserva fica em horas que deixa de ter e, por agora, mantém-se:
    [many] Estas { $count } reservas ficam em horas que deixa de ter e, por agora, mantêm-se:
   *[other] Estas { $count } reservas ficam em horas que deixa de ter e, por agora, mantêm-se:
}
hours-standing-hint = Depois pode cancelar com um toque.
choice-cancel-standing = { $count ->
    [one] Cancelar essa reserva
    [many] Cancelar essas { $count } reservas
   *[other] Cancelar essas { $count } reservas
}
hours-named = Horas de { $days }
hours-changed = As suas horas foram mudadas: { $days }.
hours-days = { $count ->
    [one] um dia
    [many] { $count } dias
   *[other] { $count } dias
}

## Changing a booking
nothing-coming = Não há nada marcado para os próximos tempos.
nothing-begun = Nenhuma reunião começou ultimamente.
ask-reason = { $change ->
    [decline] O que digo a { $guests }? O motivo vai com a recusa.
   *[cancel] O que digo a { $guests }? O motivo vai com o cancelamento.
}
ask-reason-short = o motivo
choice-without-reason = Sem motivo
reason-host-cancelled = Cancelada pelo anfitrião
propose-cancel = Cancelo esta marcação?
propose-cancel-all = { $count ->
    [one] Cancelo esta marcação?
    [many] Cancelo estas { $count } marcações?
   *[other] Cancelo estas { $count } marcações?
}
cancelled = Cancelada: { $what }.
cancelled-following = Cancelada, com todas as seguintes: { $what }.
ask-series-part = { $what } faz parte de uma série. Que parte cancelo?
ask-day = Que dia liberto?
nothing-on-then = Não há nada marcado nessa altura ({ $when }).
too-much-at-once = Seriam { $count } marcações, e cancelo no máximo { $most } de uma vez. Indique um período mais curto.
propose-ask-to-reschedule = Peço a { $guests } que escolha outra hora?
card-asks-to-reschedule = A marcação é cancelada e o Cal.com envia um link para escolher outra hora.
asked-to-reschedule = Cancelada, com pedido a { $guests } para escolher outra hora: { $what }.
propose-move = Mudo esta marcação?
moved = Mudada: { $what } → { $to }.
propose-no-show = Anoto como ausente: { $who }?
ask-who-absent = Quem faltou?
choice-nobody-came = Faltaram todos
choice-host-absent = Eu não estive lá
absent-you = você
marked-absent = Ausência anotada: { $who }, { $what }.
absent-already = { $what }: isso já está anotado.
not-begun = { $what } ainda não começou. As ausências anotam-se depois.
propose-invite = Convido { $who }?
invited = Convite enviado: { $who }, { $what }.
invited-already = { $who }: já está no convite.
ask-guest-emails = Quem convido? Preciso dos endereços de e-mail.
ask-attendee = Quem acrescento? Preciso de um nome e de um e-mail.
takes-no-guests = { $title } não aceita mais convidados.
too-many-guests = { $room ->
    [0] Uma marcação aceita no máximo { $most } convidados, e esta está cheia.
    [one] Uma marcação aceita no máximo { $most } convidados; nesta cabe mais um.
    [many] Uma marcação aceita no máximo { $most } convidados; nesta cabem mais { $room }.
   *[other] Uma marcação aceita no máximo { $most } convidados; nesta cabem mais { $room }.
}
propose-reassign = Passo esta marcação a { $whom }?
the-next-free = quem estiver livre na equipa
reassigned = Passou para { $whom }: { $what }.
not-round-robin = { $what } não pode passar a outra pessoa: a equipa não se reveza.
ask-to-whom = Quem fica com ela?
not-taking-turns = “{ $words }” não está entre quem se reveza. Quem fica com ela?
choice-next-free = Quem estiver livre
propose-location = Mudo o local desta marcação?
ask-where = Onde será? Uma morada, um link, um telefone ou uma aplicação de vídeo.
ask-number = Em que número, com o indicativo do país?
app-not-connected = { $app } não está ligado ao Cal.com.
card-before = Antes: { $before }
place-changed = Mudado: { $what } será agora aqui: { $place }.
choice-accept = Aceitar
choice-decline-request = Recusar

## O dia do anfitrião
agenda-bookings = { $count ->
    [one] Uma marcação:
   *[other] { $count } marcações:
}
agenda-requests = { $count ->
    [one] Um pedido espera pela sua resposta:
   *[other] { $count } pedidos esperam pela sua resposta:
}
agenda-past = { $count ->
    [one] Uma marcação passada:
   *[other] { $count } marcações passadas:
}
agenda-cancelled = { $count ->
    [one] Uma marcação cancelada:
   *[other] { $count } marcações canceladas:
}
agenda-line = • { $time }: { $title } com { $guests }
agenda-pending = espera pela sua resposta
agenda-attendee = Com { $who }
agenda-their-time = para essa pessoa { $time }, { $place }
agenda-guests = Também convidados: { $guests }
agenda-answer = { $question }: { $answer }
agenda-accept = Aceitar
agenda-decline = Recusar
agenda-choice-of = { $choice }: { $guests }
agenda-more = Mais { $count }
agenda-looked = São as marcações da sua agenda do Cal.com, pela hora de { $place }.
agenda-nothing-on = Não há nada marcado em { $day }.
agenda-nothing-between = Não há nada marcado de { $first } a { $last }.
agenda-nothing-at = Não há nada marcado a essa hora: { $when }.
agenda-nothing-today = Hoje não há nada marcado. A seguir: { $next }
agenda-nothing-today-or-later = Não há nada marcado, nem hoje nem mais tarde.
agenda-no-bookings = Não há nada marcado.
agenda-no-past = Não há marcações passadas nos últimos três meses.
agenda-no-cancelled = Não há marcações canceladas, nem dos últimos três meses nem futuras.

## Event types
types-none = Ainda não há tipos de reunião.
types-listed = Os seus tipos de reunião:
type-named = { $title }, { $length }
type-named-hidden = { $title }, { $length } (oculto)
which-type = Qual dos tipos de reunião?
type-which-title = Como se vai chamar?
type-which-length = Quanto tempo vai durar { $title }?
propose-type-make = Crio este tipo de reunião?
type-address = Endereço: { $slug }
type-made = Criado: { $title }.
propose-type-change = Mudo este tipo de reunião?
propose-type-hide = Oculto este tipo de reunião? O link continua a funcionar, mas ninguém o encontra na sua página.
propose-type-show = Volto a mostrar este tipo de reunião na sua página?
propose-type-delete = Apago este tipo de reunião? Não se pode desfazer. As reservas ficam.
type-changed = Mudado: { $title }.
type-hidden = Oculto: { $title }.
type-shown = Visível outra vez: { $title }.
type-deleted = Apagado: { $title }.
type-hidden-already = { $title } já está oculto.
type-shown-already = { $title } não está oculto.
type-change-what = O que mudo em { $title }?
type-change-unknown = Aqui não posso pôr “{ $name }” em “{ $value }”.
setting-title = Título
setting-description = Descrição
setting-length = Duração
setting-buffer-before = Intervalo antes
setting-buffer-after = Intervalo depois
setting-notice = Antecedência
setting-window = Reservável com
setting-per-day = Máximo por dia
setting-per-week = Máximo por semana
setting-per-month = Máximo por mês
type-setting = { $label }: { $value }
type-setting-changed = { $label }: { $before } → { $after }
propose-link = Crio um link privado? Quem o tiver pode marcar.
link-uses = { $count ->
    [one] serve para uma reserva
    [many] serve para { $count } reservas
   *[other] serve para { $count } reservas
}
link-until = serve até { $when }
link-made = Link privado para { $title }, { $end }:

## Recordings
recordings-no-past = Não vejo nenhuma reunião nos últimos três meses.
recordings-not-on-video = { $what }: não foi no Cal Video, por isso não há nada para ver nem ler.
recordings-none = { $what }: não há gravação.
transcripts-none = { $what }: não há transcrição.
recordings-here = Gravação de { $what }:
transcripts-here = Transcrição de { $what }:
recordings-hold = O link expira ao fim de algumas horas; peça outro quando quiser.
transcripts-hold = O link serve durante uma hora; peça outro quando quiser.
choice-open-recording = Abrir a gravação
choice-open-transcript = Abrir a transcrição

## After the yes
change-expired = Essa proposta expirou e nada foi alterado. Diga outra vez se ainda quiser.
declined-change = Tudo bem, nada foi alterado.
outcome-unknown-change = Enviei, mas o Cal.com não respondeu e ainda não sei se ficou feito. Volto a ver quando me escrever.
change-not-done = { $count ->
    [one] Isso não foi feito: { $reason }.
    [many] { $count } destas alterações não foram feitas: { $reason }.
   *[other] { $count } destas alterações não foram feitas: { $reason }.
}
change-not-done-line = Por fazer: { $what }
why-not-arrived = não chegou ao Cal.com
why-not-allowed = o Cal.com não permite
why-away = o Cal.com não responde agora
why-changed-meanwhile = o horário foi mudado noutro lado entretanto; diga outra vez para o ver como está agora
why-refused = o Cal.com recusou
why-gone = já não está lá para ser alterada
why-nobody-free = mais ninguém da equipa está livre nessa altura
why-went = a hora foi ocupada entretanto

## Quem está livre
host-booking-with = { $title } com { $guests }
free-yes = Sim, está livre: { $when }.
free-no = Não, não está livre: { $when }.
free-outside = Não há nada marcado ({ $when }), mas a essa hora não trabalha.
free-day = { $day }: livre { $times }
free-day-open = { $day }: nada marcado
free-day-none = { $day }: não está livre
free-day-off = { $day }: fora do seu horário de trabalho
free-taken = • { $times }: { $what }
free-busy = ocupado na sua própria agenda
free-hours = O seu horário de trabalho nesse dia: { $times }
free-hours-none = Nesse dia não trabalha.
free-looked = Vi { $what }.
free-not-looked = Não consegui ver { $what }.
free-looked-bookings = as suas marcações
free-looked-hours = o seu horário de trabalho
free-looked-calendars = { $count ->
    [one] a sua agenda ligada ({ $names })
   *[other] as suas { $count } agendas ligadas ({ $names })
}
free-looked-calendars-unnamed = as suas agendas ligadas
free-looked-slots = Vi as horas em que se pode marcar com cada um.
free-nobody = Não conheço nenhum anfitrião chamado { $name }.
free-no-length = { $name } não oferece reuniões de { $count } minutos.
free-together = { $names } podem reunir-se { $count } minutos:
free-none-together = Não encontrei { $count } minutos em que { $names } possam reunir-se.
free-others-not-on-it = Esta marcação não inclui por si { $names }: diga-me o e-mail para convidar.

## Marcar para outra pessoa
ask-their-name = o nome do convidado
ask-their-email = o e-mail do convidado
ask-their-phone = o telefone do convidado, com o código do país
card-zone-of-host = Não se conhece o fuso horário do convidado: o convite vai no seu, { $place }
instant-none = O seu Cal.com não tem reuniões instantâneas, por isso esta é normal.
instant-if-nobody = Se ninguém entrar, a reunião não se realiza; peça então uma hora normal.
instant-joined = { $names } entrou na reunião.
instant-ordinary = Ninguém entrou. Vamos procurar uma hora normal.
choice-nobody-joined = Ninguém entra

## Linking a Cal.com account
calcom-user = { $name } ({ $email })
choice-link = Continuar com o Cal.com
choice-link-yes = Sim, ligar
choice-link-no = Não
link-what = Ligue a sua conta do Cal.com para ver e gerir daqui a sua própria agenda: reservas, pedidos, horários.
link-again = Esta conversa está ligada a { $user }. /unlink termina isso; com o botão liga-se outra conta em vez dessa.
link-once = O botão serve uma vez, durante dez minutos, e só para si.
link-off = Aqui não se podem ligar contas: quem me gere tem de definir { $setting }.
link-elsewhere = As contas ligam-se no Telegram: escreva /link ao bot.
link-by-settings = Aqui é anfitrião pelas definições da equipa, para { $user }. Não há nada para ligar.
link-wrong-number = Esse não é o número da página. Veja outra vez e escreva-o aqui.
link-over = Não há nada para ligar: era para outra conta, ou já passou muito tempo. Escreva /link para recomeçar.
link-ask = Ligo { $user } a esta conversa? Assim posso ver e mudar essa agenda.
link-refused = Está bem, nada foi ligado.
linked = Ligado a { $user }. Experimente «o que tenho hoje?», e /unlink quando quiser.
link-done-before = Essa conta já está ligada.
link-ended = A ligação ao Cal.com terminou: foi retirada lá ou expirou. Escreva /link para ligar de novo.
unlinked = A ligação a { $user } acabou, e o acesso foi esquecido.
unlink-nothing = Não há ligação para terminar: esta conversa não representa nenhuma conta do Cal.com.

## O que foi usado
use-of-all = Uso de todos nos últimos { $days } dias (dias em UTC):
use-of-one = O teu uso nos últimos { $days } dias (dias em UTC):
use-none = Ainda nada.
use-not-counted = Aqui nada é contado.
use-together = no total
use-bookings = marcações
use-turns = trocas
use-calls = chamadas ao modelo
use-tokens = tokens
use-cost = custo
