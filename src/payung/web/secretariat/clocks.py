"""How long is left, in words and with a colour's name."""

from payung.web.language import tell

SOON = 24


def clock_words(hours: int) -> tuple[str, str]:
    """Return what a clock says, and "bad", "wait" or "info" for its mark."""
    if hours < 0:
        return tell("desk.clock.over", hours=-hours), "bad"
    if hours < SOON:
        return tell("desk.clock.soon", hours=hours), "wait"
    return tell("desk.clock.left", hours=hours), "info"
