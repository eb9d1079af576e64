### Ce que l'on apprend sans l'avoir demandé. Court, chaleureux, simple.

## À un hôte
host-requested = { $who } souhaite vous rencontrer. D'accord ?
host-booked = { $who } a réservé un rendez-vous avec vous.
host-confirmed = La demande de { $who } a été acceptée.
host-moved = Votre rendez-vous avec { $who } a été déplacé.
host-cancelled = Votre rendez-vous avec { $who } a été annulé.
host-declined = La demande de { $who } a été refusée.
choice-accept = Accepter
choice-decline = Refuser

## À un invité
guest-confirmed = Bonne nouvelle : { $who } a confirmé votre rendez-vous.
guest-moved = Votre rendez-vous avec { $who } a été déplacé.
guest-cancelled = Votre rendez-vous avec { $who } a été annulé.
guest-declined = Je suis désolé : { $who } ne peut pas accepter le rendez-vous demandé.

## Plusieurs à la fois
several = { $count ->
    [one] Une nouvelle entre-temps :
   *[other] { $count } nouvelles entre-temps :
}
line-requested = Demandé : { $what }
line-booked = Réservé : { $what }
line-confirmed = Confirmé : { $what }
line-moved = Déplacé : { $what }
line-cancelled = Annulé : { $what }
line-declined = Refusé : { $what }
choice-for = { $choice } : { $who }

## Rappels
reminder-minutes = { $count ->
    [one] Dans une minute :
   *[other] Dans { $count } minutes :
}
reminder-hours = { $count ->
    [one] Dans une heure :
   *[other] Dans { $count } heures :
}
reminder-days = { $count ->
    [one] Demain :
   *[other] Dans { $count } jours :
}
