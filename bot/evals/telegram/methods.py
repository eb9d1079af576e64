"""What the bot does in chats: send, edit, delete, answer taps, fetch files."""

import json
from collections.abc import Callable
from typing import Any

from bot.evals.telegram import html, markup
from bot.evals.telegram.chats import Chat, File, Message
from bot.evals.telegram.errors import ApiError, Json, Note, bad
from bot.evals.telegram.parameters import Upload
from bot.evals.telegram.text import MAX_CAPTION, MAX_TEXT, checked, finished, is_web_address, length
from bot.evals.telegram.world import World

Parameters = dict[str, Any]
Handler = Callable[[World, Parameters, Note], object]

MAX_UPLOAD = 50_000_000
MAX_DOWNLOAD = 20_000_000
"""Both in bytes."""
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_REPLY_FIELDS = {
    "message_id",
    "chat_id",
    "allow_sending_without_reply",
    "quote",
    "quote_parse_mode",
    "quote_entities",
    "quote_position",
}
_PREVIEW_FIELDS = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}


def get_me(world: World, asked: Parameters, note: Note) -> Json:
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def send_message(world: World, asked: Parameters, note: Note) -> Json:
    chat = _writable(world, asked)
    text, entities = _words(asked, note, "text", "entities", MAX_TEXT, "message is too long")
    if not text:
        raise bad("message text is empty")
    _check_preview(asked, note)
    return _sent(world, "sendMessage", chat, asked, note, text=text, entities=entities)


def send_document(world: World, asked: Parameters, note: Note) -> Json:
    chat = _writable(world, asked)
    text, entities = _words(asked, note, "caption", "caption_entities", MAX_CAPTION, "message caption is too long")
    file = _given_file(world, asked.get("document"))
    content = {
        "document": {
            "file_id": file.id,
            "file_unique_id": f"unique-{file.id}",
            "file_name": file.name,
            "mime_type": file.media_type,
            "file_size": file.size,
        }
    }
    return _sent(world, "sendDocument", chat, asked, note, text=text, entities=entities, content=content, file=file)


def send_message_draft(world: World, asked: Parameters, note: Note) -> bool:
    chat = _writable(world, asked)
    if chat.is_group:
        raise bad("drafts can be sent in private chats only")
    if not asked.get("draft_id"):
        raise bad("draft_id must be non-zero")
    chat.draft, _ = _words(asked, note, "text", "entities", MAX_TEXT, "message is too long")
    chat.drafts.append(chat.draft)
    chat.changed()
    return True


def send_chat_action(world: World, asked: Parameters, note: Note) -> bool:
    chat = _writable(world, asked)
    if asked.get("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    _thread(chat, asked)
    chat.actions.append(asked["action"])
    chat.typing_until = world.ticks() + 5
    chat.changed()
    return True


def edit_message_text(world: World, asked: Parameters, note: Note) -> Json:
    message = _editable(world, asked)
    text, entities = _words(asked, note, "text", "entities", MAX_TEXT, "message is too long")
    if not text:
        raise bad("message text is empty")
    if message.content:
        raise bad("there is no text in the message to edit")
    _check_preview(asked, note)
    keyboard = _inline_only(asked, message, note)
    if (text, entities, keyboard) == (message.text, message.entities, message.markup):
        raise _not_modified()
    world.count_message("editMessageText", message.chat)
    if text != message.text:
        message.earlier.append(message.text)
    message.text, message.entities, message.markup = text, entities, keyboard
    return _edited(world, message)


def edit_message_reply_markup(world: World, asked: Parameters, note: Note) -> Json:
    message = _editable(world, asked)
    keyboard = _inline_only(asked, message, note)
    if keyboard == message.markup:
        raise _not_modified()
    world.count_message("editMessageReplyMarkup", message.chat)
    message.markup = keyboard
    return _edited(world, message)


def delete_message(world: World, asked: Parameters, note: Note) -> bool:
    chat = _writable(world, asked)
    message = chat.sent.get(asked.get("message_id", 0))
    if message is None or message.is_deleted:
        raise bad("message to delete not found")
    if chat.is_group and not message.is_from_bot:
        raise bad("message can't be deleted")
    if world.unix_now() - message.date > 48 * 3600:
        raise bad("message can't be deleted for everyone")
    message.is_deleted = True
    chat.changed()
    return True


def answer_callback_query(world: World, asked: Parameters, note: Note) -> bool:
    text = asked.get("text", "")
    if length(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    tap = world.taps.get(asked.get("callback_query_id", ""))
    waited = 0.0 if tap is None else world.ticks() - tap.at
    if tap is None or tap.is_answered or waited > world.query_lifetime:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    url = asked.get("url")
    if url is not None and not url.startswith(f"https://t.me/{world.bot.username}?start="):
        raise bad("URL_INVALID")
    tap.waited, tap.toast, tap.is_alert = waited, text or None, bool(asked.get("show_alert"))
    tap.message.chat.changed()
    return True


def get_file(world: World, asked: Parameters, note: Note) -> Json:
    file = world.files.get(asked.get("file_id", ""))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad("file is too big")
    told = {"file_id": file.id, "file_unique_id": f"unique-{file.id}", "file_size": file.size}
    return told | {"file_path": file.path}


def get_chat(world: World, asked: Parameters, note: Note) -> Json:
    chat = world.chat(asked.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


HANDLERS: dict[str, Handler] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "getChat": get_chat,
}


def _writable(world: World, asked: Parameters) -> Chat:
    chat = world.chat(asked.get("chat_id"))
    chat.check_bot_may_write()
    return chat


def _words(asked: Parameters, note: Note, words: str, marks: str, most: int, too_long: str) -> tuple[str, list[Json]]:
    text, entities, mode = asked.get(words, ""), asked.get(marks) or [], asked.get("parse_mode")
    length(text)
    if mode and entities:
        note(f"parse_mode and {marks} are given together, and Telegram looks at one only")
    if mode:
        if mode.lower() != "html":
            raise bad("unsupported parse_mode")
        text, entities = html.parsed(text)
    elif not isinstance(entities, list):
        raise bad("can't parse entities JSON object")
    return finished(text, checked(text, entities), most=most, too_long=too_long, note=note)


def _sent(
    world: World,
    method: str,
    chat: Chat,
    asked: Parameters,
    note: Note,
    *,
    text: str,
    entities: list[Json],
    content: Json | None = None,
    file: File | None = None,
) -> Json:
    given = asked.get("reply_markup")
    keyboard = None if given is None else markup.checked(given, is_private=not chat.is_group, note=note)
    kind = None if keyboard is None else markup.kind_of(keyboard)
    replied = _replied(chat, asked, note)
    thread = _thread(chat, asked)
    world.count_message(method, chat)
    message = Message(
        chat.next_id(),
        chat,
        world.bot,
        world.unix_now(),
        text,
        entities,
        content or {},
        markup=_kept(keyboard) if kind == "inline_keyboard" else None,
        other_markup=kind if kind != "inline_keyboard" else None,
        reply_to=replied,
        thread_id=thread,
        file=file,
    )
    if keyboard is not None and kind in ("keyboard", "force_reply"):
        chat.keyboard = keyboard
    elif kind == "remove_keyboard":
        chat.keyboard = None
    chat.typing_until, chat.draft = 0, None
    chat.log.append(message)
    chat.add(message)
    return message.as_json()


def _edited(world: World, message: Message) -> Json:
    message.edit_date = world.unix_now()
    message.chat.log.append(message)
    message.chat.changed()
    return message.as_json()


def _editable(world: World, asked: Parameters) -> Message:
    if "inline_message_id" in asked:
        raise bad("MESSAGE_ID_INVALID")
    chat = _writable(world, asked)
    message = chat.sent.get(asked.get("message_id", 0))
    if message is None or message.is_deleted:
        raise bad("message to edit not found")
    if not message.is_from_bot or message.other_markup is not None:
        raise bad("message can't be edited")
    return message


def _inline_only(asked: Parameters, message: Message, note: Note) -> Json | None:
    given = asked.get("reply_markup")
    if given is None:
        return None
    keyboard = markup.checked(given, is_private=not message.chat.is_group, note=note)
    if markup.kind_of(keyboard) != "inline_keyboard":
        raise bad("inline keyboard expected")
    return _kept(keyboard)


def _kept(keyboard: Json | None) -> Json | None:
    """An inline keyboard without buttons is none. A copy, so that nobody changes what is shown."""
    if not keyboard or not keyboard["inline_keyboard"]:
        return None
    copied: Json = json.loads(json.dumps(keyboard))
    return copied


def _replied(chat: Chat, asked: Parameters, note: Note) -> Message | None:
    to = asked.get("reply_parameters")
    if to is None:
        return None
    if not isinstance(to, dict) or not isinstance(to.get("message_id"), int):
        raise bad("can't parse reply parameters JSON object")
    for field in sorted(set(to) - _REPLY_FIELDS):
        note(f"reply_parameters have no {field}")
    if to.get("chat_id", chat.id) != chat.id:
        raise bad("message to be replied not found")
    found = chat.sent.get(to["message_id"])
    if found is None or found.is_deleted:
        if to.get("allow_sending_without_reply"):
            return None
        raise bad("message to be replied not found")
    if "quote" in to and to["quote"] not in found.text:
        raise bad("QUOTE_TEXT_INVALID")
    return found


def _thread(chat: Chat, asked: Parameters) -> int | None:
    thread: int | None = asked.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return thread


def _check_preview(asked: Parameters, note: Note) -> None:
    options = asked.get("link_preview_options")
    if options is None:
        return
    if not isinstance(options, dict):
        raise bad("can't parse link preview options JSON object")
    for field in sorted(set(options) - _PREVIEW_FIELDS):
        note(f"link_preview_options have no {field}")


def _given_file(world: World, document: object) -> File:
    if isinstance(document, Upload):
        if not document.content:
            raise bad("file must be non-empty")
        if len(document.content) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        return world.keep_file(document.name, document.content, document.media_type, folder="documents")
    if not isinstance(document, str) or not document:
        raise bad("there is no document in the request")
    if is_web_address(document, ("http", "https")):
        raise bad("failed to get HTTP URL content")  # the double fetches nothing from anywhere
    if document not in world.files:
        raise bad("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    return world.files[document]


def _not_modified() -> ApiError:
    return bad(
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    )
