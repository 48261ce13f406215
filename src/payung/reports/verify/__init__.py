"""Every invariant that the database can be asked about, each by a function with its id."""

from payung.foundation.audit.planning import whole_tables
from payung.kernel.people import Viewer
from payung.reports.verify import (
    claims,
    deductions,
    figures,
    money,
    people,
    protection,
    references,
    slips,
    trail,
)
from payung.reports.verify.values import Broken, Check

__all__ = ["CHECKS", "Broken", "ConcernsEverybody", "findings"]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("M1", money.m1_deducted_is_accounted_for),
    ("M1", money.m1_closed_months_have_nothing_open),
    ("M2", money.m2_transfers_are_whole),
    ("M3", money.m3_nothing_is_negative),
    ("M4", money.m4_amounts_are_whole_rupiah),
    ("M5", money.m5_nobody_is_cut_twice),
    ("M6", money.m6_a_reference_posts_once),
    ("M7", deductions.m7_a_cut_is_the_line_or_allowed_by_two),
    ("M7", deductions.m7_a_line_is_the_tariff_of_its_month),
    ("M9", deductions.m9_a_cut_has_a_consent),
    ("M10", money.m10_reversals_mirror_one_original),
    ("M11", money.m11_closed_months_stay_as_they_were),
    ("M12", slips.m12_a_bank_number_is_used_once),
    ("M12", slips.m12_parts_add_up_to_the_slip),
    ("M13", slips.m13_no_more_is_refunded_than_cut),
    ("M14", slips.m14_receipts_differ_only_with_a_reason),
    ("M14", slips.m14_slip_and_receipt_have_two_recorders),
    ("M14", slips.m14_a_slip_is_confirmed_or_withdrawn),
    ("M15", money.m15_no_more_is_allocated_than_received),
    ("M16", money.m16_transfers_are_numbered_without_gaps),
    ("M17", money.m17_every_rupiah_has_a_path),
    ("M17", slips.m17_money_beyond_the_cut_is_signed),
    ("C1", protection.c1_spells_do_not_overlap),
    ("C2", protection.c2_paid_months_are_allocated_money),
    ("C3", protection.c3_taken_back_months_stay_visible),
    ("C4", protection.c4_cover_starts_after_acceptance),
    ("C5", deductions.c5_nothing_is_asked_after_a_death_was_known),
    ("C5", claims.c5_a_claimed_death_stops_deductions),
    ("C6", protection.c6_nobody_joins_after_death),
    ("C7", deductions.c7_one_sponsor_pays_a_month),
    ("C8", protection.c8_one_payer_at_a_time),
    ("C9", protection.c9_three_unpaid_months_end_a_spell),
    ("C10", protection.c10_states_follow_from_events),
    ("F1", figures.f1_figures_are_what_the_books_say),
    ("F2", figures.f2_versions_follow_each_other),
    ("K1", claims.k1_decisions_add_up),
    ("K2", claims.k2_a_paid_claim_is_paid_in_full),
    ("K3", claims.k3_a_death_claim_has_its_death),
    ("N1", people.n1_a_worker_is_stored_once),
    ("N2", people.n2_staff_numbers_are_whole_and_unique),
    ("R1", references.r1_every_reference_leads_somewhere),
    ("S1", trail.s1_every_change_has_its_actor),
    ("S2", trail.s2_every_move_is_allowed),
    ("S3", trail.s3_the_chain_is_unbroken),
    ("S4", trail.s4_states_are_what_the_moves_say),
    ("S5", trail.s5_two_people_decide),
    ("S6", trail.s6_decisions_carry_what_was_seen),
    ("S7", trail.s7_messages_are_done_or_parked),
    ("S8", deductions.s8_lists_add_up),
)
"""Left out: M8 is of the law's files, N3 of logs and pages; tests hold those."""


class ConcernsEverybody(PermissionError):
    """The check reads every regency; who is confined to one cannot run it."""


def findings(*, viewer: Viewer) -> list[Broken]:
    """
    Return every broken invariant, in order; an empty list means that all of them hold.

    :raises ConcernsEverybody: the viewer is confined to a regency or an office.
    """
    if viewer.regency_id is not None or viewer.agency_id is not None:
        raise ConcernsEverybody
    with whole_tables():
        return [Broken(invariant, what) for invariant, check in CHECKS for what in check()]
