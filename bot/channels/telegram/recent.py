"""What was met lately, in memory of a fixed size."""

from collections import OrderedDict
from collections.abc import Hashable


class Recent:
    """Remembers the last ``most`` keys."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys: OrderedDict[Hashable, None] = OrderedDict()

    def add(self, key: Hashable) -> bool:
        """Whether the key is new."""
        is_new = key not in self._keys
        self._keys[key] = None
        self._keys.move_to_end(key)
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return is_new
