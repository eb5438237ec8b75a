"""`python -m book`: the same as the command `bookmake`."""

from book.cli import main

main(prog_name="bookmake")
