"""What is wrong with a picture, as raised where it is opened."""

from __future__ import annotations


class PictureError(ValueError):
    """A picture that cannot be used: a problem's code, what is wrong, and what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
