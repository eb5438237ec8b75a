"""What the lines of one film hold: credits, facts, sidebars, text, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field

from book.importing.post import Block, LeftOut


@dataclass(slots=True)
class Fields:
    """What the lines of one film hold."""

    credits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    fact_labels: dict[str, str] = field(default_factory=dict)
    sidebars: list[tuple[str, tuple[Block, ...], str]] = field(default_factory=list)
    """(key, blocks, speaker of a quotation)."""
    body: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """The keys met, in the order of the source; for learning what is usual."""
