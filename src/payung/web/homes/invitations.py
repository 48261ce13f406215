"""The text of an invitation that a person may send: no name, no number that identifies anybody."""

from urllib.parse import quote

from payung.reports.homes.leader import Call
from payung.reports.numbers import Share
from payung.web.templatetags.words import percent


def invitation(call: Call, average: Share) -> str:
    """Return an address that opens WhatsApp with the text; sending it is up to the person."""
    own, mean = call.share.percent, average.percent
    office = call.office.name
    if call.is_late:
        words = f"Yth. Kepala {office}, bulan terakhir di kantor Bapak/Ibu belum ditutup."
    elif own is None or mean is None:
        words = f"Yth. Kepala {office}, mari ajak rekan melindungi satu pekerja."
    else:
        words = (
            f"Yth. Kepala {office}, keikutsertaan kantor Bapak/Ibu {percent(own)}. "
            f"Rata-rata kabupaten {percent(mean)}."
        )
    return f"https://wa.me/?text={quote(words)}"
