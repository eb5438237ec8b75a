"""Names of files, from any words."""

from __future__ import annotations

from book.model.slug import slug


def test_words_become_ascii_with_hyphens() -> None:
    assert slug("Łódź & the Kid’s Ære") == "lodz-the-kids-aere"
    assert slug("日本", "film") == "film"


def test_a_name_is_never_longer_than_a_file_system_takes() -> None:
    assert slug("very long " * 40) == slug("very long " * 10)
    assert len(slug("very long " * 40)) <= 100
    assert not slug("very long " * 40).endswith("-")
    assert len(slug("x" * 300)) == 100
