"""A host for scripted providers, and both ways in which a provider's answer arrives."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.providers.provider_talk import Talking, open_talk
from tests.providers.scripted_provider import ProviderHost


@pytest.fixture(scope="session")
def provider_host() -> Iterator[ProviderHost]:
    with ProviderHost() as host:
        yield host


@pytest.fixture
def talking(provider_host: ProviderHost) -> Talking:
    return partial(open_talk, provider_host)


@pytest.fixture(params=[False, True], ids=["whole", "streamed"])
def streaming(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)
