### Ce que seul ce canal dit, en français. Court, chaleureux, simple ; avec « vous ».

## How a reply looks
reader-clock = À votre heure : { $when }

## What people send
unreadable = { $kind ->
    [photo] C'est sûrement une belle photo, mais je ne lis que les mots. Dites-moi dans un message ce qu'il vous faut.
    [live_photo] C'est sûrement une belle photo, mais je ne lis que les mots. Dites-moi dans un message ce qu'il vous faut.
    [sticker] J'aime bien ! Mais je ne lis que les mots. Dites-moi dans un message ce qu'il vous faut.
    [animation] J'aime bien ! Mais je ne lis que les mots. Dites-moi dans un message ce qu'il vous faut.
    [dice] Bonne chance ! Quand il s'agira d'un rendez-vous, dites-le-moi avec des mots.
    [video] Je ne peux pas regarder de vidéos. Dites-moi dans un message ce qu'il vous faut.
    [document] Je ne peux pas ouvrir de fichiers. Dites-moi dans un message ce qui compte dedans.
    [other_contact] Je ne prends que votre propre numéro, pour que personne ne soit appelé par erreur. Vous pouvez aussi l'écrire.
    [other_location] Je ne prends qu'un lieu que vous partagez vous-même. Vous pouvez aussi me dire votre ville.
   *[other] Je ne lis que les mots. Dites-moi dans un message ce qu'il vous faut.
}
place-without-zone = Je ne trouve pas le fuseau horaire de cet endroit. À l'heure de quelle ville vivez-vous ?
voice-heard = 🎙 « { $text } »
voice-unset = Je ne peux pas écouter de messages vocaux ici, mais le texte fonctionne. Écrivez-le et je m'en occupe.
voice-too-long = Ce message vocal est trop long pour moi : { $minutes } minutes au maximum. Un plus court convient, et le texte aussi.
voice-too-big = Ce message vocal est trop lourd pour moi. Un plus court convient, et le texte aussi.
voice-failed = Je n'ai pas réussi à comprendre ce message vocal. Renvoyez-le dans un instant, ou écrivez-le.
voice-empty = Je n'ai entendu aucun mot dans ce message vocal. Redites-le, ou écrivez-le.

## Taps, keyboards, and what goes wrong
tap-outdated = Ces boutons datent d'un moment précédent et ne font plus rien.
tap-not-yours = Ces boutons sont à { $owner }. Mentionnez-moi, et je vous en fais pour vous.
tap-not-yours-unnamed = Ces boutons sont à quelqu'un d'autre. Mentionnez-moi, et je vous en fais pour vous.
too-many-messages = Cela va trop vite pour moi. Laissez-moi une minute, puis écrivez à nouveau.
failed = Quelque chose n'a pas marché de mon côté, et je me suis arrêté là. Rien n'a été réservé ni changé, sauf si je vous l'ai dit. Si cela se reproduit, donnez cette référence à l'équipe qui me gère : { $reference }.
not-let-in = Je ne parle qu'aux personnes que mon équipe a admises. Si vous devez en être, donnez-lui votre numéro : { $number }.
team-end = Terminé
team-thread-over = Cette conversation est terminée ; rien n'a été transmis.
team-thread-ended = La conversation est terminée, et la personne est prévenue.
team-not-delivered = Impossible à remettre : la personne a bloqué le bot ou supprimé la discussion.
team-words-only = Seuls les mots sont transmis. Écrivez-le en réponse, s'il vous plaît.
share-location = Touchez le bouton ci-dessous pour partager votre position. Je n'en retiens que le fuseau horaire, et ne garde aucun lieu.
share-location-button = 📍 Partager ma position
share-location-placeholder = Ou écrivez une ville
share-phone = Touchez le bouton ci-dessous pour partager votre numéro de téléphone.
share-phone-button = 📱 Partager mon numéro
share-phone-placeholder = Ou écrivez le numéro
keyboard-gone = Merci.

## What the bot says of itself
# At most 64 letters, 120 and 512.
bot-name = Slotwise
bot-short-description = Trouve un horaire qui vous convient, le réserve, le déplace ou l'annule. Écrivez simplement ce qu'il vous faut.
bot-description =
    Je trouve des créneaux libres et je vous les réserve, ici même, dans la conversation.

    Écrivez-moi comme à une personne : « 30 minutes mardi après-midi », « mettez-le à vendredi », « quels sont mes rendez-vous ? ». Je demande ce qui manque, je vous montre tout avant de réserver, et je respecte votre fuseau horaire.

    Touchez Démarrer, et on trouve un horaire.
# At most 256 letters each.
command-book = Trouver un horaire et réserver
command-bookings = Voir vos rendez-vous
command-reschedule = Déplacer un rendez-vous
command-cancel = Annuler un rendez-vous
command-timezone = Choisir votre fuseau horaire
command-language = Choisir la langue que je parle
command-link = Lier votre compte Cal.com, en tant qu'hôte
command-unlink = Supprimer le lien avec Cal.com
command-human = Parler à quelqu'un de l'équipe
command-help = Voir ce que je sais faire
command-quiet = Quand je peux vous prévenir
command-privacy = Ce que je garde sur vous, et pourquoi
command-export = Recevoir tout ce que je garde sur vous
command-forget = Effacer tout ce que je garde sur vous
