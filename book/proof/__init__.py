"""The proof: a site on this machine alone that shows the book as its readers will have it, while it is written.

Stands beside the command line, on the pipeline. A watcher sees what is saved; one process pulls galleys (a single
chapter at the place it had), another makes the whole anew behind it; a server shows what they made to a browser.
"""

from __future__ import annotations

from book.proof.order import Order
from book.proof.serving import Serving, serve

__all__ = ["Order", "Serving", "serve"]
