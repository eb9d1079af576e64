"""What accounts entrusted to us, encrypted where it lies. The key is the settings' alone."""

import json
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.store import JSON
from bot.store.credentials import Credentials

log = logging.getLogger(__name__)


def new_key() -> str:
    return Fernet.generate_key().decode()


class Vault:
    """JSON by account and kind. ``keys``: the first encrypts, all decrypt; ValueError for what is no Fernet key.

    What cannot be decrypted counts as not there, and stays: the key that is missing may come back.
    """

    def __init__(self, credentials: Credentials, keys: Sequence[str], clock: Callable[[], datetime]) -> None:
        self._credentials = credentials
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._is_one = len(keys) == 1
        self._clock = clock

    def locked(self, account_id: str, kind: str) -> AbstractAsyncContextManager[None]:
        """One at a time, over all processes."""
        return self._credentials.locked(account_id, kind)

    async def get(self, account_id: str, kind: str) -> JSON | None:
        ciphertext = await self._credentials.get(account_id, kind)
        return None if ciphertext is None else self.opened(account_id, kind, ciphertext.decode())

    async def put(self, account_id: str, kind: str, content: JSON) -> None:
        await self._credentials.put(account_id, kind, self.sealed(account_id, kind, content).encode(), self._clock())

    async def replace(self, account_id: str, kind: str, content: JSON) -> bool:
        """False when there is none (any more)."""
        sealed = self.sealed(account_id, kind, content)
        return await self._credentials.replace(account_id, kind, sealed.encode(), self._clock())

    async def delete(self, account_id: str, kind: str) -> bool:
        """False when there was none."""
        return await self._credentials.delete(account_id, kind)

    async def accounts(self, kind: str) -> list[str]:
        return await self._credentials.accounts(kind)

    async def renew_encryption(self, kind: str) -> None:
        """Encrypts all of a kind by the first key, so that the older ones can be let go. With one key there is nothing
        to do."""
        if self._is_one:
            return
        for account_id in await self.accounts(kind):
            async with self.locked(account_id, kind):
                ciphertext = await self._credentials.get(account_id, kind)
                if ciphertext is None:
                    continue
                try:
                    renewed = self._fernet.rotate(ciphertext)
                except InvalidToken:
                    continue  # told when it is asked for
                await self._credentials.replace(account_id, kind, renewed, self._clock())

    def sealed(self, account_id: str, kind: str, content: JSON) -> str:
        """For what lies elsewhere than here."""
        # Whose it is stands inside: a ciphertext that was put in another's place opens nothing.
        return self._fernet.encrypt(json.dumps([account_id, kind, content]).encode()).decode()

    def opened(self, account_id: str, kind: str, sealed: str) -> JSON | None:
        """None when no key opens it, or it is another's."""
        try:
            owner, of_kind, content = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            log.error("an access cannot be decrypted: none of the keys of SLOTWISE_ENCRYPTION_KEY made it")
            return None
        if (owner, of_kind) != (account_id, kind):
            log.error("an access stands in the place of another account's, and is not used")
            return None
        opened: JSON = content
        return opened
