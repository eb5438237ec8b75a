"""A tool: reads the files of one folder and never anything outside it; TOML with the places of its keys."""

from __future__ import annotations

from book.sources.folder import Folder, OutsideError
from book.sources.toml import TomlFile, read_toml

__all__ = ["Folder", "OutsideError", "TomlFile", "read_toml"]
