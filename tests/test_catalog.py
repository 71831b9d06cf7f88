"""The Chinese catalog is complete, and the compiled one that the program reads is the same."""

import gettext
import io
from pathlib import Path

import pytest

from tests import catalog
from tests.catalog import Text


def test_every_text_is_translated() -> None:
    assert catalog.problems() == []


def test_the_compiled_catalog_is_fresh() -> None:
    assert catalog.is_fresh(), "run: python -m tests.catalog compile"


def test_an_update_changes_nothing_but_what_is_new(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    texts = [
        Text("one {n}\n\t\"'\\", "many {n}", "{n} 个"),
        Text("gone", chinese="旧"),
        Text("fuzzy", chinese="?", fuzzy=True),
    ]
    monkeypatch.setattr(catalog, "FOLDER", tmp_path)
    monkeypatch.setattr(catalog, "PO", tmp_path / "messages.po")
    monkeypatch.setattr(catalog, "texts_in_source", lambda: [Text("new"), *(Text(*texts[i].key) for i in (0, 2))])
    catalog.write_catalog(texts)
    assert sorted(text.key for text in catalog.read_catalog()) == sorted(text.key for text in texts)
    catalog.write_catalog(catalog.merged())
    first = catalog.PO.read_bytes()
    catalog.write_catalog(catalog.merged())
    assert catalog.PO.read_bytes() == first
    after = {text.singular: text for text in catalog.read_catalog()}
    assert after["gone"].obsolete
    assert after[texts[0].singular].chinese == "{n} 个"
    assert catalog.problems() == ["missing: 'new'", "fuzzy: 'fuzzy'", "obsolete: 'gone'"]
    catalog.write_catalog(catalog.merged(prune=True))
    assert "gone" not in catalog.PO.read_text(encoding="utf-8")


def test_the_standard_library_reads_what_is_compiled() -> None:
    texts = [
        Text("day", "days", "天"),
        Text("sex", chinese="性别"),
        Text("empty"),
        Text("fuzzy", chinese="?", fuzzy=True),
    ]
    read = gettext.GNUTranslations(io.BytesIO(catalog.compiled(texts)))
    assert [read.gettext(each) for each in ("sex", "empty", "fuzzy")] == ["性别", "empty", "fuzzy"]
    assert [read.ngettext("day", "days", n) for n in (1, 2)] == ["天", "天"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (Text("{n} of {all}", chinese="{all} 之 {n}"), True),
        (Text("{n} of {all}", chinese="{n}"), False),
        (Text("{value!r} is odd", chinese="{value} 不对"), True),
        (Text("one", "{n} of them", "{n} 个"), True),
        (Text("one", "{n} of them", "多个"), False),
        (Text("%(prog)s", chinese="%(version)s"), False),
        (Text("a lone {", chinese="一个 {"), True),
    ],
)
def test_placeholders_must_agree(monkeypatch: pytest.MonkeyPatch, text: Text, same: bool) -> None:
    monkeypatch.setattr(catalog, "read_catalog", lambda: [text])
    monkeypatch.setattr(catalog, "texts_in_source", lambda: [text])
    assert bool(catalog.problems()) is not same
