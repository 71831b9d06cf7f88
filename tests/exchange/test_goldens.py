"""The two reports of the exchange, as they stand in files: a card that tells of every verdict, and the rows."""

import pytest

from tests.exchange.conftest import Book, Said
from tests.exchange.test_round_trip import RICH
from tests.golden_files import assert_golden

CARD = (
    "Studbook ID,Sire,Dam,Sex,Birth Date,DeathDate,Location",
    "1,WILD,WILD,M,~1980,31/12/1990,ZOO A", "2,WILD,WILD,,1985,,ZOO A", "3,1,2,F,03/04/1995,,ZOO B",
    "3,1,2,F,03/04/1995,,ZOO B", "4,9,3,M,2004,,ZOO B", "4,9,2,M,2004,,ZOO B", ",1,2,F,2004,,", "5,3,2,M,2009,,",
)  # fmt: skip


@pytest.mark.parametrize("name", ["studbook-card", "studbook-rows"])
def test_report_is_as_it_was(name: str, said: Said, book: Book) -> None:
    if name == "studbook-card":
        words = [str(book(*CARD))]
    else:
        assert said("import", "studbook", str(book(*RICH)), "--commit").code == 0
        words = []
    ended = said("report", name, *words, "--format", "json")
    assert ended.code == 0, ended.err
    assert_golden(f"{name}.json", ended.out.encode())
