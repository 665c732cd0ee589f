from onrecord.model import Attribution, Document, Reading, Segment, Source, Span
from onrecord.read.names import find_names
from onrecord.read.nested import nest, with_inner, with_told, without_cuts
from onrecord.read.relatives import relative_attributions

TEXT = "Lund urged crews to begin what she described as the largest cut in U.S. history, where they live. Ott agreed."


def reading(text: str) -> Reading:
    document = Document("doc", None, None, None, None, None, None, None, "en", "news", text, "")
    return Reading(document, segments=(Segment(0, len(text), "body"),))


def told(text: str, source: str, cue: str, *content: str) -> Attribution:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    spans = tuple(span(words) for words in content)
    return Attribution(cue, "body", "indirect", Source((span(source),), "person"), (span(cue),), spans, 0.9)


def relatives(text: str) -> list[tuple[str, str, str]]:
    found = relative_attributions(reading(text), find_names(text))
    return [
        (text[a.source.spans[0].start : a.source.spans[0].end], text[a.cue[0].start : a.cue[0].end],
         text[a.content[0].start : a.content[0].end])
        for a in found
    ]  # fmt: skip


def test_a_relative_clause_tells_a_source_a_cue_and_what_follows_to_its_end():
    assert relatives(TEXT) == [("she", "described as", "the largest cut in U.S. history")]


def test_a_named_source_tells_too_and_a_quotation_keeps_its_closing_mark():
    text = "They ended what Sen. Ada Lund called a “dead letter” in May."
    assert relatives(text) == [("Sen. Ada Lund", "called", "a “dead letter”")]
    assert relatives("It was what he called “a dead letter” of law.")[0][2] == "“a dead letter”"


def test_what_somebody_plans_or_a_speaker_says_of_herself_is_no_relative_of_this_kind():
    assert relatives("She explained what she plans to do with the mill.") == []
    assert relatives("“That is what I called a promise,” she said.") == []


def test_a_clause_inside_anothers_content_is_added_and_points_to_it():
    outer = told(TEXT, "Lund", "urged", "crews to begin what she described as the largest cut in U.S. history")
    both = with_inner([outer], tuple(relative_attributions(reading(TEXT), find_names(TEXT))))
    inner = next(item for item in nest(both) if item.cue != outer.cue)
    assert inner.within == outer.id


def test_a_clause_outside_of_any_content_is_left_to_the_encoder():
    other = told(TEXT, "Ott", "agreed", "where they live")
    assert with_inner([other], tuple(relative_attributions(reading(TEXT), []))) == [other]


def test_a_content_that_the_inner_source_and_cue_cut_in_two_is_whole_again():
    text = "Lund told crews to go where Ott claims millions live."
    outer = told(text, "Lund", "told", "crews to go where", "millions live")
    inner = told(text, "Ott", "claims", "millions live")
    found = without_cuts(reading(text), [outer, inner])
    assert [text[s.start : s.end] for s in found[0].content] == ["crews to go where Ott claims millions live"]


def test_a_content_ends_where_a_second_verb_of_its_speaker_begins():
    text = "Lund said fares would rise and promised that no line would close."
    first = told(text, "Lund", "said", "fares would rise and", "that no line would close")
    second = told(text, "Lund", "promised", "that no line would close")
    found = without_cuts(reading(text), [first, second])
    assert [text[s.start : s.end] for s in found[0].content] == ["fares would rise"]


def test_what_layout_tells_goes_before_the_encoders_own_of_the_same_words():
    text = "LUND: We asked Ott. Ott denied the sale. I think he lied.\n\nThe clerk said no."
    turn = told(text, "LUND", ":", "We asked Ott. Ott denied the sale. I think he lied.")
    same = told(text, "LUND", "asked", "We asked Ott. Ott denied the sale. I think he lied")
    inside, own = told(text, "Ott", "denied", "the sale"), told(text, "I", "think", "he lied")
    outside = told(text, "The clerk", "said", "no")
    found = nest(with_told(text, [same, inside, own, outside], [turn]))
    assert [(item.id, item.within) for item in found] == [(":", None), ("denied", ":"), ("said", None)]


def test_nesting_holds_for_more_attributions_in_one_than_neighbours_are_looked_at():
    text = "Lund: " + " ".join(f"Ott{number} said no{number}." for number in range(100))
    outer = told(text, "Lund", ":", text[6:])
    inner = [told(text, f"Ott{number}", f"Ott{number} said", f"no{number}.") for number in range(100)]
    assert all(item.within == ":" for item in nest([outer, *inner])[1:])
