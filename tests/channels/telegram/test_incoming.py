"""What people send in Telegram, read from updates as the Bot API writes them."""

from datetime import UTC, datetime
from typing import Any

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.incoming import (
    COMMANDS,
    UPDATES,
    Located,
    Membership,
    Migrated,
    Place,
    Read,
    Said,
    Spoken,
    Tapped,
    Unreadable,
    read,
)
from bot.conversation.commands import COMMANDS as CARRIED_OUT

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ME = telegram.User(id=900, first_name="Slotwise", is_bot=True, username="slotwise_bot")
BOT = {"id": 900, "first_name": "Slotwise", "is_bot": True, "username": "slotwise_bot"}
OTHER_BOT = {"id": 901, "first_name": "Dice", "is_bot": True, "username": "dice_bot"}
ANA = {"id": 41, "first_name": "Ana", "last_name": "Souza", "is_bot": False, "language_code": "pt-br"}
BEN = {"id": 42, "first_name": "Ben", "is_bot": False}
PRIVATE = {"id": 41, "type": "private", "first_name": "Ana"}
GROUP = {"id": -100500, "type": "supergroup", "title": "Team"}
CHANNEL = {"id": -100900, "type": "channel", "title": "News"}
SENT_AT = 1_795_500_000


def entity(text: str, part: str, kind: str, **more: Any) -> dict[str, Any]:
    """An entity over a part of a text, counted as Telegram counts."""
    before, _, _ = text.partition(part)
    units = [len(piece.encode("utf-16-le")) // 2 for piece in (before, part)]
    return {"type": kind, "offset": units[0], "length": units[1], **more}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": SENT_AT, "chat": PRIVATE, "from": ANA, **fields}


def written(text: str, *entities: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return message(text=text, entities=list(entities), **fields)


def in_group(text: str, *entities: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return written(text, *entities, **{"chat": GROUP, **fields})


def named(text: str) -> dict[str, Any]:
    """A text that mentions the bot, as a message of a group."""
    return in_group(text, entity(text, "@slotwise_bot", "mention"))


def arrives(kind: str, payload: dict[str, Any]) -> Read | None:
    update = telegram.Update.de_json({"update_id": 1, kind: payload}, None)
    return read(update, ME, clock=lambda: NOW)


def said(payload: dict[str, Any], kind: str = "message") -> Said:
    result = arrives(kind, payload)
    assert isinstance(result, Said)
    return result


def test_a_message_is_its_words_and_who_says_them_when() -> None:
    result = said(written("Tomorrow at 10?"))
    assert result.place == Place(41, None, is_private=True)
    incoming = result.incoming
    assert (incoming.conversation_id, incoming.message_id, incoming.text) == ("telegram:41", "7", "Tomorrow at 10?")
    assert (incoming.person.account_id, incoming.person.name) == ("telegram:41", "Ana Souza")
    assert incoming.person.language == "pt-br"
    assert incoming.person.email is None
    assert incoming.received_at == NOW
    assert incoming.can_share
    assert not incoming.in_group


@pytest.mark.parametrize("name", ["ㅤ", "\u3164\u3164", "🙂", ".", "\u200b"])
def test_a_name_that_shows_nothing_is_no_name(name: str) -> None:
    result = said(written("hi", **{"from": {"id": 41, "first_name": name, "is_bot": False}}))
    assert result.incoming.person.name is None


# --- Words and what is marked in them


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/book", "book", ""),
        ("/book tomorrow at 3", "book", "tomorrow at 3"),
        ("/Book@Slotwise_Bot\ntomorrow", "book", "tomorrow"),
        ("/start 30min", "start", "30min"),
        ("/weather Lisbon", "weather", "Lisbon"),
    ],
)
def test_a_command_is_its_name_and_what_follows(text: str, command: str, rest: str) -> None:
    marked = entity(text, text.split()[0], "bot_command")
    incoming = said(written(text, marked)).incoming
    assert (incoming.command, incoming.text) == (command, rest)


def test_a_command_in_the_middle_is_part_of_the_words() -> None:
    text = "what does /book do"
    incoming = said(written(text, entity(text, "/book", "bot_command"))).incoming
    assert (incoming.command, incoming.text) == (None, text)


def test_the_address_behind_a_link_is_not_lost() -> None:
    text = "🎉👩‍👩‍👧 my page and cal.com/ana"
    first = entity(text, "my page", "text_link", url="https://ana.example/x")
    second = entity(text, "cal.com/ana", "text_link", url="http://cal.com/ana")
    incoming = said(written(text, first, second)).incoming
    assert incoming.text == "🎉👩‍👩‍👧 my page (https://ana.example/x) and cal.com/ana"


def test_marks_inside_of_each_other_change_no_words() -> None:
    text = "🧑‍💻 bold and italic @ben"
    marks = [entity(text, "bold and italic", "bold"), entity(text, "italic", "italic"), entity(text, "@ben", "mention")]
    assert said(written(text, *marks)).incoming.text == text


@given(st.text(min_size=1), st.text(min_size=1))
def test_all_that_stands_around_a_mention_is_kept(before: str, after: str) -> None:
    text = f"x{before} @slotwise_bot {after}x"
    units = len(f"x{before} ".encode("utf-16-le")) // 2
    mark = {"type": "mention", "offset": units, "length": 13}
    incoming = said(in_group(text, mark)).incoming
    assert incoming.text.startswith(f"x{before} ")
    assert incoming.text.endswith(after.lstrip(",:; \u00a0") + "x")


def test_half_a_character_does_not_travel_on() -> None:
    said(written("tomorrow \ud83d")).incoming.text.encode()


# --- Edits


def test_an_edit_takes_the_place_of_its_message() -> None:
    result = said(written("Friday", edit_date=SENT_AT + 30), "edited_message")
    incoming = result.incoming
    assert incoming.edits == "7"
    assert incoming.message_id.startswith(f"7e{SENT_AT + 30}.")
    assert (incoming.text, result.message_id) == ("Friday", 7)


def test_an_edit_that_comes_twice_is_the_same_one_and_the_next_is_another() -> None:
    first, again, later, quicker = (
        said(written(text, edit_date=SENT_AT + seconds), "edited_message").incoming.message_id
        for text, seconds in (("at 3", 1), ("at 3", 1), ("at 3", 2), ("at 4", 1))
    )
    assert first == again
    assert len({first, later, quicker}) == 3


def test_an_edited_caption_is_words_even_under_a_recording() -> None:
    voice = {"file_id": "v", "file_unique_id": "u", "duration": 4}
    incoming = said(message(voice=voice, caption="at 5", edit_date=SENT_AT + 1), "edited_message").incoming
    assert (incoming.text, incoming.edits) == ("at 5", "7")


@pytest.mark.parametrize(
    "payload",
    [
        message(location={"latitude": 38.7, "longitude": -9.1, "live_period": 600}, edit_date=SENT_AT + 1),
        message(photo=[{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], edit_date=SENT_AT + 1),
        written("3 dice", via_bot=OTHER_BOT, edit_date=SENT_AT + 1),
    ],
)
def test_other_edits_are_nothing_to_us(payload: dict[str, Any]) -> None:
    assert arrives("edited_message", payload) is None


# --- What is passed on or pointed at


FORWARDED = {"type": "user", "sender_user": BEN, "date": SENT_AT - 900}


@pytest.mark.parametrize(
    "origin",
    [
        FORWARDED,
        {"type": "hidden_user", "sender_user_name": "B", "date": SENT_AT},
        {"type": "channel", "chat": CHANNEL, "message_id": 3, "date": SENT_AT},
        {"type": "user", "sender_user": BOT, "date": SENT_AT},
    ],
)
def test_what_is_forwarded_is_quoted_and_commands_nothing(origin: dict[str, Any]) -> None:
    text = "/cancel everything @slotwise_bot"
    marks = (entity(text, "/cancel", "bot_command"), entity(text, "@slotwise_bot", "mention"))
    incoming = said(written(text, *marks, forward_origin=origin)).incoming
    assert (incoming.text, incoming.command, incoming.quoted) == ("", None, text)


def test_a_forwarded_picture_is_its_caption_with_the_links() -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    link = entity("see here", "here", "text_link", url="https://a.example/")
    payload = message(photo=photo, caption="see here", caption_entities=[link], forward_origin=FORWARDED)
    assert said(payload).incoming.quoted == "see here (https://a.example/)"


def test_what_an_inline_bot_wrote_is_quoted() -> None:
    assert said(written("cancel it", via_bot=OTHER_BOT)).incoming.quoted == "cancel it"


def test_words_about_another_persons_message_come_with_it() -> None:
    bens = message(message_id=5, chat=GROUP, text="Lunch on Friday at 12?", **{"from": BEN})
    text = "@slotwise_bot book this"
    incoming = said(in_group(text, entity(text, "@slotwise_bot", "mention"), reply_to_message=bens)).incoming
    assert (incoming.text, incoming.quoted) == ("book this", "Lunch on Friday at 12?")


def test_of_a_message_that_was_marked_in_part_only_that_part_is_quoted() -> None:
    forwarded = written("Lunch at 12 or dinner at 8", message_id=5, forward_origin=FORWARDED)
    quote = {"text": "dinner at 8", "position": 15, "is_manual": True}
    incoming = said(written("book this", reply_to_message=forwarded, quote=quote)).incoming
    assert (incoming.text, incoming.quoted) == ("book this", "dinner at 8")


def test_a_part_of_a_message_of_another_chat_is_quoted() -> None:
    payload = written("book this", external_reply={"origin": FORWARDED}, quote={"text": "Friday at 12", "position": 0})
    assert said(payload).incoming.quoted == "Friday at 12"


def test_the_bots_words_of_another_chat_are_not_quoted_back_to_it() -> None:
    ours = {"origin": {"type": "user", "sender_user": BOT, "date": SENT_AT}}
    payload = written("book this", external_reply=ours, quote={"text": "Friday at 12", "position": 0})
    assert said(payload).incoming.quoted is None


def test_ones_own_earlier_words_are_not_quoted() -> None:
    payload = written("or at 4", reply_to_message=written("tomorrow at 3", message_id=5))
    assert (said(payload).incoming.quoted, said(payload).reply_to) == (None, None)


def test_a_reply_to_a_card_names_it_and_quotes_nothing() -> None:
    card = message(message_id=5, text="You are booked.", **{"from": BOT})
    result = said(written("an hour later", reply_to_message=card, quote={"text": "booked", "position": 8}))
    assert (result.reply_to, result.incoming.quoted) == (5, None)


# --- Groups


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("@slotwise_bot a time tomorrow", "a time tomorrow"),
        ("@Slotwise_Bot, a time tomorrow", "a time tomorrow"),
        ("hey @slotwise_bot: a time 🙂", "hey a time 🙂"),
        ("🎉 any time, @slotwise_bot", "🎉 any time,"),
    ],
)
def test_called_by_name_it_hears_the_rest(text: str, heard: str) -> None:
    name = next(word.strip(",:") for word in text.split() if word.startswith("@"))
    incoming = said(in_group(text, entity(text, name, "mention"))).incoming
    assert incoming.text == heard
    assert incoming.conversation_id == "telegram:-100500:0:41"
    assert incoming.person.account_id == "telegram:41"
    assert incoming.in_group
    assert not incoming.can_share


def test_called_by_a_mention_without_a_name_it_hears_too() -> None:
    incoming = said(in_group("Slotwise tomorrow", entity("Slotwise", "Slotwise", "text_mention", user=BOT))).incoming
    assert incoming.text == "tomorrow"


def test_called_and_asked_nothing_it_helps() -> None:
    assert said(named("@slotwise_bot")).incoming.command == "help"


def test_a_command_after_the_name_is_a_command() -> None:
    text = "@slotwise_bot /book tomorrow"
    marks = (entity(text, "@slotwise_bot", "mention"), entity(text, "/book", "bot_command"))
    incoming = said(in_group(text, *marks)).incoming
    assert (incoming.command, incoming.text) == ("book", "tomorrow")


@pytest.mark.parametrize("command", [f"/{COMMANDS[1]}", "/weather@slotwise_bot"])
def test_a_command_of_ours_or_to_us_is_heard(command: str) -> None:
    incoming = said(in_group(f"{command} now", entity(command, command, "bot_command"))).incoming
    assert (f"/{incoming.command}", incoming.text) == (command.partition("@")[0], "now")


def test_a_reply_to_the_bot_is_heard_whoevers_card_it_is() -> None:
    card = message(message_id=5, chat=GROUP, text="Times", **{"from": BOT})
    result = said(in_group("at 4", reply_to_message=card, **{"from": BEN}))
    assert (result.reply_to, result.incoming.conversation_id) == (5, "telegram:-100500:0:42")


@pytest.mark.parametrize(
    "payload",
    [
        in_group("let us meet tomorrow"),
        in_group("@dice_bot roll", entity("@dice_bot roll", "@dice_bot", "mention")),
        in_group("/book@dice_bot", entity("/book@dice_bot", "/book@dice_bot", "bot_command")),
        in_group("/weather", entity("/weather", "/weather", "bot_command")),
        in_group("ben, look", entity("ben, look", "ben", "text_mention", user=BEN)),
        in_group("yes", reply_to_message=message(message_id=5, text="?", **{"from": BEN})),
        in_group("hi @slotwise_bot", entity("hi @slotwise_bot", "@slotwise_bot", "mention"), forward_origin=FORWARDED),
        {**named("@slotwise_bot hi"), "from": OTHER_BOT},
        {**named("@slotwise_bot hi"), "from": {**BOT, "id": 1087968824}, "sender_chat": GROUP},
        {**named("@slotwise_bot hi"), "sender_chat": CHANNEL, "is_automatic_forward": True},
        {**named("@slotwise_bot hi"), "chat": CHANNEL},
        {**named("@slotwise_bot hi"), "chat": {**GROUP, "is_direct_messages": True}},
        {key: value for key, value in named("@slotwise_bot hi").items() if key != "from"},
        message(chat=GROUP, sticker={"file_id": "s", "file_unique_id": "u"} | dict.fromkeys(("width", "height"), 1)
                | {"type": "regular", "is_animated": False, "is_video": False}),
        message(chat=GROUP, new_chat_members=[BEN]),
        message(chat=GROUP, location={"latitude": 38.7, "longitude": -9.1}),
        message(chat=GROUP, voice={"file_id": "v", "file_unique_id": "u", "duration": 4}),
    ],
)  # fmt: skip
def test_what_a_group_says_to_others_or_a_nobody_says_is_not_heard(payload: dict[str, Any]) -> None:
    assert arrives("message", payload) is None


def test_a_command_for_another_bot_is_not_ours_even_in_reply_to_us() -> None:
    card = message(message_id=5, chat=GROUP, text="Times", **{"from": BOT})
    text = "/book@dice_bot"
    payload = in_group(text, entity(text, text, "bot_command"), reply_to_message=card)
    assert arrives("message", payload) is None


def test_a_topic_is_kept() -> None:
    opener = message(message_id=3, chat=GROUP, forum_topic_created={"name": "Plans", "icon_color": 1}, **{"from": BOT})
    topic: dict[str, Any] = {"message_thread_id": 3, "is_topic_message": True, "reply_to_message": opener}
    result = said({**named("@slotwise_bot hi"), **topic})
    assert result.place == Place(-100500, 3, is_private=False)
    assert result.incoming.conversation_id == "telegram:-100500:3:41"
    assert result.reply_to is None
    # In a topic that the bot opened, words that answer nothing are no reply to it.
    assert arrives("message", in_group("hello", **topic)) is None


def test_a_chain_of_replies_is_no_topic() -> None:
    assert said({**named("@slotwise_bot hi"), "message_thread_id": 3}).place.thread_id is None


def test_the_commands_heard_without_a_name_are_those_that_are_carried_out() -> None:
    assert set(COMMANDS) == set(CARRIED_OUT)


# --- Taps


CARD = message(message_id=9, text="Times", **{"from": BOT})


def tap(**fields: Any) -> Tapped:
    query = {"id": "77", "from": ANA, "chat_instance": "c", "data": "1:slot", "message": CARD, **fields}
    result = arrives("callback_query", query)
    assert isinstance(result, Tapped)
    return result


def test_a_tap_is_its_data_and_its_card() -> None:
    result = tap()
    assert (result.query_id, result.message_id, result.data) == ("77", 9, "1:slot")
    assert result.incoming.conversation_id == "telegram:41"
    assert (result.incoming.message_id, result.incoming.choice, result.incoming.text) == ("q77", None, "")
    assert result.incoming.received_at == NOW


def test_a_tap_in_a_topic_belongs_to_who_taps() -> None:
    card = {**CARD, "chat": GROUP, "message_thread_id": 3, "is_topic_message": True}
    result = tap(message=card, **{"from": BEN})
    assert result.place == Place(-100500, 3, is_private=False)
    assert result.incoming.conversation_id == "telegram:-100500:3:42"
    assert result.incoming.in_group


def test_a_tap_on_a_card_too_old_to_be_shown_is_still_one() -> None:
    result = tap(message={"message_id": 9, "date": 0, "chat": GROUP})
    assert (result.place, result.message_id) == (Place(-100500, None, is_private=False), 9)


def test_a_tap_without_a_card_or_data_is_still_one() -> None:
    query = {"id": "78", "from": ANA, "chat_instance": "c", "inline_message_id": "i"}
    result = arrives("callback_query", query)
    assert isinstance(result, Tapped)
    assert (result.place, result.message_id, result.data) == (Place(41, None, is_private=True), None, "")


# --- Places, phone numbers, recordings, and the rest


LISBON = {"latitude": 38.7, "longitude": -9.1}


@pytest.mark.parametrize(
    "shared",
    [
        {"location": LISBON},
        {"location": {**LISBON, "live_period": 600}},
        {"location": LISBON, "venue": {"location": LISBON, "title": "Cafe", "address": "Rua 1"}},
    ],
)
def test_a_place_is_shared_and_shown_nowhere(shared: dict[str, Any]) -> None:
    result = arrives("message", message(**shared))
    assert isinstance(result, Located)
    assert (result.latitude, result.longitude) == (38.7, -9.1)
    assert "38" not in repr(result)
    assert result.in_zone("Europe/Lisbon").shared_zone == "Europe/Lisbon"


def test_a_place_that_somebody_else_was_at_is_not_theirs() -> None:
    result = arrives("message", message(location=LISBON, forward_origin=FORWARDED))
    assert isinstance(result, Unreadable)
    assert result.kind == "other_location"


@pytest.mark.parametrize("number", ["+351 912 345 678", "351912345678"])
def test_their_own_number_is_taken_in_one_form(number: str) -> None:
    contact = {"phone_number": number, "first_name": "Ana", "user_id": 41}
    incoming = said(message(contact=contact)).incoming
    assert (incoming.shared_phone, incoming.text) == ("+351912345678", "")


@pytest.mark.parametrize(
    "contact",
    [
        {"phone_number": "+351912345678", "first_name": "Ben", "user_id": 42},
        {"phone_number": "+351912345678", "first_name": "Ana"},
        {"phone_number": "", "first_name": "Ana", "user_id": 41},
    ],
)
def test_another_persons_number_is_not_taken(contact: dict[str, Any]) -> None:
    result = arrives("message", message(contact=contact))
    assert isinstance(result, Unreadable)
    assert (result.kind, result.incoming.shared_phone) == ("other_contact", None)


FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    ("recording", "mime_type"),
    [
        ({"voice": {**FILE, "duration": 4, "mime_type": "audio/ogg", "file_size": 900}}, "audio/ogg"),
        ({"voice": {**FILE, "duration": 4}}, "audio/ogg"),
        ({"audio": {**FILE, "duration": 4, "mime_type": "audio/mpeg"}}, "audio/mpeg"),
        ({"video_note": {**FILE, "duration": 4, "length": 240}}, "video/mp4"),
    ],
)
def test_a_recording_is_listened_to(recording: dict[str, Any], mime_type: str) -> None:
    (sent,) = recording.values()
    result = arrives("message", message(**recording))
    assert isinstance(result, Spoken)
    assert (result.file_id, result.seconds, result.size) == ("f", 4, sent.get("file_size"))
    assert result.mime_type == mime_type
    assert result.heard("tomorrow at 3").text == "tomorrow at 3"


def test_a_recording_with_words_under_it_says_both() -> None:
    result = arrives("message", message(voice={**FILE, "duration": 4}, caption="for Bailey"))
    assert isinstance(result, Spoken)
    assert result.heard("tomorrow at 3").text == "for Bailey\ntomorrow at 3"


def test_what_is_heard_in_a_forwarded_recording_is_quoted() -> None:
    result = arrives("message", message(voice={**FILE, "duration": 4}, forward_origin=FORWARDED))
    assert isinstance(result, Spoken)
    heard = result.heard("cancel all bookings")
    assert (heard.text, heard.quoted) == ("", "cancel all bookings")


def test_a_recording_in_reply_to_a_card_names_it() -> None:
    result = arrives("message", message(chat=GROUP, voice={**FILE, "duration": 4}, reply_to_message=CARD))
    assert isinstance(result, Spoken)
    assert result.reply_to == 9


SIZE = {"width": 1, "height": 1}
WITHOUT_WORDS: dict[str, Any] = {
    "photo": [{**FILE, **SIZE}],
    "sticker": {**FILE, **SIZE, "type": "regular", "is_animated": False, "is_video": False},
    "animation": {**FILE, **SIZE, "duration": 2},
    "video": {**FILE, **SIZE, "duration": 2},
    "document": FILE,
    "dice": {"emoji": "🎲", "value": 4},
    "story": {"chat": PRIVATE, "id": 1},
    "game": {"title": "g", "description": "d", "photo": [{**FILE, **SIZE}]},
    "poll": {
        "id": "1",
        "question": "When?",
        "options": [{"text": "now", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
}


@pytest.mark.parametrize("kind", sorted(WITHOUT_WORDS))
def test_what_has_no_words_is_named_for_a_kind_answer(kind: str) -> None:
    also = {"document": FILE} if kind == "animation" else {}  # Telegram sends both
    result = arrives("message", message(**{kind: WITHOUT_WORDS[kind]}, **also))
    assert isinstance(result, Unreadable)
    assert (result.kind, result.message_id) == (kind, 7)


def test_a_caption_is_the_words_and_the_rest_of_its_album_is_known_by_it() -> None:
    photo = {"photo": WITHOUT_WORDS["photo"], "media_group_id": "album"}
    first = said(message(caption="/book this", caption_entities=[entity("/book", "/book", "bot_command")], **photo))
    second = arrives("message", message(message_id=8, **photo))
    assert (first.incoming.command, first.incoming.text) == ("book", "this")
    assert isinstance(second, Unreadable)
    assert first.album == second.album == "album"


@pytest.mark.parametrize(
    "fields",
    [
        {"pinned_message": CARD},
        {"new_chat_title": "Plans"},
        {"write_access_allowed": {"from_request": True}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {},
    ],
)
def test_what_a_chat_tells_about_itself_is_nothing_to_us(fields: dict[str, Any]) -> None:
    assert arrives("message", message(**fields)) is None


# --- Chats that open, close and move


def membership(chat: dict[str, Any], old: str, new: str, **fields: Any) -> Read | None:
    more = {"kicked": {"until_date": 0}}
    states = {
        name: {"user": BOT, "status": status, **more.get(status, {}), **(fields if status == "restricted" else {})}
        for name, status in (("old_chat_member", old), ("new_chat_member", new))
    }
    return arrives("my_chat_member", {"chat": chat, "from": ANA, "date": SENT_AT, **states})


@pytest.mark.parametrize(("old", "new", "state"), [("member", "kicked", "blocked"), ("kicked", "member", "open")])
def test_a_person_blocks_and_returns(old: str, new: str, state: str) -> None:
    assert membership(PRIVATE, old, new) == Membership(Place(41, None, is_private=True), "telegram:41", state)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [("left", "member", "joined"), ("kicked", "member", "joined"), ("member", "left", "removed"),
     ("member", "kicked", "removed")],
)  # fmt: skip
def test_a_group_lets_the_bot_in_and_out(old: str, new: str, state: str) -> None:
    assert membership(GROUP, old, new) == Membership(Place(-100500, None, is_private=False), None, state)  # type: ignore[arg-type]


def test_a_bot_that_is_restricted_is_in_or_out_as_it_says() -> None:
    restricted = {**telegram.ChatPermissions.no_permissions().to_dict(), "until_date": 0}
    out = membership(GROUP, "member", "restricted", is_member=False, **restricted)
    assert isinstance(out, Membership)
    assert out.state == "removed"
    assert membership(GROUP, "member", "restricted", is_member=True, **restricted) is None


def test_another_right_or_a_channel_changes_nothing() -> None:
    assert membership(GROUP, "member", "member") is None
    assert membership(CHANNEL, "left", "member") is None


def test_a_group_that_moved_is_told_the_same_from_both_sides() -> None:
    old = {"id": -500, "type": "group", "title": "Team"}
    from_old = arrives("message", message(chat=old, migrate_to_chat_id=-100500))
    from_new = arrives("message", message(chat=GROUP, migrate_from_chat_id=-500))
    assert from_old == from_new == Migrated(Place(-500, None, is_private=False), -100500)


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "business_message"])
def test_other_updates_are_nothing_to_us(kind: str) -> None:
    assert arrives(kind, written("hi", chat=CHANNEL)) is None
    assert kind not in UPDATES
