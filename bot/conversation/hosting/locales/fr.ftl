### Ce qui ne se dit qu'à un hôte. Court, chaleureux, simple.

## Bookings of a host
host-booking = { $title } avec { $guests }, { $when }
a-guest = un invité
which-host-booking = Lequel voulez-vous dire ?

## What a host may
host-not-linked = C'est réservé aux hôtes, et cette conversation n'est liée à aucun compte Cal.com.
host-lacks-scope = Votre lien avec Cal.com ne le permet pas : il manque { $scope }.
host-lacks-role = Votre rôle dans Cal.com ne suffit pas : il faut { $role }.
host-lacks-key = Cal.com ne l'autorise qu'avec une clé d'API, pas avec un compte lié.

## Requests
no-requests = Aucune demande ne vous attend.
request-answered = { $what } : cela n'attend plus de réponse.
propose-accept = J'accepte cette demande ?
propose-decline = Je refuse cette demande ?
request-accepted = Acceptée : { $what }.
request-declined = Refusée : { $what }.

## After the yes
change-expired = Cette proposition a expiré et rien n'a changé. Redites-le-moi si vous le voulez toujours.
declined-change = D'accord, rien n'a changé.
outcome-unknown-change = C'est envoyé, mais Cal.com n'a pas répondu : je ne sais pas encore si c'est fait. Je regarderai à nouveau quand vous m'écrirez.
change-not-done = { $count ->
    [one] Cela n'a pas été fait : { $reason }.
    [many] { $count } de ces changements n'ont pas été faits : { $reason }.
   *[other] { $count } de ces changements n'ont pas été faits : { $reason }.
}
change-not-done-line = Pas fait : { $what }
why-not-arrived = cela n'est pas arrivé jusqu'à Cal.com
why-not-allowed = Cal.com ne le permet pas
why-away = Cal.com ne répond pas pour l'instant
why-refused = Cal.com l'a refusé
