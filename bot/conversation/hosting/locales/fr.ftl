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
host-lacks-own = J'agis pour vous avec la clé de quelqu'un d'autre : je n'ai pas accès à vos propres réglages dans Cal.com.

## Requests
no-requests = Aucune demande ne vous attend.
request-answered = { $what } : cela n'attend plus de réponse.
propose-accept = J'accepte cette demande ?
propose-decline = Je refuse cette demande ?
request-accepted = Acceptée : { $what }.
request-declined = Refusée : { $what }.

## Hours
hours-none = Vous n'avez pas encore d'horaires dans Cal.com.
hours-shown = On peut vous réserver :
hours-exceptions = D'autres horaires ces jours-là :
hours-other-schedules = Vous avez aussi : { $names }.
hours-others = Vos autres horaires ne changent pas : { $names }.
hours-which-days = De quels jours parlez-vous ?
hours-which-hours = De quelle heure à quelle heure ?
hours-unchanged = Vos horaires sont déjà ainsi.
propose-hours = Je change vos horaires ?
hours-before = avant
hours-after = après
hours-more = { $count ->
    [one] … et encore un jour.
    [many] … et encore { $count } jours.
   *[other] … et encore { $count } jours.
}
hours-standing = { $count ->
    [one] Ce rendez-vous tombe dans des heures que vous supprimez ; il reste pour l'instant :
    [many] Ces { $count } rendez-vous tombent dans des heures que vous supprimez ; ils restent pour l'instant :
   *[other] Ces { $count } rendez-vous tombent dans des heures que vous supprimez ; ils restent pour l'instant :
}
hours-standing-hint = Vous pourrez ensuite annuler d'un seul geste.
choice-cancel-standing = { $count ->
    [one] Annuler ce rendez-vous
    [many] Annuler ces { $count } rendez-vous
   *[other] Annuler ces { $count } rendez-vous
}
hours-named = Horaires : { $days }
hours-changed = Vos horaires sont modifiés : { $days }.
hours-days = { $count ->
    [one] un jour
    [many] { $count } jours
   *[other] { $count } jours
}

## Changing a booking
nothing-coming = Aucun rendez-vous ne vous attend.
nothing-begun = Aucun de vos rendez-vous n'a commencé récemment.
ask-reason = { $change ->
    [decline] Que dois-je dire à { $guests } ? La raison accompagne le refus.
   *[cancel] Que dois-je dire à { $guests } ? La raison accompagne l'annulation.
}
ask-reason-short = la raison
choice-without-reason = Sans raison
reason-host-cancelled = Annulé par l'hôte
propose-cancel = J'annule ce rendez-vous ?
propose-cancel-all = { $count ->
    [one] J'annule ce rendez-vous ?
    [many] J'annule ces { $count } rendez-vous ?
   *[other] J'annule ces { $count } rendez-vous ?
}
cancelled = Annulé : { $what }.
cancelled-following = Annulé, avec tous les suivants : { $what }.
ask-series-part = { $what } fait partie d'une série. Quelle partie dois-je annuler ?
ask-day = Quel jour dois-je libérer ?
nothing-on-then = Rien n'est réservé à ce moment-là ({ $when }).
too-much-at-once = Cela ferait { $count } rendez-vous, et j'en annule au plus { $most } à la fois. Nommez un temps plus court.
propose-ask-to-reschedule = Je demande à { $guests } de choisir un autre horaire ?
card-asks-to-reschedule = Le rendez-vous est annulé et Cal.com envoie un lien pour en choisir un autre.
asked-to-reschedule = Annulé, et { $guests } a été invité à choisir un autre horaire : { $what }.
propose-move = Je déplace ce rendez-vous ?
moved = Déplacé : { $what } → { $to }.
propose-no-show = Je note comme absent : { $who } ?
ask-who-absent = Qui n'est pas venu ?
choice-nobody-came = Personne n'est venu
choice-host-absent = Je n'y étais pas
absent-you = vous
marked-absent = Absence notée : { $who }, { $what }.
absent-already = { $what } : c'est déjà noté.
not-begun = { $what } n'a pas encore commencé. Les absences se notent ensuite.
propose-invite = J'invite { $who } ?
invited = Invitation envoyée : { $who }, { $what }.
invited-already = { $who } : déjà sur l'invitation.
ask-guest-emails = Qui dois-je inviter ? Il me faut les adresses e-mail.
ask-attendee = Qui dois-je ajouter ? Il me faut un nom et une adresse e-mail.
takes-no-guests = { $title } n'accepte pas d'autres invités.
too-many-guests = { $room ->
    [0] Un rendez-vous accepte au plus { $most } invités, et celui-ci est complet.
    [one] Un rendez-vous accepte au plus { $most } invités ; il reste { $room } place.
    [many] Un rendez-vous accepte au plus { $most } invités ; il reste { $room } places.
   *[other] Un rendez-vous accepte au plus { $most } invités ; il reste { $room } places.
}
propose-reassign = Je confie ce rendez-vous à { $whom } ?
the-next-free = la première personne libre de l'équipe
reassigned = Confié à { $whom } : { $what }.
not-round-robin = { $what } ne peut pas être confié à quelqu'un d'autre : son équipe ne se relaie pas.
ask-to-whom = Qui prend le relais ?
not-taking-turns = “{ $words }” ne fait pas partie de ceux qui se relaient. Qui prend le relais ?
choice-next-free = La première personne libre
propose-location = Je change le lieu de ce rendez-vous ?
ask-where = Où aura-t-il lieu ? Une adresse, un lien, un numéro de téléphone ou une application vidéo.
ask-number = À quel numéro, avec l'indicatif du pays ?
app-not-connected = { $app } n'est pas connecté à votre Cal.com.
card-before = Avant : { $before }
place-changed = Modifié : { $what } a maintenant lieu ici : { $place }.
choice-accept = Accepter
choice-decline-request = Refuser

## La journée de l'hôte
agenda-bookings = { $count ->
    [one] Une réservation :
   *[other] { $count } réservations :
}
agenda-requests = { $count ->
    [one] Une demande attend votre réponse :
   *[other] { $count } demandes attendent votre réponse :
}
agenda-past = { $count ->
    [one] Une réservation passée :
   *[other] { $count } réservations passées :
}
agenda-cancelled = { $count ->
    [one] Une réservation annulée :
   *[other] { $count } réservations annulées :
}
agenda-line = • { $time } : { $title } avec { $guests }
agenda-pending = attend votre réponse
agenda-attendee = Avec { $who }
agenda-their-time = pour cette personne { $time }, { $place }
agenda-guests = Aussi invités : { $guests }
agenda-answer = { $question } : { $answer }
agenda-accept = Accepter
agenda-decline = Refuser
agenda-choice-of = { $choice } : { $guests }
agenda-more = Encore { $count }
agenda-looked = Ce sont les réservations de votre agenda Cal.com, à l'heure de { $place }.
agenda-nothing-on = Rien n'est réservé le { $day }.
agenda-nothing-between = Rien n'est réservé du { $first } au { $last }.
agenda-nothing-at = Rien n'est réservé à ce moment : { $when }.
agenda-nothing-today = Rien n'est réservé aujourd'hui. Ensuite : { $next }
agenda-nothing-today-or-later = Rien n'est réservé, ni aujourd'hui ni plus tard.
agenda-no-bookings = Rien n'est réservé.
agenda-no-past = Il n'y a pas de réservation passée ces trois derniers mois.
agenda-no-cancelled = Il n'y a pas de réservation annulée, ni ces trois derniers mois ni à venir.

## Event types
types-none = Vous n'avez pas encore de type de rendez-vous.
types-listed = Vos types de rendez-vous :
type-named = { $title }, { $length }
type-named-hidden = { $title }, { $length } (masqué)
which-type = De quel type de rendez-vous parlez-vous ?
type-which-title = Comment doit-il s'appeler ?
type-which-length = Combien de temps doit durer { $title } ?
propose-type-make = Je crée ce type de rendez-vous ?
type-address = Adresse : { $slug }
type-made = Créé : { $title }.
propose-type-change = Je modifie ce type de rendez-vous ?
propose-type-hide = Je masque ce type de rendez-vous ? Son lien marche toujours, mais personne ne le trouve sur votre page.
propose-type-show = Je montre à nouveau ce type de rendez-vous sur votre page ?
propose-type-delete = Je supprime ce type de rendez-vous ? C'est définitif. Ses réservations restent.
type-changed = Modifié : { $title }.
type-hidden = Masqué : { $title }.
type-shown = À nouveau visible : { $title }.
type-deleted = Supprimé : { $title }.
type-hidden-already = { $title } est déjà masqué.
type-shown-already = { $title } n'est pas masqué.
type-change-what = Que dois-je changer à { $title } ?
type-change-unknown = Je ne peux pas régler « { $name } » sur « { $value } » ici.
setting-title = Titre
setting-description = Description
setting-length = Durée
setting-buffer-before = Pause avant
setting-buffer-after = Pause après
setting-notice = Préavis
setting-window = Réservable à l'avance
setting-per-day = Maximum par jour
setting-per-week = Maximum par semaine
setting-per-month = Maximum par mois
type-setting = { $label } : { $value }
type-setting-changed = { $label } : { $before } → { $after }
propose-link = Je crée un lien privé ? Qui l'a peut réserver.
link-uses = { $count ->
    [one] valable pour une réservation
    [many] valable pour { $count } réservations
   *[other] valable pour { $count } réservations
}
link-until = valable jusqu'au { $when }
link-made = Lien privé pour { $title }, { $end } :

## Recordings
recordings-no-past = Je ne vois aucun rendez-vous passé ces trois derniers mois.
recordings-not-on-video = { $what } : ce n'était pas sur Cal Video, il n'y a donc rien à voir ni à lire.
recordings-none = { $what } : il n'y a pas d'enregistrement.
transcripts-none = { $what } : il n'y a pas de transcription.
recordings-here = Enregistrement de { $what } :
transcripts-here = Transcription de { $what } :
recordings-hold = Le lien expire au bout de quelques heures ; redemandez-moi pour en avoir un neuf.
transcripts-hold = Le lien marche une heure ; redemandez-moi pour en avoir un neuf.
choice-open-recording = Ouvrir l'enregistrement
choice-open-transcript = Ouvrir la transcription

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
why-changed-meanwhile = vos horaires ont été modifiés ailleurs entre-temps ; redites-le-moi pour les voir tels qu'ils sont
why-refused = Cal.com l'a refusé
why-gone = il n'est plus là pour être modifié
why-nobody-free = personne d'autre dans l'équipe n'est libre à ce moment-là
why-went = l'horaire a été pris entre-temps

## Qui est libre
host-booking-with = { $title } avec { $guests }
free-yes = Oui, vous êtes libre : { $when }.
free-no = Non, vous n'êtes pas libre : { $when }.
free-outside = Rien n'est réservé ({ $when }), mais vous ne travaillez pas à ce moment-là.
free-day = { $day } : libre { $times }
free-day-open = { $day } : rien n'est réservé
free-day-none = { $day } : pas libre
free-day-off = { $day } : hors de vos horaires
free-taken = • { $times } : { $what }
free-busy = occupé dans votre propre agenda
free-hours = Vos horaires ce jour-là : { $times }
free-hours-none = Vous ne travaillez pas ce jour-là.
free-looked = J'ai regardé { $what }.
free-not-looked = Je n'ai pas pu regarder { $what }.
free-looked-bookings = vos réservations
free-looked-hours = vos horaires
free-looked-calendars = { $count ->
    [one] votre agenda connecté ({ $names })
   *[other] vos { $count } agendas connectés ({ $names })
}
free-looked-calendars-unnamed = vos agendas connectés
free-looked-slots = J'ai regardé les heures où chacun peut être réservé.
free-nobody = Je ne connais pas d'hôte du nom de { $name }.
free-no-length = { $name } ne propose pas de rendez-vous de { $count } minutes.
free-together = { $names } peuvent se voir { $count } minutes :
free-none-together = Je n'ai pas trouvé { $count } minutes où { $names } peuvent se voir.
free-others-not-on-it = Cette réservation ne comprend pas d'elle-même { $names } : donnez-moi l'e-mail à inviter.

## Réserver pour quelqu'un
ask-their-name = le nom de l'invité
ask-their-email = l'e-mail de l'invité
ask-their-phone = le téléphone de l'invité, avec l'indicatif du pays
card-zone-of-host = Le fuseau horaire de l'invité n'est pas connu : l'invitation est dans le vôtre, { $place }
instant-none = Votre Cal.com n'a pas de rendez-vous immédiat, en voici donc un ordinaire.
instant-if-nobody = Si personne ne rejoint, le rendez-vous n'a pas lieu ; demandez alors une heure ordinaire.
instant-joined = { $names } a rejoint le rendez-vous.
instant-ordinary = Personne n'a rejoint. Cherchons une heure ordinaire.
choice-nobody-joined = Personne ne rejoint

## Linking a Cal.com account
calcom-user = { $name } ({ $email })
choice-link = Continuer avec Cal.com
choice-link-yes = Oui, lier
choice-link-no = Non
link-what = Liez votre compte Cal.com, et vous verrez et dirigerez votre propre agenda d'ici : rendez-vous, demandes, horaires.
link-again = Cette conversation est liée à { $user }. /unlink y met fin ; avec le bouton, vous liez un autre compte à la place.
link-once = Le bouton sert une seule fois, pendant dix minutes, et à vous seulement.
link-off = On ne peut pas lier de compte ici : la personne qui me gère doit définir { $setting }.
link-elsewhere = Les comptes se lient dans Telegram : écrivez /link au bot là-bas.
link-by-settings = Vous êtes hôte ici par les réglages de l'équipe, pour { $user }. Il n'y a rien à lier.
link-wrong-number = Ce n'est pas le nombre de la page. Regardez encore et écrivez-le ici.
link-over = Il n'y a rien à lier : c'était pour un autre compte, ou c'est trop ancien. Écrivez /link pour recommencer.
link-ask = Dois-je lier { $user } à cette conversation ? Je verrai et modifierai alors cet agenda pour vous.
link-refused = Très bien, rien n'a été lié.
linked = C'est lié à { $user }. Essayez « qu'est-ce que j'ai aujourd'hui ? », et /unlink quand vous voulez.
link-done-before = Ce compte est déjà lié.
link-ended = Votre lien avec Cal.com a pris fin : il a été retiré là-bas ou il a expiré. Écrivez /link pour le rétablir.
unlinked = Le lien avec { $user } n'existe plus, et j'ai oublié son accès.
unlink-nothing = Il n'y a aucun lien à supprimer : cette conversation ne représente aucun compte Cal.com.

## Ce qui a été utilisé
use-of-all = Utilisation de tous ces { $days } derniers jours (jours en UTC) :
use-of-one = Votre utilisation ces { $days } derniers jours (jours en UTC) :
use-none = Rien pour l'instant.
use-not-counted = Rien n'est compté ici.
use-together = au total
use-bookings = réservations
use-turns = échanges
use-calls = appels au modèle
use-tokens = jetons
use-cost = coût
