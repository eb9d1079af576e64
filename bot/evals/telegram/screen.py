"""A chat drawn as text, for people who read why a test failed."""

from collections.abc import Iterable

from bot.evals.telegram.chats import Button, Chat, Message


def drawn(chat: Chat, *, title: str, toasts: Iterable[str] = (), is_typing: bool = False) -> str:
    lines = [f"== {title} =="]
    for message in chat.messages:
        lines += _message(message)
    if chat.draft is not None:
        lines.append(f"{chat.bot.first_name} writes: {chat.draft or 'Thinking…'}")
    if is_typing:
        lines.append(f"{chat.bot.first_name} is typing")
    lines += [f"(shown for a moment: {toast})" for toast in toasts]
    if chat.keyboard is not None and "keyboard" in chat.keyboard:
        lines += [
            "keyboard:",
            *("  " + " ".join(f"[{key['text']}]" for key in row) for row in chat.keyboard["keyboard"]),
        ]
    return "\n".join(lines)


def _message(message: Message) -> Iterable[str]:
    about = [f"#{message.id}"]
    if message.thread_id is not None:
        about.append(f"in {message.chat.topics[message.thread_id]}")
    if message.reply_to is not None:
        about.append(f"answers #{message.reply_to.id}")
    if message.edit_date is not None:
        about.append("edited")
    about += sorted(message.content)
    first, *rest = (message.text or "(no text)").split("\n")
    yield f"{message.sender.first_name} ({', '.join(about)}): {first}"
    yield from (f"    {line}" for line in rest)
    if message.document is not None:
        yield f"    [file {message.document.name}, {message.document.size} bytes]"
    for row in message.buttons:
        yield "    " + " ".join(_button(button) for button in row)


def _button(button: Button) -> str:
    leads = f" → {button.url}" if button.url else ""
    return f"[{button.label}{leads}]"
