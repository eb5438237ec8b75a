"""Editors that bookmake knows to open at a line: settings may name one of these, and no other command."""

from __future__ import annotations

AT_LINE = {
    "code": ("--goto", "{file}:{line}"),
    "code-insiders": ("--goto", "{file}:{line}"),
    "codium": ("--goto", "{file}:{line}"),
    "cursor": ("--goto", "{file}:{line}"),
    "subl": ("{file}:{line}",),
    "zed": ("{file}:{line}",),
    "mate": ("--line", "{line}", "{file}"),
    "bbedit": ("+{line}", "{file}"),
    "gedit": ("+{line}", "{file}"),
    "gnome-text-editor": ("{file}",),
    "kate": ("--line", "{line}", "{file}"),
    "kwrite": ("--line", "{line}", "{file}"),
    "mousepad": ("--line={line}", "{file}"),
    "xed": ("+{line}", "{file}"),
    "pluma": ("+{line}", "{file}"),
    "geany": ("--line={line}", "{file}"),
    "gvim": ("--remote-silent", "+{line}", "{file}"),
    "mvim": ("--remote-silent", "+{line}", "{file}"),
    "emacs": ("+{line}", "{file}"),
    "emacsclient": ("--no-wait", "+{line}", "{file}"),
    "notepad++": ("-n{line}", "{file}"),
    "idea": ("--line", "{line}", "{file}"),
}
"""Editors with a window, and how each is told a line."""
