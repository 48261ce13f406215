import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.canonical import canonical, digest
from payung.kernel.rupiah import Rupiah
from payung.kernel.sex import Sex

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(plain)
def test_says_what_went_in(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(st.text(max_size=5), plain, max_size=5))
def test_does_not_depend_on_the_order_of_keys(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_has_one_spelling():
    value = {"b": [1, None, True], "a": "Ma\u2019ruf", "c": Rupiah(16_800), "d": Sex.L}

    assert canonical(value) == b'{"a":"Ma\\u2019ruf","b":[1,null,true],"c":16800,"d":"L"}'
    assert digest(value) == hashlib.sha256(canonical(value)).hexdigest()


@pytest.mark.parametrize(
    "wrong", [1.5, float("nan"), {1: "a"}, date(2026, 1, 1), b"x", [{"a": 0.1}]]
)
def test_refuses_what_has_no_stable_spelling(wrong):
    with pytest.raises(TypeError):
        canonical(wrong)
