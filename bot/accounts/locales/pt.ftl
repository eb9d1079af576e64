### O que se diz ao ligar uma conta: na página e depois na conversa. Curto, simpático, claro.

## A página
page-number-title = Falta um passo
page-number = Ainda não há nada ligado. Trata-se destas duas contas:
page-calcom = A sua conta do Cal.com
page-chat = A conta do Telegram que pediu
page-no-name = Uma conta sem nome
page-tell = Se ambas são suas, escreva este número a { $bot } no Telegram:
page-open-with-number = Abrir o Telegram com o número
page-not-yours = A conta do Telegram é de outra pessoa? Então feche esta página e não diga o número a ninguém: nada será ligado.
page-open = Voltar ao Telegram
page-old-title = Esta página já não é válida
page-old = Um link serve uma vez, durante dez minutos. Escreva /link na conversa para receber outro.
page-refused-title = Nada foi ligado
page-refused = No Cal.com a resposta foi não. Para tentar outra vez, basta escrever /link na conversa.
page-failed-title = Não funcionou
page-failed = Não foi possível contactar agora o Cal.com ou a conversa, e nada foi ligado. Escreva /link na conversa para tentar de novo.

## Na conversa
ask-number = O Cal.com disse que sim. Que número mostra a página? Escreva-o aqui e eu ligo a conta.
ask-refuse = Não fui eu
