"""The list of bad inputs, and what a page may answer to each of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpResponse

TIMES, PRODUCT = "{{191*7919}}", "1512529"
"""What a template would work out; a small product stands in many a page as a number."""
PAYLOADS = (
    *("", " ", "\u00a0\u200b\t", "\u0000", "A" * 101, "9" * 40, "0", "-1", "1e309", "9" * 400),
    *("33240617089O0903", "３３２４０６１７０８９００９０３", "3.32406E+15", "3324061708900000"),
    *("1111111111111111", "3324061300900903", "3324064408900903", "9924061708900903"),
    *("00/00/0000", "31/04/2024", "29/02/2023", "02/13/2024", "1445", "2567-01-01", "24.00"),
    *("16,80", "(16.800)", "−16.800", "0x41A0", "16800.0000001", str(2**63), "1" * 40),
    *("0812-BUDI", "081", "+60123456789", "%0a%0dBcc: x@y.id", "\r\nSubject: x"),
    *("<script>alert(1)</script>", "<b>tebal", "&amp;", TIMES, "{% debug %}", "%s%n", "${7*7}"),
    *("'; DROP TABLE registry_worker; --", '" onmouseover="x', "=HYPERLINK(1)", "../../etc/passwd"),
    *("\u202eevil", "a" + "\u0301" * 60, "Nur'aini Ma’ruf", "ꦗꦮ 😀 عربي", "None", "NaN", "true"),
    *(".*+?[", "%", "_" * 50, "(a+)+$" + "a" * 60, "javascript:alert(1)", "//evil.example/"),
)
ONE_OF_EACH_KIND = (
    *("", "\u00a0\u200b\t", "\u0000", "A" * 101, "9" * 40, "-1", "1e309", "３３２４", "31/04/2024"),
    *("<script>alert(1)</script>", TIMES, '" onmouseover="x', "'; DROP TABLE registry_worker; --"),
    *("\u202eevil", "../../etc/passwd", "None"),
)
"""For what takes no words: a page compares them with what it offered, or looks for a number."""
OPEN_TAGS = ("<script>alert", "<b>tebal", '" onmouseover="x')
ANSWERS = {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}


@contextmanager
def undone() -> Iterator[None]:
    """Every bad input meets the same form in the same state."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_a_page(answer: HttpResponse, payload: str, where: object) -> None:
    """Assert that the answer is one of ours, and that nothing of the payload became markup."""
    assert answer.status_code in ANSWERS, (where, payload)
    if answer.get("Content-Type", "").startswith("text/html"):
        body = answer.content.decode()
        assert not [tag for tag in OPEN_TAGS if tag in body], (where, payload)
        assert TIMES not in payload or PRODUCT not in body, (where, payload)
