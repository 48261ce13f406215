"""How values are shown, one filter per thing, by the kernel's renderers; none breaks a line."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from django import template
from django.utils.html import format_html

from payung.kernel import dates
from payung.kernel.clock import in_wib
from payung.kernel.kpj import spaced as spaced_kpj
from payung.kernel.month import Month
from payung.kernel.nik import masked
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import catalogue, say

register = template.Library()


def _whole(text: str) -> str:
    return format_html('<span class="n">{}</span>', text)


def _shown(render: Callable[[object], str]) -> Callable[[object], str]:
    """Show nothing for nothing, and anything else without a line break."""

    def show(value: object) -> str:
        return "" if value is None or value == "" else _whole(render(value))

    return show


def grouped(number: int) -> str:
    """Return `10.345`."""
    return f"{number:,}".replace(",", ".")


def percent(value: Decimal) -> str:
    """Return `9,42%`: a comma, at most two decimals, none that say nothing."""
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    text = f"{rounded:f}".rstrip("0").rstrip(".") if rounded % 1 else f"{rounded:.0f}"
    return f"{text.replace('.', ',')}%"


def _rupiah(value: object) -> str:
    assert isinstance(value, int)
    return render_rupiah(value)


def _tanggal(value: object) -> str:
    assert isinstance(value, date)
    return dates.render_date(in_wib(value).date() if isinstance(value, datetime) else value)


def _tanggal_panjang(value: object) -> str:
    assert isinstance(value, date)
    return dates.render_date_long(in_wib(value).date() if isinstance(value, datetime) else value)


def _jam(value: object) -> str:
    assert isinstance(value, datetime)
    return dates.render_time(value)


def _bulan(value: object) -> str:
    assert isinstance(value, Month)
    return dates.render_month(value)


def _angka(value: object) -> str:
    assert isinstance(value, int)
    return grouped(value)


def _persen(value: object) -> str:
    assert isinstance(value, Decimal)
    return percent(value)


def _desimal(value: object) -> str:
    assert isinstance(value, Decimal)
    return percent(value).removesuffix("%")


def _text(render: Callable[[str], str]) -> Callable[[object], str]:
    return lambda value: render(str(value))


register.filter("rupiah", _shown(_rupiah))
register.filter("tanggal", _shown(_tanggal))
register.filter("tanggal_panjang", _shown(_tanggal_panjang))
register.filter("jam", _shown(_jam))
register.filter("bulan", _shown(_bulan))
register.filter("angka", _shown(_angka))
register.filter("persen", _shown(_persen))
register.filter("desimal", _shown(_desimal))
register.filter("nik", _shown(_text(masked)))
register.filter("kpj", _shown(_text(spaced_kpj)))


@register.filter
def terbilang(value: int) -> str:
    """Return an amount in words, as documents say it."""
    return in_words(value)


@register.filter
def nama_bulan(value: Month) -> str:
    """Return `Agustus`, where the year is clear from the line before."""
    return dates.MONTHS[value.month - 1]


@register.filter
def huruf_bulan(value: Month) -> str:
    """Return the letter under a cell of the cover strip."""
    return dates.MONTHS[value.month - 1][0]


@register.filter
def daftar_bulan(values: tuple[Month, ...]) -> str:
    """Return `September dan Oktober 2026`."""
    if not values:
        return ""
    names = [dates.MONTHS[month.month - 1] for month in values[:-1]]
    last = dates.render_month(values[-1])
    return f"{', '.join(names)} dan {last}" if names else last


@register.filter
def kata(code: str, prefix: str) -> str:
    """Return the catalogue's words for a code, or nothing when the catalogue has none."""
    key = f"{prefix}.{code}"
    return say(key) if code and key in catalogue() else ""
