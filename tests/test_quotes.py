import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.read.quotes import quoted_share, quoted_spans, speech_spans

MARKS = "“”„‟\"＂″«»‹›‘’‚‛'`´�\x91\x92\x93\x94「」"
SHAPES = [*MARKS, "``", "''", ",,", "â€œ", "â€\x9d", "â€", "â€™", "â€˜", "â€”", "â€“", "&quot;", "&ldquo;", "&rdquo;"]


def quoted(text):
    return [text[span.start : span.end] for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we will go” today.", ["“we will go”"]),
        ('She said "we will go" today.', ['"we will go"']),
        ("Elle a dit «on part» hier.", ["«on part»"]),
        ("« On part », dit-elle.", ["« On part »"]),
        ("Er sagte »wir gehen« und „wir bleiben“ heute.", ["»wir gehen«", "„wir bleiben“"]),
        ("„Wir gehen“, sagte sie. „Nie”, sagte er. ,,Ja'' sagte sie.", ["„Wir gehen“", "„Nie”", ",,Ja''"]),
        ("She said ‘we won’t go’ today.", ["‘we won’t go’"]),
        ("She called it 'a mess' and left.", ["'a mess'"]),
        ("''We go,'' he said. ``We stay,'' she said.", ["''We go,''", "``We stay,''"]),
        ("`We go,' he said.", ["`We go,'"]),
        ('said:"We go"and left', ['"We go"']),
        ('She said " we go " today.', ['" we go "']),
        ("&quot;We go,&quot; he said", ["&quot;We go,&quot;"]),
        ("No marks at all.", []),
    ],
)
def test_quotations_are_found_whatever_their_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("â€œWe go,â€\x9d he said â€” twice. Itâ€™s â€˜noâ€™ then.", ["â€œWe go,â€\x9d", "â€˜noâ€™"]),
        ("â€œWe go,â€ he said.", ["â€œWe go,â€"]),
        ("\x93We don\x92t go,\x94 he said.", ["\x93We don\x92t go,\x94"]),
        ("He said, �We don�t go,� and left the caf� again.", ["�We don�t go,�"]),
        ("A dash â€“ and a word â€¦ and â€¢ a bullet.", []),
    ],
)
def test_marks_in_the_wrong_encoding_are_read_as_what_they_were(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,“ she said.", ["“We go,“"]),
        ("”We go,” she said.", ["”We go,”"]),
        ('“We go," she said. "We stay,” he said.', ['“We go,"', '"We stay,”']),
        ('"We go, Lindqvist said. "We stay."', ['"We go,', '"We stay."']),
        ("“We go, she said. Nobody answered.", ["“We go,"]),
        ("We hired nobody,” Lindqvist said.", ["We hired nobody,”"]),
        ("It rained. We hired nobody,” Lindqvist said. “We will not.”", ["We hired nobody,”", "“We will not.”"]),
        ('"', []),
        ("“", []),
        ("” said nobody", []),
        ("They paid 5” for it.", []),
    ],
)
def test_a_mark_that_is_odd_or_missing_is_read_as_if_it_stood_there(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The growers’ lawyer and the pickers’ wives.", []),
        ("The growers' lawyer and the pickers' wives don't mind.", []),
        ("Rock ‘n’ roll in the ‘90s, 'tis said, was the growers’ own.", []),
        ("‘the growers’ lawyer had left,’ she said", ["‘the growers’ lawyer had left,’"]),
        ("‘mill workers’ and the pickers’ wives", ["‘mill workers’"]),
        ('He is 6\'2" tall and said "no" twice.', ['"no"']),
        ("He is 6’ 2” tall, she 5'11'' and “glad” of it.", ["“glad”"]),
        ('A 12" pipe burst, and a 9" one.', []),
        ('"A 12" pipe burst," she said.', ['"A 12" pipe burst,"']),
        ('"We lost it in 2016" he said and "left."', ['"We lost it in 2016"', '"left."']),
    ],
)
def test_apostrophes_feet_and_inches_quote_nothing(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’"]),
        ('"He said "no" to me," she said.', ['"He said "no" to me,"']),
        ("“Twice “nested” here,” she said.", ["“Twice “nested” here,”"]),
        ("“He said, ‘She said “no.”’”", ["“He said, ‘She said “no.”’”"]),
    ],
)
def test_of_nested_quotations_the_outermost_is_told(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize("mark", ["“", '"', "''", "‘", "«"])
def test_a_quotation_over_several_paragraphs_opens_each_and_closes_the_last(mark):
    closing = {"“": "”", "‘": "’", "«": "»"}.get(mark, mark)
    text = f"{mark}The first one opens.\n\n{mark}So does the next.\n\n{mark}The last closes,{closing} she said."
    assert quoted(text) == [
        f"{mark}The first one opens.",
        f"{mark}So does the next.",
        f"{mark}The last closes,{closing}",
    ]


def test_shapes_that_lost_a_peer_its_articles_are_read():
    """After textacy's issue 379: odd or mismatched marks, and » as a bullet."""
    assert quoted("» The mill closes\n» The council said “no” to it\n\nNews » Halden » Mills") == ["“no”"]
    assert quoted('"We go," she said. "We stay. It is “late,” he said.') == [
        '"We go,"',
        '"We stay. It is “late,” he said.',
    ]
    assert quoted("She said “we go” and “we stay and nothing more.") == ["“we go”", "“we stay and nothing more."]


def test_the_shapes_of_press_releases_are_read():
    """After textacy's issue 383: the speaker on a dash after the quote, or before it with a colon."""
    text = (
        '“The fund is open.” -Ada Lindqvist, director\n\n“Apply now.”—Bo Nakata\n\nFrom Ada Lindqvist: "We thank all."'
    )
    assert quoted(text) == ["“The fund is open.”", "“Apply now.”", '"We thank all."']


@pytest.mark.parametrize(
    "text",
    [
        "Lindqvist said she had read the book “The Orchard Years” twice.",
        "It was told on MSNBC’s “Morning Orchard” on Friday.",
        'He spoke at a "Keeper-In-Chief" forum in Halden.',
        "The so-called ‘pear clause’ stays.",
        "The mill, known as “Old Bess,” closed.",
        "She never used the word ‘quota’ herself.",
    ],
)
def test_titles_and_words_spoken_of_as_words_quote_nobody(text):
    assert len(quoted_spans(text)) == 1
    assert speech_spans(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lindqvist called the fund “a mess” again.",
        "Lindqvist called Torvik “Mister No” and “Slow Alan.”",
        "She said the report was “read by nobody.”",
        "“No Deal,” Lindqvist said.",
    ],
)
def test_what_may_be_somebodys_words_is_taken_for_them(text):
    assert speech_spans(text) == quoted_spans(text) != ()


@given(
    st.lists(st.sampled_from([*SHAPES, "a", "We go", "said", " ", " ", ",", ".", "\n", "\n\n", "5", "s"]), max_size=60)
)
def test_quotations_lie_inside_the_text_in_order_whatever_stands_there(pieces):
    text = "".join(pieces)
    spans = quoted_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert set(speech_spans(text)) <= set(spans)


@given(st.text(max_size=120))
def test_any_text_is_read(text):
    assert all(0 <= span.start < span.end <= len(text) for span in quoted_spans(text))


@given(
    st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("``", "''"), ("''", "''"), ("â€œ", "â€\x9d")]),
    st.lists(st.sampled_from(["we", "go", "don’t", "it's", "the growers’ lot", "now"]), min_size=1, max_size=6),
)
def test_a_plain_pair_is_always_found_and_an_odd_one_before_it_costs_only_its_paragraph(pair, words):
    quote = f"{pair[0]}{' '.join(words)},{pair[1]}"
    assert quoted(f"The mayor said {quote} and left.") == [quote]
    assert quoted(f"An odd {pair[0]}mark.\n\nThe mayor said {quote} and left.")[-1] == quote


@pytest.mark.parametrize(
    "piece", ["“a ", '"a ', "a” ", "a,” ", "‘a ", "a’ ", "as’ ", "'a ", "« a", "»", '5" ', 'a." b ']
)
def test_the_time_grows_with_the_length_alone(piece):
    def seconds(count: int) -> float:
        text = piece * count
        quoted_spans.cache_clear()
        started = time.process_time()
        speech_spans(text)
        return time.process_time() - started

    seconds(100)
    short, long = (min(seconds(count) for _ in range(3)) for count in (4000, 32000))
    assert long < 8 * 4 * max(short, 0.001)


def test_the_quoted_share_counts_letters_inside_marks():
    text = "She called it “a fine mess” and left."
    quotes = quoted_spans(text)
    assert quoted_share(text, (Span(14, 27),), quotes) == 1.0
    assert quoted_share(text, (Span(0, 13),), quotes) == 0.0
    assert 0 < quoted_share(text, (Span(0, len(text)),), quotes) < 1
