"""The versions of what is installed: those that the packages themselves tell."""

from __future__ import annotations

from importlib.metadata import distributions

from book.installed import version_of


def test_versions_are_those_of_the_packages():
    told = {one.metadata["Name"]: one.version for one in distributions()}
    assert "jinja2" in {name.lower() for name in told}
    assert {name: version_of(name) for name in told} == told
    assert version_of("Font-Source.Sans_Pro") == version_of("font_source_sans_pro")


def test_what_is_not_installed_has_no_version():
    assert version_of("no-such-package") == "none"
