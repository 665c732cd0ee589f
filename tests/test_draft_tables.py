"""Tables as newsrooms have them: what they are read as, and claims checked against them by the words of articles."""

import io
import json

import openpyxl
import pytest
from typer.testing import CliRunner

from onrecord.cli.commands import app
from onrecord.errors import MeasureError
from onrecord.records.draft import Wishes, draft_measure
from onrecord.records.figures import read_figures
from onrecord.records.namings import plural, singular
from onrecord.records.validate import validate_folder


def workbook(rows, merged=(), percents=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    for cell in percents:
        book.active[cell].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def draft(tmp_path, data, name="visits.csv", **wishes: object):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    made = draft_measure(file, tmp_path / "own", Wishes(**wishes))
    assert [report.faults for report in validate_folder(made.root)] == [()]
    return made


def values(made):
    """Return the tidy rows: period, codes, figure."""
    _, *rows = (made.folder / "data.csv").read_text().splitlines()
    return [(cells[1], *cells[4:-2]) for cells in (row.split(",") for row in rows)]


PLAIN = [("2029-01-01", "5100"), ("2029-02-01", "5300")]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("month,visits\n2029-01,5100\n2029-02,5300\n", "a.csv"),
        ("\ufeffmonth;visits\n2029-01;5100\n2029-02;5300\n", "a.csv"),
        ("sep=;\nmonth;visits\n2029-01;5.100\n2029-02;5.300\n", "a.csv"),
        ("month\tvisits\n2029-01\t5,100\n2029-02\t5,300\n", "a.tsv"),
        ("month\tvisits\n2029-01\t5100\n2029-02\t5300\n".encode("utf-16"), "a.txt"),
        ("month|visits\n2029-01|5100\n2029-02|5300\n", "a.txt"),
        ("Visits to a hall\n\nmonth,visits\n2029-01,5100 *\n2029-02,5300\nTotal,10400\nSource: the hall\n", "a.csv"),
        ("Year,Month,visits\n2029,1,5100\n2029,2,5300\n", "a.csv"),
        ("Year,Month,visits\n2029,January,5100\n2029,Feb.,5300\n2029,Total,10400\n", "a.csv"),
        ("Year,Jan,Feb\n2029,5100,5300\n", "a.csv"),
        ("month,visits\nJan-29,5100\nFeb-29,5300\n", "a.csv"),
        ("month,visits\n01/01/2029,5100\n02/01/2029,5300\n", "a.csv"),
        ("month,visits\n01.01.2029,5100\n01.02.2029,5300\n", "a.csv"),
        (workbook([["Hall"], [], ["Year", "Month", "visits"], [2029, 1, 5100], [2029, 2, "5,300"]]), "a.xlsx"),
    ],
)
def test_one_table_is_read_alike_however_it_is_written(tmp_path, data, name):
    assert values(draft(tmp_path, data, name)) == PLAIN


def test_a_year_and_a_quarter_in_two_columns_make_a_quarterly_series(tmp_path):
    rows = [["Year", "Quarter", "Burglaries"], [2028, 4, 388], [2029, 1, 352]]
    made = draft(tmp_path, workbook(rows), "a.xlsx")
    assert values(made) == [("2028-10-01", "388"), ("2029-01-01", "352")]
    assert "period: column 'Year and Quarter', by quarter, 2028-Q4 to 2029-Q1" in made.guesses


def test_columns_of_years_become_rows_and_sums_among_them_are_left_out(tmp_path):
    made = draft(tmp_path, 'District,2028,2029,Change\nNorth,"1,100",1200,100\nTotal,2000,2100,100\n', "pupils.csv")
    assert values(made) == [
        ("2028-01-01", "north", "1100"),
        ("2029-01-01", "north", "1200"),
        ("2028-01-01", "total", "2000"),
        ("2029-01-01", "total", "2100"),
    ]
    assert any("left out, a sum of others: Change" in words for words in made.guesses)
    assert "  area: total" in (made.folder / "measure.yml").read_text()


def test_a_heading_over_several_columns_stands_before_each_of_their_names(tmp_path):
    rows = [["Deaths in Kessel"], ["Month", "Overdose deaths", None], [None, "Men", "Women"], ["2029-01", 12, 8]]
    made = draft(tmp_path, workbook(rows, merged=["A1:C1", "B2:C2"]), "a.xlsx")
    assert [column.name for column in made.columns] == ["Month", "Overdose deaths Men", "Overdose deaths Women"]


def test_percentages_of_a_workbook_are_read_as_they_are_shown(tmp_path):
    made = draft(
        tmp_path, workbook([["Month", "Vacancy"], ["2029-01", 0.043], ["2029-02", 0.05]], (), ("B2", "B3")), "a.xlsx"
    )
    assert [row[1] for row in values(made)] == ["4.3", "5"]
    assert 'unit: "percent"' in (made.folder / "measure.yml").read_text()


def test_letters_of_windows_are_read_and_said(tmp_path):
    made = draft(tmp_path, "month,route,visits\n2029-01,Línea A,1\n2029-01,Línea B,2\n".encode("cp1252"))
    assert 'l_nea_a: "Línea A"' in (made.folder / "measure.yml").read_text()
    assert any("Windows-1252" in words for words in made.guesses)


def test_missing_figures_are_left_out_and_counted(tmp_path):
    made = draft(tmp_path, "month,visits\n2029-01,-\n2029-02,n/a\n2029-03,*\n2029-04,<5\n2029-05,7\n2029-06,8\n")
    assert values(made) == [("2029-05-01", "7"), ("2029-06-01", "8")]
    assert any("4 cells without a figure (-, n/a, *, <5)" in words for words in made.guesses)


def test_states_are_named_by_their_letters_and_numbers(tmp_path):
    for at, column in enumerate(("State,2028,2029\nTX,1,2\nOR,3,4\nUS,5,6\n", "FIPS,2028,2029\n48,1,2\n41,3,4\n")):
        (tmp_path / str(at)).mkdir()
        text = (draft(tmp_path / str(at), column, "deaths.csv").folder / "measure.yml").read_text()
        assert 'texas: "Texas"' in text
        assert 'oregon: "Oregon"' in text


def test_a_code_beside_a_name_is_left_out_and_no_figure(tmp_path):
    made = draft(tmp_path, "FIPS,County,month,rate\n41001,Baker,2029-01,4.1%\n41003,Benton,2029-01,3.2%\n")
    assert {column.name: column.role for column in made.columns}["FIPS"].startswith("left out")
    assert values(made) == [("2029-01-01", "baker", "4.1"), ("2029-01-01", "benton", "3.2")]


def test_days_that_may_begin_with_the_day_or_the_month_are_told(tmp_path):
    text = "date,visits\n01/02/2029,1\n05/06/2029,2\n"
    made = draft(tmp_path, text)
    assert any("were read month first; if they have the day first, say --dates day-first" in it for it in made.guesses)
    (tmp_path / "other").mkdir()
    assert values(draft(tmp_path / "other", text, day_first=True))[0] == ("2029-02-01", "1")
    (tmp_path / "sure").mkdir()
    sure = draft(tmp_path / "sure", "date,visits\n13/01/2029,1\n14/01/2029,2\n")
    assert values(sure)[0] == ("2029-01-13", "1")
    assert not any("month first" in words for words in sure.guesses)


def test_columns_that_count_different_things_are_to_be_drafted_apart(tmp_path):
    made = draft(tmp_path, "month,unemployment rate,payrolls\n2029-01,4.1,150000\n2029-02,4.2,150100\n")
    assert any("a measure has one unit" in words for words in made.todo)


def test_the_one_area_of_a_table_is_the_measures(tmp_path):
    text = (draft(tmp_path, "City,month,visits\nArden,2029-01,1\nArden,2029-02,2\n").folder / "measure.yml").read_text()
    assert 'area: "Arden"' in text
    assert "dimensions: {}" in text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        ("month,visits\n", "a.csv", "write one header line and rows below it"),
        (",".join(f"c{at}" for at in range(9000)) + "\n", "a.csv", "a row has 9,000 cells"),
        ("Month,Visits\n2029-01,1\n2029-02,abc\n2029-03,3\n", "a.csv", "row 3 holds 'abc'; correct the cell"),
        ("School year,Pupils\nfall,195\nspring,201\n", "a.csv", "'School year' holds 'fall', 'spring'"),
        (workbook([["Month", "Visits"], ["2029-01", "=1+1"], ["2029-02", "=2"]]), "a.xlsx", "formulas, open it in"),
        ("month,visits\x00\n2029-01,5\n", "a.csv", "NUL bytes"),
        (b"%PDF-1.7\n", "a.csv", "another kind of file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path, data, name, said):
    with pytest.raises(MeasureError, match=said):
        draft(tmp_path, data, name)


@pytest.mark.parametrize(
    ("cells", "is_comma_likely", "found"),
    [
        (["1,204", "12,400.5", "-3"], False, ["1204", "12400.5", "-3"]),
        (["21,5", "22"], False, ["21.5", "22"]),
        (["1.204,50 €", "999,00 €"], True, ["1204.50", "999.00"]),
        (["1.204", "1.198"], True, ["1204", "1198"]),
        (["1.204", "1.198"], False, ["1.204", "1.198"]),
        (["1 204", "2\u00a0300", "3\u202f100"], False, ["1204", "2300", "3100"]),
        (["$1,200.50", "US$ 3"], False, ["1200.50", "3"]),
        (["(1.5)", "+2", "\u22123"], False, ["-1.5", "2", "-3"]),
        (["4.1%", "5 %"], False, ["4.1", "5"]),
        (["12 (p)", "13 r", "14†"], False, ["12", "13", "14"]),
    ],
)
def test_figures_are_read_as_tables_print_them(cells, is_comma_likely, found):
    figures, odd = read_figures(cells, is_comma_likely=is_comma_likely)
    assert odd is None
    assert list(figures.values) == found


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("burglary", "burglaries"),
        ("overdose death", "overdose deaths"),
        ("bus", "buses"),
        ("crash", "crashes"),
        ("person", "people"),
        ("building permit", "building permits"),
        ("rainfall", "rainfall"),
    ],
)
def test_a_phrase_has_two_numbers(one, many):
    assert plural(one) == many
    assert singular(many) == one


BURGLARIES = workbook(
    [
        *(["Burglaries reported"], [], ["Year", "Quarter", "Burglaries reported"]),
        *([2028, 4, 388], [2029, 1, 352], [2029, 2, 340], [2029, 3, 361], [2029, 4, 325], ["Source: police"]),
    ]
)
PUPILS = 'District,2028,2029\nNorth,"11,900","11,640"\nSouth,"8,300","8,455"\nTotal,"20,200","20,095"\n'
RIDERS = "month,bus ridership\nFeb-29,1180000\nMar-29,1250000\nApr-29,1320000\nMay-29,1390500\n"
WAGES = "Quarter,Average hourly wage,Median hourly wage\n2029 Q1,$27.40,$22.10\n2029 Q2,$27.95,$22.60\n"
COUNTIES = (
    "County,month,unemployment rate\nBaker County,2029-02,4.0%\nBaker County,2029-03,4.3%\nBenton County,2029-03,3.4%\n"
)


@pytest.mark.parametrize(
    ("data", "name", "claim", "finding"),
    [
        (BURGLARIES, "a.xlsx", "Burglaries fell from 388 in the fourth quarter of 2028 to 325 a year later", "matches"),
        (BURGLARIES, "a.xlsx", "Police recorded 361 burglaries in the third quarter of 2029", "matches"),
        (BURGLARIES, "a.xlsx", "There were 500 burglaries in the second quarter of 2029", "above_record"),
        (PUPILS, "enrollment.csv", "School enrollment fell to 20,095 students in 2029", "matches"),
        (PUPILS, "enrollment.csv", "Enrollment in the North district rose in 2029", "opposite_direction"),
        (PUPILS, "enrollment.csv", "Enrollment in the South district rose to 8,455 in 2029", "matches"),
        (RIDERS, "a.csv", "The buses carried 1.39 million riders in May 2029", "matches"),
        (RIDERS, "a.csv", "Bus ridership fell in May 2029", "opposite_direction"),
        (WAGES, "a.csv", "The average hourly wage was $27.95 in the second quarter of 2029", "matches"),
        (WAGES, "a.csv", "The median hourly wage fell in the second quarter of 2029", "opposite_direction"),
        (COUNTIES, "a.csv", "The unemployment rate in Benton County hit 5 percent in March 2029", "above_record"),
        (COUNTIES, "a.csv", "Unemployment in Baker County rose to 4.3 percent in March 2029", "matches"),
    ],
)
def test_an_article_is_checked_against_a_table_of_ones_own_as_drafted(tmp_path, data, name, claim, finding):
    made = draft(tmp_path, data, name)
    article = tmp_path / "article.txt"
    article.write_text(f"{claim}, said Ada Quill, an invented official.\n")
    done = CliRunner().invoke(
        app, ["check", str(article), "--published", "2030-06-01", "--json", "--measures", str(made.root)]
    )
    found = {check["finding"] for check in json.loads(done.stdout)["checks"] if check["measure"].startswith("own/")}
    assert finding in found
    assert not found & ({"above_record", "below_record", "opposite_direction", "differs"} - {finding})
