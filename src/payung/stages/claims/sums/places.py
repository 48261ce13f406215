"""What each sealed value of a claim is bound to (`payung.kernel.sealing`)."""

from typing import Final

FACTS_PLACE: Final = "claims_claimfacts.sealed"
HEIR_PLACE: Final = "claims_heirversion.sealed"
CHILD_PLACE: Final = "claims_childversion.sealed"
WORDS_PLACE: Final = "claims_word.sealed"
FILE_PLACE: Final = "claims_claimfile.content"
PROOF_PLACE: Final = "claims_payment.proof"
SCHOOL_PROOF_PLACE: Final = "claims_schoolyear.proof"
DEATH_ROW_PLACE: Final = "claims_deathmatch.source"
