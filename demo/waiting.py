"""Waits that end."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def wait_for(what: str, seconds: float, look: Callable[[], Found | None], pause: float = 1.0) -> Found:
    """The first thing that `look` finds. What it could not reach it may reach the next time.

    Raises TimeoutError, which says what was waited for and what was in the way last.
    """
    end = time.monotonic() + seconds
    fault = ""
    while True:
        try:
            if (found := look()) is not None:
                return found
        except ConnectionError as problem:
            fault = f": {problem}"
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}{fault}")
        time.sleep(pause)
