"""The labels that blogs put before credits, facts and sidebars, and the keys of a chapter they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

LabelKind = Literal["credit", "fact", "sidebar", "text"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a label opens: a credit, a fact or a sidebar of that key, or text whose label is dropped."""

    kind: LabelKind
    key: str


_CREDITS = {
    "directed_by written_by": "written and directed by|written directed by|writer director|director writer|"
    "directed and written by|writer and director|director and writer",
    "directed_by": "directed by|director|directors|dir|regie|réalisateur|réalisé par|regia|dirección|direction|"
    "directors of the film|dirs|helmed by|a film by|and directed by",
    "starring": "starring|stars|star|cast|with|main cast|lead actors|actors|darsteller|besetzung|avec|reparto|"
    "starring cast|in the cast|and starring",
    "written_by": "written by|writer|writers|screenplay|screenplay by|screenwriter|screenwriters|script|script by|"
    "drehbuch|scénario",
    "voices": "voices|voice cast|voices of",
    "photographed_by": "dp|dop|cinematography|cinematographer|cinematography by|director of photography|"
    "photographed by|photography|kamera",
    "music_by": "music|music by|composer|score|score by|original score|original music|musik",
    "edited_by": "editor|edited by|editing|editors|schnitt",
    "produced_by": "producer|producers|produced by",
    "narrated_by": "narrator|narrated by",
}
_FACTS = {
    "country": "country|countries|nationality|land|pays",
    "released": "released|release date|release|released in|opened",
    "runtime": "runtime|running time|run time|duration|length|laufzeit|durée",
    "budget": "budget|cost|estimated budget",
    "earned": "earned|box office|gross|worldwide gross|grossed|takings|earnings",
    "awards": "awards|award|oscars|oscar awards|academy awards|oscar wins|major awards|awards won|accolades|"
    "prizes|auszeichnungen",
    "genre": "genre|genres",
    "studio": "studio|production company|distributor|distributed by",
    "certificate": "certificate|certification|mpaa|rated",
    "rating": "rating|my rating|score out of 10|stars out of 5|verdict|my score|grade",
    "based_on": "based on",
    "format": "format|seen on|watched on",
    "also_known_as": "aka|also known as|original title",
}
_SIDEBARS = {
    "favourite_scene": "favourite scene|best scene|favourite moment|best moment|memorable moment|memorable moments|"
    "memorable scene|memorable scenes|most gruesome scene|greatest scene|key scene|standout scene|stand out scene|"
    "the scene|scene to watch|lieblingsszene|most memorable scene|most memorable moment|top scene",
    "favourite_quote": "favourite quote|best quote|favourite line|best line|greatest line|greatest quote|and i quote|"
    "the quote|quote|memorable quote|memorable quotes|favourite quotes|best quotes|favourite dialogue|"
    "lieblingszitat|quotable|most memorable quote|quote of the film|key quote|top quote",
    "did_you_know": "did you know|did you know that|trivia|fun fact|fun facts|interesting fact|fact|factoid|"
    "useless trivia|random trivia|bit of trivia|wusstest du|wussten sie",
}
_TEXT = (
    "story|plot|logline|the story|the plot|synopsis|plot summary|summary|i say|what is it|what's it about|"
    "in a nutshell|review|my review|the review|thoughts|my thoughts|why i love it|why it's here|"
    "why is it on the list|why it made the list|my take|the film|what i think|overview|"
    "credits|the credits|cast and crew|cast crew|film details|movie details|movie info|film info|fact file|"
    "the facts|technical details|at a glance"
)

SIDEBAR_LABELS = {
    "favourite_scene": "Favourite scene",
    "favourite_quote": "Favourite quote",
    "did_you_know": "Did you know?",
}
"""How bookmake labels its sidebars, unless the settings say otherwise."""
NEW_CREDITS = {"edited_by": "Edited by", "produced_by": "Produced by", "narrated_by": "Narrated by"}
NEW_FACTS = {
    "genre": "Genre",
    "studio": "Studio",
    "certificate": "Certificate",
    "rating": "Rating",
    "based_on": "Based on",
    "format": "Format",
    "also_known_as": "Also known as",
}
"""Labels of keys that a book has only if its settings name them."""
QUOTE = "favourite_quote"
VERBS = frozenset({"directed by", "written by", "written and directed by", "starring", "and starring", "a film by",
                   "and directed by", "photographed by", "edited by", "produced by", "narrated by", "music by",
                   "screenplay by", "dir"})  # fmt: skip
LOOSE = VERBS | {"director", "stars", "regie", "by"}
"""Labels that open a short line of names without a colon; behind a verb the line may end like a sentence."""


def folded(words: str) -> str:
    """Return words for comparing: case, accents, marks and the spelling of favourite made alike."""
    text = unicodedata.normalize("NFKD", words).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’‘`´′\"“”]", "'", text)
    text = re.sub(r"favorite", "favourite", text)
    return " ".join(re.sub(r"[^\w']+", " ", text).split())


@cache
def known_labels() -> Mapping[str, Label]:
    """Return every label that is known from the start, folded."""
    labels: dict[str, Label] = {}
    tables: tuple[tuple[LabelKind, dict[str, str]], ...] = (
        ("credit", _CREDITS),
        ("fact", _FACTS),
        ("sidebar", _SIDEBARS),
    )
    for kind, table in tables:
        for key, names in table.items():
            labels.update({folded(name): Label(kind, key) for name in names.split("|")})
    labels.update({folded(name): Label("text", "") for name in _TEXT.split("|")})
    return MappingProxyType(labels)
