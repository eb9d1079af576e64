"""People who never were, the cities they live in, and what they answer when they are asked."""

PEOPLE = (
    "Ana Silva",
    "Ben Okafor",
    "Carla Jimenez",
    "Dev Patel",
    "Elif Kaya",
    "Farid Haddad",
    "Grace Lindqvist",
    "Hugo Martin",
    "Ines Moreau",
    "Jonas Brandt",
    "Keiko Mori",
    "Liam O'Connor",
    "Mei Chen",
    "Nils Berg",
    "Olga Petrova",
    "Priya Nair",
    "Quentin Dubois",
    "Rosa Alvarez",
    "Sami Virtanen",
    "Tessa van Dijk",
    "Umar Siddiqui",
    "Vera Novak",
    "Will Turner",
    "Yusuf Demir",
    "Zoe Papadakis",
)

CITIES = {
    "New York": "America/New_York",
    "Chicago": "America/Chicago",
    "Los Angeles": "America/Los_Angeles",
    "Toronto": "America/Toronto",
    "São Paulo": "America/Sao_Paulo",
    "London": "Europe/London",
    "Lisbon": "Europe/Lisbon",
    "Dublin": "Europe/Dublin",
    "Madrid": "Europe/Madrid",
    "Paris": "Europe/Paris",
    "Berlin": "Europe/Berlin",
    "Amsterdam": "Europe/Amsterdam",
    "Athens": "Europe/Athens",
    "Lagos": "Africa/Lagos",
    "Cape Town": "Africa/Johannesburg",
    "Istanbul": "Europe/Istanbul",
    "Mumbai": "Asia/Kolkata",
    "Singapore": "Asia/Singapore",
    "Tokyo": "Asia/Tokyo",
    "Sydney": "Australia/Sydney",
}

TEXTS = {
    "role": ("head of support", "operations manager", "office manager", "product designer"),
    "notes": ("our onboarding", "how we plan shifts", "the new price list", "moving from spreadsheets"),
    "title": ("a first chat", "the spring launch"),
}
"""By the slug of the question; any other text question gets the words for ``notes``."""

ADDRESSES = ("12 Harbour Road, Dublin", "4 Rose Street, London", "88 Elm Avenue, Boston")
PHONES = {
    "+44 20 7946 0018": "+442079460018",
    "+1 212 555 0142": "+12125550142",
    "+49 30 901820 14": "+493090182014",
    "+351 912 345 678": "+351912345678",
}
"""As it is written, and as a booking holds it."""

WEBSITES = ("https://lindenhof.example.com", "https://northwind.example.com/team")

OFF_TOPIC = (
    "how are you today?",
    "by the way, lovely weather here",
    "do you ever sleep?",
    "thanks for helping me with this",
)
FORGETFUL = ("sorry, what did you need from me again?", "wait, what was the question?", "hm, what was it you asked?")
YES = ("yes", "yes please", "yep", "sounds good, go ahead", "ok, book it", "confirm", "perfect, yes")
YES_TO_A_MOVE = ("yes", "yes please", "yep, move it", "please do", "confirm")
YES_TO_CANCELLING = ("yes", "yes, cancel it", "please do", "confirm")
NEVER_MIND = ("never mind", "actually, forget it", "no thanks, I don't need it any more")
GREETINGS = ("Hi there!", "Hello,", "Good day!", "Hey, hope you're well.")
REASONS = (
    "I've been meaning to do this for weeks.",
    "My colleague told me about you.",
    "It's been a busy month over here.",
    "I just got back from holidays.",
)
