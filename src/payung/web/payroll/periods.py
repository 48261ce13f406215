"""Months as they stand in addresses: `2026-12`."""

from django.urls import register_converter

from payung.kernel.month import Month


class MonthInAddress:
    """A path converter: the view gets the month, the address shows year and number."""

    regex = "2[01][0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month) -> str:
        return str(value)


register_converter(MonthInAddress, "month")
