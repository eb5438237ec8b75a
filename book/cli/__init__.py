"""The command line: one file a command; the only user of click."""
