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

## Requests
no-requests = Não há nenhum pedido à espera.
request-answered = { $what }: isso já não espera resposta.
propose-accept = Aceito este pedido?
propose-decline = Recuso este pedido?
request-accepted = Aceite: { $what }.
request-declined = Recusado: { $what }.

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
why-refused = o Cal.com recusou
