### Ce qui se dit quand un compte est lié : sur la page, puis dans la discussion. Court, chaleureux, simple.

## La page
page-number-title = Encore une étape
page-number = Rien n'est encore lié. Il s'agit de ces deux comptes :
page-calcom = Votre compte Cal.com
page-chat = Le compte Telegram qui l'a demandé
page-no-name = Un compte sans nom
page-tell = Si les deux sont à vous, écrivez ce nombre à { $bot } dans Telegram :
page-open-with-number = Ouvrir Telegram avec le nombre
page-not-yours = Le compte Telegram est à quelqu'un d'autre ? Alors fermez cette page et ne donnez le nombre à personne : rien ne sera lié.
page-open = Retour à Telegram
page-old-title = Cette page n'est plus valable
page-old = Un lien sert une seule fois, pendant dix minutes. Écrivez /link dans la discussion pour en recevoir un autre.
page-refused-title = Rien n'a été lié
page-refused = Vous avez refusé chez Cal.com. Si vous changez d'avis, écrivez /link dans la discussion.
page-failed-title = Cela n'a pas marché
page-failed = Cal.com ou la discussion n'était pas joignable à l'instant, et rien n'a été lié. Écrivez /link dans la discussion pour réessayer.

## Dans la discussion
ask-number = Cal.com a dit oui. Quel nombre la page affiche-t-elle ? Écrivez-le ici et je lie le compte.
ask-refuse = Ce n'était pas moi
