"""bookmake: turns a ranked series of reviews into a book (the pipeline is recited here)."""
