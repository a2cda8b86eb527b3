"""Calls of functions that a user gives: whatever they raise becomes one error that names the place."""

from collections.abc import Callable
from typing import Any

from bargain.errors import BargainError, GameError


def called(function: Callable[..., Any], given: Any, where: str) -> Any:
    """`function(given)`; GameError that begins with `where` when it raises anything but the package's own errors.

    >>> called(lambda share: 1 / share, 0, "utility[0] at 0")
    Traceback (most recent call last):
    bargain.errors.GameError: utility[0] at 0: the function fails (ZeroDivisionError: division by zero); mend it
    """
    try:
        return function(given)
    except BargainError:
        raise
    except Exception as error:
        raise GameError(f"{where}: the function fails ({type(error).__name__}: {error}); mend it") from error
