"""A stage: a book → what goes with its files: whose pictures and quotes are in it, and what shops want to know."""

from __future__ import annotations

from book.handover.rights import Rights, rights_of, without_uncleared

__all__ = ["Rights", "rights_of", "without_uncleared"]
