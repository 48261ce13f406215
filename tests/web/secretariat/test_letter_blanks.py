"""S108: what the system fills in stands in words between brackets, and is kept in braces."""

import pytest

from payung.foundation.documents.wording import PARTS, PLACEHOLDERS
from payung.web.secretariat.letter_blanks import as_kept, as_typed, blanks_of, unknown_in


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_every_blank_finds_its_way_back(kind):
    kept = " ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS[kind]))

    typed = as_typed(kept)

    assert "{" not in typed
    assert as_kept(typed) == kept
    assert as_kept(typed.upper()) == kept
    assert unknown_in(as_kept(typed)) == ""


def test_what_stands_for_nothing_stays_visibly_wrong():
    assert as_kept("Untuk [kntor]") == "Untuk [kntor]"
    assert unknown_in("Untuk [kntor]") == "[kntor]"
    assert as_typed("{{7*7}} {gaji} %s") == "{{7*7}} {gaji} %s"


def test_the_list_names_no_english_word():
    assert blanks_of("D02") == "[cabang bpjs], [jumlah], [kabupaten], [kantor], [nomor]"
