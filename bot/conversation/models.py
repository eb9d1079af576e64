"""The chat models: a provider's or two, through langchain-openai, and the built-in one."""

from typing import Any, Protocol, Self

from langchain_core.language_models.chat_models import BaseChatModel
from pydantic import SecretStr

from bot.conversation.offline import OfflineModel
from bot.conversation.wording import Wording


class ModelSettings(Protocol):
    """What the settings say of the model (``config.Settings``)."""

    @property
    def provider(self) -> str: ...
    @property
    def provider_model(self) -> str: ...
    @property
    def second(self) -> Self | None: ...
    @property
    def slotwise_model_timeout(self) -> float: ...
    @property
    def openai_api_key(self) -> SecretStr | None: ...
    @property
    def openai_base_url(self) -> str | None: ...
    @property
    def azure_openai_endpoint(self) -> str | None: ...
    @property
    def azure_openai_api_key(self) -> SecretStr | None: ...
    @property
    def openai_api_version(self) -> str | None: ...


def make_model(settings: ModelSettings) -> BaseChatModel:
    """The model that the settings name."""
    return builtin() if settings.provider == "builtin" else provider(settings)


def make_second_model(settings: ModelSettings) -> BaseChatModel | None:
    """The model that is asked where the first fails, if the settings name one."""
    return None if settings.second is None else provider(settings.second)


def builtin() -> OfflineModel:
    """The model of rules and word lists: no network, no key. Its sentences are the program's own wording."""
    return OfflineModel(say=lambda message, language: Wording(language).say(message))


def provider(settings: ModelSettings) -> BaseChatModel:
    """A provider's model: OpenAI, Azure, or any server that speaks OpenAI's API at a base URL.

    Its timeout is that of one call; retries are ours to decide, so the library's own are off. ``close`` it at the end.
    """
    import openai  # a second of imports, only for those who have a provider
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {
        "timeout": settings.slotwise_model_timeout,
        "max_retries": 0,
        "temperature": 0,
        # LangChain's own clients are shared by all models of an address, outlive the event loop and cannot be closed.
        "http_async_client": openai.DefaultAsyncHttpxClient(),
        "openai_proxy": None,
    }
    if settings.provider == "azure_openai":
        options["api_key"] = settings.azure_openai_api_key or settings.openai_api_key
        options["azure_endpoint"] = settings.azure_openai_endpoint
        options["api_version"] = settings.openai_api_version
    else:
        # Local servers ask for no key, the library for one.
        options["api_key"] = settings.openai_api_key or SecretStr("none")
        options["base_url"] = settings.openai_base_url
    model: BaseChatModel = init_chat_model(settings.provider_model, model_provider=settings.provider, **options)
    return model


async def close(model: BaseChatModel) -> None:
    """Closes a provider's connections; the built-in model has none."""
    client = getattr(model, "root_async_client", None)
    if client is not None:
        await client.close()


def provider_failures() -> tuple[type[Exception], ...]:
    """The exceptions by which a provider's failure is told: its library's, and answers that are no answer."""
    import openai

    # langchain-openai raises the plain ones when a body is not shaped as a completion, whatever else it may be: a
    # page, no choices, a message of another kind, arguments that are a list; the last one when it is nested too deep.
    return (openai.OpenAIError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
