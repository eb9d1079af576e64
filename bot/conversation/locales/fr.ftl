### Tout ce que dit le programme, en français. Court, chaleureux, simple ; avec « vous ». Les dates, heures, noms et listes arrivent tout faits.
### Des espaces insécables précèdent « : », « ; », « ! », « ? » et bordent les guillemets.

## Pieces
moment = { $day } à { $time }
moment-with-offset = { $day } à { $time }, { $place }
period = { $day }, { $start } – { $end }, { $place }
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
yes = Oui
no = Non
the-host = votre hôte
a-meeting = Rendez-vous

## Choices
choice-confirm = Confirmer
choice-decline = Pas celui-ci
choice-other-time = Autres horaires
choice-another-day = Un autre jour
choice-more-times = Plus d'horaires
choice-more-days = Plus de jours
choice-earlier-times = Horaires précédents
choice-earlier-days = Jours précédents
choice-whole-month = Tout le mois
choice-part = { $part ->
    [morning] Matin
    [afternoon] Après-midi
   *[evening] Soir
} ({ $count })
choice-done = Terminé
choice-ticked = { $option } (coché)
choice-start-over = Recommencer
choice-change = Modifier : { $what }
choice-move = Déplacer
choice-cancel = Annuler le rendez-vous
choice-undo = Revenir en arrière (pendant une minute)
choice-join = Rejoindre
choice-add-to = Ajouter à { $calendar }
choice-book-again = Prendre un autre rendez-vous
choice-remember = Retenir pour la prochaine fois
choice-unremember = Oublier : { $item }
choice-unremember-all = Oublier tout cela
choice-book = Prendre rendez-vous
choice-outdated = Ce choix n'est plus disponible.
scope-this = Celui-ci seulement
scope-following = Celui-ci et les suivants
scope-all = Toute la série

## Times
times-intro = Créneaux libres pour { $title } :
times-intro-day = Créneaux libres pour { $title }, { $day } :
times-intro-part = Créneaux libres pour { $title }, { $day }, { $part ->
    [morning] le matin
    [afternoon] l'après-midi
   *[evening] le soir
} :
times-zone = (fuseau horaire : { $place })
times-below = Les horaires ci-dessous sont dans ce fuseau : { $place }.
times-left = { $count ->
    [one] { $day } : il reste un autre créneau.
   *[other] { $day } : il reste { $count } autres créneaux.
}
usual-length = { $count ->
    [one] 1 minute, comme d'habitude ; dites-moi si la durée doit changer cette fois.
   *[other] { $count } minutes, comme d'habitude ; dites-moi si la durée doit changer cette fois.
}
usual-hours = D'abord { $part ->
    [morning] le matin
    [afternoon] l'après-midi
   *[evening] le soir
}, comme vous aimez :
times-more-days = { $count ->
    [one] Il y a des créneaux libres un autre jour.
   *[other] Il y a des créneaux libres { $count } autres jours.
}
days-intro = Jours avec des créneaux libres pour { $title } :
days-line = { $count ->
    [one] { $day } (1 créneau)
   *[other] { $day } ({ $count } créneaux)
}
month-intro = Jours avec des créneaux libres pour { $title } en { $month } :
month-empty = Rien de libre pour { $title } en { $month }.
month-next = Les prochains créneaux libres sont en { $month }.
month-none-later = Je ne trouve rien de libre après non plus.
nearest-intro = Les créneaux libres les plus proches :
nothing-then = Rien de libre pour « { $when } ». Voici ce qu'il y a de plus proche :
pick-one = Lequel de ces horaires vous convient ?
nothing-left-that-day = Il n'y a plus rien de libre ce jour-là. Voici ce qu'il y a de plus proche :
nothing-at-all = Je ne trouve aucun créneau libre pour { $title } dans les semaines qui viennent.
time-is-free = { $when } : c'est libre pour { $title } avec { $host }.
just-taken = { $when } : ce créneau vient d'être pris, je n'ai donc rien réservé.
series-taken = Une des dates de la série est déjà prise, je n'ai donc rien réservé. Un autre jour ou un autre horaire peut être libre à toutes les dates.
why-past = { $time } : c'est déjà passé.
why-too-soon = { $time } : c'est trop tôt, il faut s'y prendre { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
} à l'avance.
why-too-far = C'est trop loin : on peut réserver jusqu'à { $days } jours à l'avance.
why-outside = { $time } : c'est en dehors des horaires de travail.
why-taken = { $time } : c'est déjà pris.
why-unavailable = { $time } : ce n'est pas disponible.
when-impossible = « { $words } » n'existe sur aucun calendrier ni aucune horloge. Quel jour et quelle heure voulez-vous dire ?
when-past = « { $words } », c'est déjà passé. Quel jour et quelle heure vous conviendraient ?
when-gap = { $day } : ce jour-là on avance les horloges, et « { $words } » n'existe pas. Dites-moi une heure avant ou après le changement.
when-fold = Ce jour-là on recule les horloges, et « { $words } » arrive deux fois. Laquelle : { $options } ?
when-two = « { $words } » peut vouloir dire deux choses. Laquelle : { $options } ?

## Questions
ask-one = Pour réserver, il me manque seulement : { $question }
ask-several = Pour réserver, il me manque :
ask-several-for = Pour { $title }, il me manque :
ask-line = • { $question }
also-needed = Choisissez un horaire, et dites-moi aussi :
still-needed = Pour réserver, il me manque encore :
one-more-thing = Il manque encore une chose avant de pouvoir réserver.
question-options = { $question } ({ $options })
question-options-many = { $question } (plusieurs choix possibles : { $options })
ask-name = votre nom
ask-email = votre adresse e-mail
ask-phone = votre numéro de téléphone, avec l'indicatif du pays
ask-notes = des remarques éventuelles
ask-title = le sujet du rendez-vous
ask-guests = les e-mails des autres invités
ask-location = où vous retrouver
ask-place = l'adresse ou le lieu du rendez-vous
ask-zone = la ville où vous êtes (pour le fuseau horaire)
ask-zone-only = Dans quelle ville êtes-vous ? J'en ai besoin pour le fuseau horaire.
ask-when = quand cela vous arrange
ask-event-type = le type de rendez-vous
ask-event-type-of = Que souhaitez-vous réserver avec { $host } ?
event-type-line = • { $title } ({ $lengths } min)
ask-length = la durée
ask-length-of = Combien de temps doit durer { $title } : { $lengths } ?
location-phone = Téléphone { $phone }
location-attendee-phone = Nous vous appelons
location-attendee-address = Chez vous
location-attendee-defined = Un lieu de votre choix
location-video = Visioconférence

## Answers that do not do
wrong-answer = « { $answer } » ne convient pas ici : { $label }.
wrong-option = « { $answer } » ne fait pas partie des choix pour { $label } : { $options }.
wrong-number = { $label } : « { $answer } » n'est pas un nombre.
wrong-zero = { $label } : cela ne peut pas être 0.
wrong-email = « { $answer } » n'est pas une adresse e-mail complète. Elle doit ressembler à ana@example.com.
wrong-phone = « { $answer } » n'est pas un numéro que je peux utiliser. Avec l'indicatif du pays, il ressemble à +33 6 12 34 56 78.
wrong-phone-country = Ajoutez l'indicatif du pays à « { $answer } », comme +33 6 12 34 56 78.
wrong-url = { $label } : « { $answer } » n'est pas une adresse web, comme https://example.com.
wrong-several = { $label } : une seule réponse, s'il vous plaît.
wrong-boolean = { $label } : répondez par oui ou par non.
wrong-must-be-yes = { $label } : il faut un oui pour pouvoir réserver.
wrong-date = { $label } : « { $answer } » n'est pas une date.
wrong-too-long = { $label } : c'est trop long.
wrong-empty = { $label } : il faut une réponse.
no-such-host = Je ne connais personne ici du nom de « { $name } ». Je peux réserver avec { $others }.
no-such-event-type = On ne peut pas réserver « { $name } » ici.
no-such-length = Rien ne dure { $count } minutes ici ; il y a { $lengths }.
length-not-of-type = { $title } dure { $lengths }, pas { $count } minutes.
type-length = { $title } dure { $lengths }.

## Zones
zone-set = C'est noté : { $place }. Quand souhaitez-vous un rendez-vous ?
zone-stay = C'est noté : pour ce rendez-vous, les horaires sont ceux de { $place }. Chez vous, rien ne change.
zone-kept = C'est noté : vos horaires sont désormais ceux de { $place }.
zone-unknown = Je ne connais pas « { $place } ». Quelle est la grande ville la plus proche ?
zone-ambiguous = « { $place } » peut correspondre à plusieurs fuseaux horaires. Lequel est le vôtre : { $options } ?

## Proposals
proposal-book = Je le réserve ?
proposal-reschedule = Je le déplace ?
proposal-cancel = Je l'annule ?
proposal-expired = Cette proposition est restée ouverte un moment et a expiré. Voici où on en est :
nothing-proposed = Il n'y a rien à confirmer pour le moment.
not-yours-to-answer = Seule la personne qui l'a demandé peut répondre.
say-yes = Si c'est un oui, écrivez « oui » ou choisissez Confirmer.
card-title = { $title } avec { $host }
card-now = Tout de suite : cela sonne dans l'équipe, et la première personne libre vous rejoint
card-from = De : { $when }
card-to = À : { $when }
card-length-changes = En le déplaçant, il durera { $count } minutes ; pour une autre durée, annulez-le et réservez à nouveau.
card-attendee = Pour : { $name } ({ $contact })
card-answer = { $label } : { $answer }
card-reason = Motif : { $reason }
card-state = État : { $state }
card-pending = { $host } doit d'abord confirmer.
card-scope-following = Celui-ci et tous les suivants de la série
card-scope-all = Toute la série
card-series-label = Se répète
card-series-weekly = { $interval ->
    [1] chaque semaine, { $count } fois
   *[other] toutes les { $interval } semaines, { $count } fois
}
card-series-monthly = { $interval ->
    [1] chaque mois, { $count } fois
   *[other] tous les { $interval } mois, { $count } fois
}
card-series-yearly = { $interval ->
    [1] chaque année, { $count } fois
   *[other] tous les { $interval } ans, { $count } fois
}
card-series-other = { $count } fois
card-series = Les { $count } dates : { $days }
card-host-time = Pour { $host } : { $when }, { $place }
clocks-change = À { $place }, on { $way ->
    [back] recule
   *[forward] avance
} les horloges ({ $day }) ; { $time }, c'est déjà à la nouvelle heure.
clocks-change-host = Là où se trouve { $host } ({ $place }), on { $way ->
    [back] recule
   *[forward] avance
} les horloges ({ $day }) ; il y sera { $time } à la nouvelle heure.
card-home-time = Chez vous : { $when }, { $place }
card-mail = L'invitation part à { $email }.
place = Lieu : { $place }
place-app = Lieu : { $app } (le lien est dans l'invitation)

## What was done
done-booked = C'est réservé !
done-requested = C'est demandé : { $host } doit encore confirmer.
done-instant = Ça sonne : on attend que quelqu'un vous rejoigne.
done-moved = C'est déplacé !
done-cancelled-this = C'est annulé : { $title } avec { $host }, { $when }.
done-cancelled-following = C'est annulé : { $title } avec { $host }, à partir de { $when }.
done-cancelled-all = C'est annulé : toute la série { $title } avec { $host }.
done-before = C'est déjà fait : { $what }, { $when }.
undo-late = La minute pour revenir en arrière est passée, je vous demande donc d'abord.
declined-book = D'accord, je n'ai rien réservé. Dites-moi un autre horaire, ou ce qu'il faut changer.
declined-reschedule = D'accord, il reste où il est.
declined-cancel = D'accord, le rendez-vous est maintenu.
started-over = D'accord, on reprend du début. Que souhaitez-vous réserver ?
another-now = Et maintenant l'autre réservation :
another-waits = L'une après l'autre : la deuxième réservation vient juste après celle-ci.
another-waits-at = L'une après l'autre : la deuxième réservation (« { $when } ») vient juste après celle-ci.
one-at-a-time = Ce sont deux réservations différentes, et je ne voudrais pas les mélanger. Laquelle voulez-vous, ou par laquelle commençons-nous ?
second-choice = { $first } n'est pas disponible : voici votre deuxième choix.
resume-book = Revenons à votre réservation :
resume-proposal = Et ceci attend toujours votre réponse :
recap-known = Voici ce que j'ai pour l'instant :
recap-empty = Je n'en sais encore rien.
recap-open = Voici ce que j'ai compris :
recap-nothing = Il n'y a rien en cours pour le moment. Que souhaitez-vous réserver, déplacer ou annuler ?
recap-kind = Rendez-vous
recap-length = Durée
recap-time = Horaire

## Own bookings
booking-line = { $when } : { $title } avec { $host }
booking-short = { $time } · { $title }
bookings-upcoming = { $count ->
    [one] Vous avez un rendez-vous à venir :
   *[other] Vous avez { $count } rendez-vous à venir :
}
bookings-past = { $count ->
    [one] Vous avez eu un rendez-vous :
   *[other] Vous avez eu { $count } rendez-vous :
}
bookings-cancelled = { $count ->
    [one] Un rendez-vous a été annulé :
   *[other] { $count } rendez-vous ont été annulés :
}
bookings-more = et { $count } de plus
no-bookings-upcoming = Vous n'avez aucun rendez-vous à venir pris ici.
no-bookings-past = Vous n'avez aucun rendez-vous passé pris ici.
no-bookings-cancelled = Aucun de vos rendez-vous pris ici n'a été annulé.
no-bookings-then = Vous n'avez aucun rendez-vous pris ici pour « { $when } ».
no-such-booking = Je ne trouve aucun de vos rendez-vous qui corresponde à « { $words } ». Voici ceux à venir :
which-move = Quel rendez-vous voulez-vous déplacer ?
which-cancel = Quel rendez-vous voulez-vous annuler ?
booking-gone = Ce rendez-vous n'existe plus, on ne peut donc plus le modifier.
booking-over = Ce rendez-vous est déjà passé.
not-cancellable = { $title } ne peut pas être annulé ici. Voyez avec votre hôte.
not-movable = { $title } ne peut pas être déplacé ici. Voyez avec votre hôte.
move-lead = On déplace { $title }, prévu { $when }.
move-same-time = C'est déjà son horaire. Quel autre horaire vous conviendrait ?
ask-scope = { $title }, { $when }, fait partie d'une série. Que faut-il annuler ?
ask-scope-short = quelle partie de la série
status-pending = demandé, en attente de l'hôte
status-cancelled = annulé
status-rejected = refusé par l'hôte
status-awaiting-host = ça sonne
reason-cancel = Annulé par le participant
reason-undo = Annulé juste après la réservation
reason-reschedule = Déplacé par le participant

## When something fails
calendar-away = Je n'arrive pas à joindre le calendrier. Rien n'a changé ; réessayez dans un instant.
calendar-away-nothing-written = Le calendrier ne l'a pas pris pour l'instant, et rien n'a changé. Je réessaie ?
calendar-busy = Le calendrier est très sollicité en ce moment. Rien n'a changé ; réessayez dans une minute.
calendar-refuses = Le calendrier n'accepte pas la clé de ce bot, je ne peux donc pas le faire. L'équipe qui me gère doit regarder ; rien n'a changé.
no-event-types = Ce bot n'a encore rien à réserver : l'équipe qui le gère doit indiquer de qui est le calendrier.
calendar-away-for-the-rest = Ensuite le calendrier n'a plus répondu, le reste doit donc attendre ; redemandez-moi dans un instant.
store-away-after-sending = Je n'ai pas accès à ma mémoire, et je l'avais déjà envoyé au calendrier. Ne l'envoyez pas deux fois : je regarderai ce qu'il en est quand vous m'écrirez à nouveau.
store-away = Je n'ai pas accès à ma mémoire, je n'ai donc rien fait. Réessayez dans un instant.
write-refused = Le calendrier l'a refusé, et rien n'a changé. Essayez avec d'autres informations.
write-failed-before = Cela n'a pas abouti, et rien n'a changé.
limit-reached = Vous avez déjà le maximum de rendez-vous que cet hôte accepte à la fois. Déplacez-en ou annulez-en un d'abord.
outcome-unknown-book = J'ai envoyé la réservation, mais le calendrier n'a pas répondu, je ne sais donc pas encore si c'est réservé. Je regarderai quand vous m'écrirez ; ne réservez pas deux fois.
outcome-unknown-reschedule = J'ai envoyé le changement, mais le calendrier n'a pas répondu, je ne sais donc pas encore si c'est déplacé. Je regarderai quand vous m'écrirez.
outcome-unknown-cancel = J'ai envoyé l'annulation, mais le calendrier n'a pas répondu, je ne sais donc pas encore si c'est annulé. Je regarderai quand vous m'écrirez.
outcome-unknowable = Je ne peux pas savoir si cela a abouti. Vérifiez si la confirmation est dans vos e-mails avant de réessayer.
outcome-not-done-book = Cela n'est pas arrivé au calendrier, rien n'est donc réservé.
outcome-not-done-reschedule = Cela n'est pas arrivé au calendrier, rien n'est donc déplacé.
outcome-not-done-cancel = Cela n'est pas arrivé au calendrier, rien n'est donc annulé.
say-something = Écrivez-moi ce que vous voulez réserver, déplacer ou annuler.
cap-reached = Vous avez beaucoup écrit aujourd'hui : jusqu'à minuit (UTC), je réponds selon des règles simples. Réserver marche comme toujours ; des messages courts et clairs conviennent le mieux.
too-long = C'était très long ; j'ai lu les { $count } premiers caractères.

## Small talk
smalltalk-hello = Bonjour ! Je vous cherche un créneau ?
smalltalk-thanks = Avec plaisir !
smalltalk-bye = Au revoir, et à bientôt !
smalltalk-ok = D'accord. Dites-moi quand il y aura quelque chose à réserver, déplacer ou annuler.
smalltalk-how-are-you = Très bien, merci ! Que puis-je vous réserver ?
smalltalk-who-are-you = Je suis Slotwise, un assistant de prise de rendez-vous. Je trouve des créneaux libres et je réserve, déplace et annule des rendez-vous.
help =
    Je peux trouver des créneaux libres, et réserver, déplacer, annuler ou lister vos rendez-vous. Écrivez-moi comme à une personne :
    • « 30 minutes demain à 15h, je suis à Lisbonne »
    • « qu'est-ce qui est libre mardi après-midi ? »
    • « déplacez mon rendez-vous de vendredi à lundi matin »
    • « annulez mon rendez-vous » ou « quels sont mes rendez-vous ? »
off-topic = Là, je suis dépassé : je ne m'y connais qu'en rendez-vous. Je vous cherche un créneau ?
not-understood = Je n'ai pas bien compris. Dites-moi ce que vous voulez réserver, déplacer ou annuler, et quand.

## Commands
welcome = Bonjour ! Je suis Slotwise.
welcome-name = Bonjour { $name } ! Je suis Slotwise.
welcome-what =
    Je trouve des créneaux avec { $host } et je réserve, déplace et annule des rendez-vous. Écrivez-moi comme à une personne, par exemple :
    • « 30 minutes demain à 15h »
    • « qu'est-ce qui est libre mardi après-midi ? »
link-unknown = Je ne sais pas où ce lien devait mener ; il est peut-être ancien. Dites-moi ce que vous souhaitez réserver.
link-not-yours = Ce lien était pour quelqu'un d'autre. Écrivez-moi, et je vous aide pour votre propre rendez-vous.
zone-now = Votre fuseau horaire est { $place }. Pour en changer, dites-moi dans quelle ville vous êtes.
language-ask = Je vous parle en { $language }. Quelle langue préférez-vous ?
language-unknown = Je ne parle pas encore cette langue. Celles-ci, oui :
language-set = Désormais, je vous parle en { $language }.
privacy =
    Ce que je garde : ce que vous me dites de vous, nos derniers messages et les rendez-vous que vous avez pris ici. Cela sert à réserver, déplacer et annuler pour vous, et à rien d'autre. Les rendez-vous eux-mêmes sont chez Cal.com et chez l'hôte.
    /export vous donne le tout dans un fichier. /forget l'efface.
privacy-known = Voici ce que je sais de vous :
privacy-line = • { $label } : { $value }
privacy-name = Nom
privacy-email = E-mail
privacy-phone = Téléphone
privacy-zone = Fuseau horaire
privacy-length = Durée habituelle
privacy-hours = Heures habituelles
privacy-line-kept = • { $label } : { $value } (retenu pour la prochaine fois)
privacy-lapses = Ce qui n'est pas marqué, je l'oublie après une demi-journée sans nouvelles de vous.
usual-part = { $part ->
    [morning] le matin
    [afternoon] l'après-midi
   *[evening] le soir
}
forget-ask = Dois-je effacer tout ce que je garde sur vous : votre nom, votre e-mail, vos réponses, nos messages et quels rendez-vous sont les vôtres ? Les rendez-vous maintenus restent chez Cal.com et chez l'hôte, et je ne pourrai plus les déplacer ni les annuler pour vous.
choice-forget = Tout effacer
choice-keep = Garder
forget-kept = D'accord, je garde tout.
forget-later = Le calendrier n'a pas encore répondu pour un de vos rendez-vous. Réessayez /forget dans quelques minutes.
forgotten = C'est fait : j'ai effacé tout ce que je gardais sur vous. Les rendez-vous maintenus restent chez Cal.com et chez l'hôte.
exported = Voici tout ce que je garde sur vous.
remember-ask = { $count ->
    [one] Dois-je me souvenir de vous pour la prochaine fois : qui vous êtes, votre fuseau horaire et 1 minute comme durée habituelle ?
   *[other] Dois-je me souvenir de vous pour la prochaine fois : qui vous êtes, votre fuseau horaire et { $count } minutes comme durée habituelle ?
}
remembered = Je le retiens pour la prochaine fois :
remembered-shown = /privacy le montre et vous permet de l'effacer.
remember-what = Volontiers, mais quoi ? Par exemple « retenez mon e-mail » ou « retenez que je préfère le matin ».
unremembered = Oublié : { $items }.

## Shared and passed on
phone-kept = Merci, j'ai noté { $phone }.
quoted-no-time = Je ne trouve ni jour ni heure dans ce que vous m'avez transféré. Que souhaitez-vous réserver, et quand ?
quoted-which = Ce que vous m'avez transféré parle de plusieurs horaires. Lequel voulez-vous dire ?
guests-after-booking = Je ne peux inviter d'autres personnes qu'au moment de la réservation. Pour celle qui est faite, transférez-leur l'invitation ; ou annulez-la et je la reprends avec elles.
edit-too-old = J'ai vu que vous avez modifié un message précédent, mais je ne peux revenir que sur le dernier. Écrivez-le à nouveau.
edit-booked = C'est déjà réservé : { $booking }. Je laisse tel quel ; je peux le déplacer ou l'annuler.
edit-booked-move = C'est déjà réservé : { $booking }. Je peux le déplacer :
choice-share-location = Partager ma position
choice-share-phone = Partager mon numéro

## In groups
group-continue = Pour la suite, il me faut quelques informations. Continuons en privé.
group-own = Cela reste entre nous. Continuons en privé.
group-booked = C'est réservé : { $when }, { $place }.
choice-continue = Continuer en privé

## Quand on apprend ce que l'on n'a pas demandé
peace-always = Je vous dis les changements de vos rendez-vous dès qu'ils arrivent, à toute heure.
peace-quiet = Entre { $from } et { $until }, je ne vous dis rien que vous n'ayez demandé ; cela attend jusqu'à { $until }.
peace-digest = Je vous dis les changements une fois par jour, à { $at }.
peace-reminders = Je vous rappelle vos rendez-vous à l'avance.
peace-no-reminders = Je ne vous envoie pas de rappels.
peace-zone = Ce sont des heures de { $place }.
peace-unread = Deux heures suffisent : « /quiet 22:00 à 7:00 ». « /quiet non » y met fin, « /digest 8:00 » en fait un message par jour.
choice-quiet = Calme de { $from } à { $until }
choice-no-quiet = Pas d'heures calmes
choice-digest = Une fois par jour, à { $at }
choice-no-digest = Tout de suite, pas une fois par jour
choice-reminders = Rappelez-moi
choice-no-reminders = Pas de rappels
## Quelqu'un de l'équipe
choice-end-thread = Terminer cette conversation
help-human = Pour parler à quelqu'un de l'équipe, envoyez /human.
team-called = J'ai prévenu l'équipe, avec votre nom et ce que vous avez écrit. Sa réponse arrivera ici ; d'ici là, je lui transmets tout ce que vous écrivez. Pour continuer avec moi, touchez le bouton ou envoyez /done.
team-passed-on = Transmis à l'équipe. (/done y met fin.)
team-ended = Entendu, nous voilà de nouveau entre nous. L'équipe le sait.
team-ended-it = L'équipe a mis fin à cette conversation ; c'est de nouveau à moi que vous parlez.
team-lost = L'équipe n'est pas joignable en ce moment, et personne ne lit vos messages. C'est de nouveau à moi que vous parlez.
team-no-thread = Il n'y a pas de conversation ouverte avec l'équipe.
team-unset = Je ne peux prévenir personne ici. En revanche, je peux vous trouver un moment pour parler avec { $host }.
team-elsewhere = L'équipe se joint sur Telegram : écrivez-y au bot et demandez à parler à quelqu'un.
team-name = L'équipe
team-says = 👤 { $name } : { $text }
team-post = 🙋 { $name } demande à parler à quelqu'un.
    Répondez à ce message ; tout est transmis jusqu'à /done (en réponse aussi) ou jusqu'au bouton.
team-post-about = 🙋 { $name } demande à parler à quelqu'un :
    « { $about } »
    Répondez à ce message ; tout est transmis jusqu'à /done (en réponse aussi) ou jusqu'au bouton.
team-post-more = 💬 { $name } : { $text }
team-post-ended = ✔️ { $name } a mis fin à cette conversation.
