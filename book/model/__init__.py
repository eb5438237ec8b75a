"""The frozen values that pass between stages; imports only `book.problems`."""
