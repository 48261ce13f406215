import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.stages.reconciliation.sums import AskedLine, Outcome, ResultRow, match, split

NIP = "198001012006041901"
OTHER = "198001012006041902"


def asked(*amounts, nip=NIP):
    return [
        AskedLine(
            line_id=number,
            sponsor_id=1,
            worker_id=number,
            nip=nip,
            names=frozenset({"siti"}),
            amount_idr=amount,
        )
        for number, amount in enumerate(amounts, 1)
    ]


def row(**fields):
    usual = {"row": 5, "nip": NIP, "name": "Siti", "count": 1, "amount": 8_400, "cut": True}
    return ResultRow(**(usual | fields))


@pytest.mark.parametrize(
    ("reported", "amounts", "shares"),
    [
        # The worked table of docs/algorithms/matching.md.
        (33_600, [16_800, 16_800], [16_800, 16_800]),
        (16_800, [16_800, 16_800], [16_800, 0]),
        (20_000, [16_800, 16_800], [16_800, 3_200]),
        (40_000, [16_800, 16_800], [23_200, 16_800]),
        (10_000, [8_400], [10_000]),
        (1, [8_400, 8_400], [1, 0]),
    ],
)
def test_one_sum_is_split_in_one_way(reported, amounts, shares):
    assert split(reported, amounts) == shares


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=10))
def test_shares_add_up_to_what_was_cut(reported, amounts):
    shares = split(reported, amounts)

    assert sum(shares) == reported
    assert all(share >= 0 for share in shares)


@given(
    st.lists(
        st.builds(
            ResultRow,
            row=st.integers(5, 99),
            nip=st.sampled_from([NIP, OTHER, "", "198001012006041999"]),
            name=st.just("Siti"),
            count=st.integers(0, 3),
            amount=st.sampled_from([-8_400, 0, 8_399, 8_400, 8_401, 84_000]),
            cut=st.booleans(),
            reason=st.sampled_from(["", "leave", "other", "nonsense"]),
            refused=st.sampled_from(["", "unreadable"]),
        ),
        max_size=6,
    )
)
def test_every_line_gets_one_outcome_whatever_the_file_says(rows):
    lines = [*asked(8_400), *asked(8_400, nip=OTHER)]
    lines[1] = AskedLine(
        line_id=9, sponsor_id=2, worker_id=9, nip=OTHER, names=frozenset(), amount_idr=8_400
    )

    matched = match(rows, lines)

    assert sorted(line.line_id for line in matched.lines) == [1, 9]
    cut = [line for line in matched.lines if line.outcome is Outcome.CUT]
    assert all(line.reported_idr == 8_400 for line in cut)


def test_nothing_in_the_file_is_missing_and_nothing_else():
    matched = match([], asked(8_400))

    assert [line.outcome for line in matched.lines] == [Outcome.MISSING]
    assert (matched.findings, matched.accepted) == ((), 0)


def test_a_zero_line_is_cut_with_zero():
    matched = match([row(amount=0)], asked(0))

    assert matched.lines[0].outcome is Outcome.CUT


def test_an_unreadable_row_never_counts():
    matched = match([row(refused="unreadable")], asked(8_400))

    assert (matched.lines[0].outcome, matched.lines[0].reason) == (Outcome.MISSING, "unreadable")
