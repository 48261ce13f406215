"""The text of an invitation that a person may send: no name, no number that identifies anybody."""

from urllib.parse import quote

from payung.kernel.wording import LANGUAGES, say
from payung.reports.homes.leader import Call
from payung.reports.numbers import Share
from payung.web.templatetags.words import percent

# Read by a head of office in Indonesia, whatever language the sender's screen speaks.
_READERS = LANGUAGES[0]


def invitation(call: Call, average: Share) -> str:
    """Return an address that opens WhatsApp with the text; sending it is up to the person."""
    own, mean = call.share.percent, average.percent
    office = call.office.name
    if call.is_late:
        words = say("leader.call.late_text", _READERS, office=office)
    elif own is None or mean is None:
        words = say("leader.call.first_text", _READERS, office=office)
    else:
        shares = {"own": percent(own, _READERS), "mean": percent(mean, _READERS)}
        words = say("leader.call.share_text", _READERS, office=office, **shares)
    return f"https://wa.me/?text={quote(words)}"
