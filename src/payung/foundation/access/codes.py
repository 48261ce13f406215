"""Codes that people copy by hand: without look-alikes, forgiving when typed, kept as keyed hash."""

import secrets

from payung.kernel.keyring import sealer

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, five bits each (Crockford's): I, L, O and U are not among them, and read as below."""
GROUP = 4
_MEANT = str.maketrans("OILU", "011V")


def fresh_code(length: int) -> str:
    """Return a random code in groups of four; `length` is a multiple of four, 5 bits a sign."""
    signs = [secrets.choice(SIGNS) for _ in range(length)]
    return "-".join("".join(signs[at : at + GROUP]) for at in range(0, length, GROUP))


def tidy(typed: str) -> str:
    """Return a typed code as it is compared: capitals, without spaces and hyphens."""
    kept = (sign for sign in typed.upper() if sign.isalnum())
    return "".join(kept).translate(_MEANT)


def digest_of(code: str, *, person_id: int, purpose: str) -> bytes:
    """Return the keyed hash of a code, bound to its person and purpose."""
    return sealer().index(f"{person_id}\n{tidy(code)}", f"access.code.{purpose}")
