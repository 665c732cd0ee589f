import io
import zipfile
from datetime import date

import openpyxl
import pytest

from onrecord.errors import MeasureError
from onrecord.measures.ice.sheets import read_statistics
from onrecord.records.spreadsheet import open_workbook
from workbook_builders import ice_workbook


def book(*rows: object):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data, part, change, *, method=zipfile.ZIP_DEFLATED):
    """Return the workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item.filename, change(content) if item.filename == part else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_come_as_they_stand_and_rows_end_at_their_last_cell():
    sheet = open_workbook(book(["month", "value", None], ["2030-01", 12.5], [None, 7]), "a.xlsx").sheet("Sheet")
    assert sheet.rows == (("month", "value"), ("2030-01", 12.5), (None, 7))


def test_a_formula_is_not_run_and_its_kept_value_is_read():
    data = book(["value"], ["=1+1"])
    assert open_workbook(data, "a.xlsx").sheet("Sheet").rows[1:] == ((),)


def test_an_unknown_sheet_is_named_with_those_that_are_there():
    with pytest.raises(MeasureError, match="no sheet 'Other', only Sheet"):
        open_workbook(book(["a"]), "a.xlsx").sheet("Other")


@pytest.mark.parametrize(
    "trick",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b'<!doctype x [<!ENTITY % p SYSTEM "http://127.0.0.1/">]>',
        b'<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_a_document_type_in_any_part_is_refused(trick, part):
    data = changed(book(["a"], ["b"]), part, lambda xml: trick + xml)
    with pytest.raises(MeasureError, match="declares a document type"):
        open_workbook(data, "a.xlsx")


def test_a_document_type_in_another_encoding_is_refused_too():
    data = changed(book(["a"]), SHEET, lambda _: '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16"))
    with pytest.raises(MeasureError, match="declares a document type"):
        open_workbook(data, "a.xlsx")


def test_a_document_type_that_two_chunks_share_is_refused_too():
    data = changed(
        book(["a"]),
        SHEET,
        lambda xml: b"<!--" + b" " * ((1 << 20) - 8) + b"--><!DOCTYPE x>" + xml,
        method=zipfile.ZIP_STORED,
    )
    with pytest.raises(MeasureError, match="declares a document type"):
        open_workbook(data, "a.xlsx")


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = changed(book(["a"]), SHEET, lambda _: b" " * 30_000_000)
    with pytest.raises(MeasureError, match="grows over 200 times"):
        open_workbook(data, "a.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = bytearray(changed(book(["a"]), SHEET, lambda _: b"<x>" + b" " * 30_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    while (at := data.find(size)) != -1:
        data[at : at + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(MeasureError, match=r"a\.xlsx"):
        open_workbook(bytes(data), "a.xlsx")


def test_too_many_parts_and_parts_of_one_name_are_refused(monkeypatch):
    monkeypatch.setattr("onrecord.records.spreadsheet.MAX_PARTS", 3)
    with pytest.raises(MeasureError, match="parts"):
        open_workbook(book(["a"]), "a.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("onrecord.records.spreadsheet.MAX_UNPACKED", 1000)
    with pytest.raises(MeasureError, match="unpacks to over 1,000 bytes"):
        open_workbook(book(["a"]), "a.xlsx")


def test_a_sheet_of_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr("onrecord.records.spreadsheet.MAX_CELLS", 5)
    with pytest.raises(MeasureError, match="over 5 cells"):
        open_workbook(book(["a", "b", "c"], ["d", "e", "f"]), "a.xlsx").sheet("Sheet")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"\xd0\xcf\x11\xe0 old", "an old xls workbook"),
        (b"", "nothing"),
        (b"PK\x03\x04 torn", "not an xlsx workbook"),
        (b"a,b\n1,2\n", "something else"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_looks_like(data, said):
    with pytest.raises(MeasureError, match=said):
        open_workbook(data, "a.xlsx")


def test_a_torn_workbook_never_raises_anything_else():
    data = ice_workbook()
    for length in range(0, len(data), 997):
        with pytest.raises(MeasureError):
            open_workbook(data[:length], "a.xlsx")


def test_a_workbook_with_broken_bytes_is_read_or_refused_in_one_way():
    data = ice_workbook()
    for at in range(40, len(data), 1499):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            read_statistics(open_workbook(bytes(broken), "a.xlsx"))
        except MeasureError:
            continue


def test_the_day_of_saving_is_read():
    assert open_workbook(ice_workbook(saved=date(2026, 5, 7)), "a.xlsx").written == date(2026, 5, 7)
