"""What somebody was refused, in words: the log keeps "GET /gaji/", people read this."""

from typing import Final

from payung.kernel.wording import catalogue
from payung.reports.quality.looks import LookSeen
from payung.web.language import tell

DENIED: Final = "denied"


def what_of(look: LookSeen) -> str:
    """Return what was read, or what somebody wanted to see or to do where it was refused."""
    if look.what == DENIED:
        method, _, address = look.reason.partition(" ")
        tried = "open" if method in ("GET", "HEAD") else "change"
        return tell(f"audit.refused.{tried}", page=_page(address))
    code = f"audit.look.{look.what}"
    return tell(code) if code in catalogue() else look.what


def why_of(look: LookSeen) -> str:
    """Return the reason that was given, or why it was refused."""
    return tell("audit.refused.why") if look.what == DENIED else look.reason


def _page(address: str) -> str:
    """Return whose page an address is, by its first word."""
    code = f"audit.refused.page_{address.strip('/').partition('/')[0]}"
    return tell(code if code in catalogue() else "audit.refused.page_other")
