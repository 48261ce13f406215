import pytest

from tests.config.places import open_folder


@pytest.fixture
def home():
    with open_folder() as folder:
        yield folder
