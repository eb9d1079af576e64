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
hours-standing-hint = Se também devem sair, peça-me para as cancelar.
hours-named = Horas de { $days }
hours-changed = As suas horas foram mudadas: { $days }.
hours-days = { $count ->
    [one] um dia
    [many] { $count } dias
   *[other] { $count } dias
}

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
