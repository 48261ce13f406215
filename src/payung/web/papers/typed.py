"""Codes as people type them from a paper: with spaces, in small letters, with 0 for O."""

_ALIKE = str.maketrans({"0": "O", "1": "I", "8": "B"})


def tidy(typed: str) -> str:
    """Return a code without what stands between its signs; figures that no code has are letters."""
    signs = (sign for sign in typed.upper()[:80] if sign.isascii() and sign.isalnum())
    return "".join(signs).translate(_ALIKE)
