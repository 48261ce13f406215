"""How values are shown, one filter per thing, by the kernel's renderers; none breaks a line."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from uuid import uuid4

from django import template
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeData, mark_safe

from payung.kernel import dates, quantities
from payung.kernel.clock import in_wib
from payung.kernel.kpj import spaced as spaced_kpj
from payung.kernel.month import Month
from payung.kernel.nik import masked
from payung.kernel.nip import spaced as spaced_nip
from payung.kernel.phone import render_phone
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import catalogue
from payung.web.language import current, tell

register = template.Library()


def _whole(text: str) -> str:
    return format_html('<span class="n">{}</span>', text)


def _shown(render: Callable[[object], str]) -> Callable[[object], str]:
    """Show nothing for nothing, and anything else without a line break."""

    def show(value: object) -> str:
        return "" if value is None or value == "" else _whole(render(value))

    return show


def grouped(number: int) -> str:
    """Return `10.345`, in English `10,345`. Money keeps its dots in both languages."""
    return quantities.grouped(number, current())


def percent(value: Decimal, lang: str = "") -> str:
    """Return `9,42%`, in English `9.42%`: at most two decimals, none that say nothing."""
    return quantities.percent(value, lang or current())


def _rupiah(value: object) -> str:
    assert isinstance(value, int)
    return render_rupiah(value)


def _tanggal(value: object) -> str:
    assert isinstance(value, date)
    return dates.render_date(in_wib(value).date() if isinstance(value, datetime) else value)


def _tanggal_panjang(value: object) -> str:
    assert isinstance(value, date)
    day = in_wib(value).date() if isinstance(value, datetime) else value
    return dates.render_date_long(day, current())


def _jam(value: object) -> str:
    assert isinstance(value, datetime)
    return dates.render_time(value)


def _bulan(value: object) -> str:
    assert isinstance(value, Month)
    return dates.render_month(value, current())


def _angka(value: object) -> str:
    assert isinstance(value, int)
    return grouped(value)


def _persen(value: object) -> str:
    assert isinstance(value, Decimal)
    return percent(value)


def _desimal(value: object) -> str:
    assert isinstance(value, Decimal)
    return percent(value).removesuffix("%")


def _poin(value: object) -> str:
    """Return how far a percentage moved; which way, the sentence around it says."""
    assert isinstance(value, Decimal)
    return percent(abs(value)).removesuffix("%")


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
register.filter("poin", _shown(_poin))
register.filter("nik", _shown(_text(masked)))
register.filter("nip", _shown(_text(spaced_nip)))
register.filter("kpj", _shown(_text(spaced_kpj)))
register.filter("telepon", _shown(_text(render_phone)))


@register.filter
def terbilang(value: int) -> str:
    """Return an amount in words, as documents say it."""
    return in_words(value)


@register.filter
def nama_bulan(value: Month) -> str:
    """Return `Agustus`, where the year is clear from the line before."""
    return dates.month_name(value.month, current())


@register.filter
def huruf_bulan(value: Month) -> str:
    """Return the letter under a cell of the cover strip."""
    return dates.month_name(value.month, current())[0]


@register.filter
def daftar_bulan(values: tuple[Month, ...]) -> str:
    """Return `September dan Oktober 2026`."""
    if not values:
        return ""
    names = [dates.month_name(month.month, current()) for month in values[:-1]]
    last = dates.render_month(values[-1], current())
    return f"{', '.join(names)} {tell('look.join.and')} {last}" if names else last


@register.filter
def kata(code: str, prefix: str) -> str:
    """Return the catalogue's words for a code, or nothing when the catalogue has none."""
    key = f"{prefix}.{code}"
    return tell(key) if code and key in catalogue() else ""


class _Count(int):
    """A number inside a sentence: `{n}` shows it, `{n:worker|workers}` picks the word for it."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if bar:
            return one if self == 1 else many
        return _whole(grouped(int(self)))


def _inside(value: object) -> object:
    """Return a value as it may stand in a sentence: escaped, a number grouped and kept whole."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _Count(value)
    return value if isinstance(value, SafeData) else escape(str(value))


def _sentence(code: str, values: dict[str, object]) -> str:
    text = catalogue()[code][current()]
    shown = text.format_map({name: _inside(value) for name, value in values.items()})
    return mark_safe(shown)  # noqa: S308  # the sentence is ours, its values are escaped


@register.simple_tag(name="say")
def _say(code: str, **values: object) -> str:
    """Put a sentence of the catalogue on the page; markup in the sentence itself is kept."""
    return _sentence(code, values)


@register.simple_tag
def say_plain(code: str, **values: object) -> str:
    """Put a sentence into an attribute: no markup, and quotes escaped."""
    return escape(unescape(strip_tags(_sentence(code, values))))


@register.simple_tag
def form_key() -> str:
    """Put the hidden key into a form that makes it take effect once (`payung.web.once`)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())
