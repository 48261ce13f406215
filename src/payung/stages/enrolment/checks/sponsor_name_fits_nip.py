"""The sponsor's name in the sheet is that of the NIP; the NIP decides, the difference is told."""

from payung.kernel.findings import Finding
from payung.kernel.names import fold


def sponsor_name_fits_nip(written: str, on_list: str) -> Finding | None:
    """
    Return an information where the two names share no word at all.

    :param on_list: the folded name on the staff list. Titles and short forms differ all the time.
    """
    if written.isascii() and written.lower() == on_list:
        return None  # as nearly all are written; a folded text folds to itself
    words = fold(written)
    if not words or words == on_list or set(words.split()) & set(on_list.split()):
        return None
    return Finding.info("sponsor_name_differs")
