"""RSS and Atom: one document per item, and feeds made to hurt."""

from datetime import date

import pytest

from intake_builders import GROWERS, LEAD, paragraphs, write
from onrecord.read.intake import open_sources


def read(tmp_path, data, name="a.rss"):
    return list(open_sources([str(write(tmp_path, name, data))]))


def rss(*items: str, head: str = "") -> str:
    """Return a feed of a paper."""
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" {names}><channel><title>Halden &amp; Larkfield Courier</title>'
        f"<link>https://courier.example</link>{''.join(items)}</channel></rss>"
    )


ITEM = (
    "<item><title>Count &amp;amp; rise</title><link>https://courier.example/1</link><guid>tag:1</guid>"
    "<dc:creator>Petra Lindqvist</dc:creator><pubDate>Thu, 19 Jun 2025 23:30:00 -0400</pubDate>"
    f"<description>Short.</description><content:encoded><![CDATA[{paragraphs(LEAD, GROWERS)}]]></content:encoded>"
    "<media:description>A picture.</media:description></item>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><id>urn:1</id>
<title type="html">Count &lt;b&gt;rises&lt;/b&gt;</title><link rel="self" href="https://courier.example/feed"/>
<link href="https://courier.example/2"/><published>2025-06-19T08:00:00Z</published>
<updated>2025-06-21T08:00:00Z</updated><author><name>Petra Lindqvist</name><email>p@courier.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{paragraphs(LEAD, GROWERS)}</div></content></entry>
</feed>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "feed.txt"])
def test_an_rss_item_is_a_document(tmp_path, name):
    (one,) = read(tmp_path, rss(ITEM), name)
    document = one.document
    assert document.text == f"{LEAD}\n\n{GROWERS}"
    assert (one.ref, document.url, document.title) == ("tag:1", "https://courier.example/1", "Count & rise")
    assert (document.byline, document.publisher) == ("Petra Lindqvist", "Halden & Larkfield Courier")
    assert (document.published, one.origin) == (date(2025, 6, 19), {"published": "feed pubDate"})


def test_an_atom_entry_is_a_document_with_both_days(tmp_path):
    (one,) = read(tmp_path, ATOM, "a.atom")
    document = one.document
    assert document.text == f"{LEAD}\n\n{GROWERS}"
    assert (document.title, document.url, document.byline) == (
        "Count rises",
        "https://courier.example/2",
        "Petra Lindqvist",
    )
    assert (document.published, document.modified) == (date(2025, 6, 19), date(2025, 6, 21))


def test_items_come_in_order_and_a_bad_one_does_not_stop_the_rest(tmp_path):
    summary = f"<item><link>https://courier.example/3</link><description>{LEAD}</description></item>"
    first, second, third = read(tmp_path, rss(ITEM, "<item><title>No text</title></item>", summary))
    assert first.document is not None
    assert "is an item without text" in second.error
    assert third.document.text == LEAD
    assert "the feed gives its description only; the whole stands at https://courier.example/3" in third.issues[0].what


def test_every_item_keeps_the_hash_of_the_feed_as_received(tmp_path):
    one, two = read(tmp_path, rss(ITEM, ITEM))
    assert one.document.sha256 == two.document.sha256 != ""


ENTITIES = (
    '<!DOCTYPE rss [<!ENTITY a "laughs"><!ENTITY b "' + "&a;" * 100 + '"><!ENTITY c "' + "&b;" * 100 + '">'
    '<!ENTITY d "' + "&c;" * 100 + '"><!ENTITY e "' + "&d;" * 100 + '"><!ENTITY x SYSTEM "file:///etc/passwd">'
    '<!ENTITY % y SYSTEM "http://127.0.0.1:9/x.dtd"> %y;]>'
)


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path):
    item = f"<item><title>&e;</title><description>{LEAD} &x; &e;</description></item>"
    (one,) = read(tmp_path, rss(item, head=ENTITIES))
    assert "laughs" not in f"{one.document.text}{one.document.title}"
    assert "root:" not in one.document.text
    assert any("entities" in issue.what for issue in one.issues)


def test_a_feed_of_too_many_items_is_read_to_the_limit_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.read.feeds._MOST_ITEMS", 20)
    found = read(tmp_path, rss(*[ITEM] * 50))
    assert len(found) == 21
    assert "holds more than 20 items; the rest were not read" in found[-1].error


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("<rss><channel></channel></rss>", "without an RSS item or Atom entry"),
        ("<html><body>x</body></html>", "without an RSS item or Atom entry"),
        ("not XML at all", "without an RSS item"),
        ("", "is empty"),
        ("<a>" * 100_000, "feed"),
    ],
)
def test_what_is_no_feed_is_reported(tmp_path, data, what):
    (one,) = read(tmp_path, data, "a.xml")
    assert one.document is None
    assert what in one.error


def test_a_feed_cut_off_gives_the_items_that_it_has(tmp_path):
    found = read(tmp_path, rss(ITEM, ITEM, ITEM)[:-900])
    assert found[0].document.text == f"{LEAD}\n\n{GROWERS}"
