"""The pictures of the sample book, cut from seven colours of paper by code."""
