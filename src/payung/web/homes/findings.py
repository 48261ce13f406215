"""The sentence above a chart: what the numbers say, in words, so that nobody has to guess."""

from payung.kernel.dates import MONTHS
from payung.reports.homes.leader import LeaderHome
from payung.web.templatetags.words import grouped

_NUMBERS = ("", "", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def finding(home: LeaderHome) -> str:
    """Return what the last twelve months say about workers covered."""
    if home.rises >= len(_NUMBERS):
        return f"Pekerja terlindungi naik {home.rises} bulan berturut-turut"
    if home.rises >= 2:
        return f"Pekerja terlindungi naik {_NUMBERS[home.rises]} bulan berturut-turut"
    before = MONTHS[home.before.month.month - 1]
    if home.change > 0:
        return f"Pekerja terlindungi naik {grouped(home.change)} dari {before}"
    if home.change < 0:
        return f"Pekerja terlindungi turun {grouped(-home.change)} dari {before}"
    return f"Pekerja terlindungi sama dengan {before}"
