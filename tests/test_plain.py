from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.plain import Plain, make_plain


def test_marks_in_a_wrong_encoding_entities_and_tex_become_marks():
    text = "â€œWe werenâ€™t asked,â€ said Ada Lund. &ldquo;Never.&rdquo; ``No,'' Ott added &mdash; twice."
    assert make_plain(text).text == "“We weren’t asked,” said Ada Lund. “Never.” “No,” Ott added — twice."


def test_a_lost_character_inside_a_word_is_an_apostrophe():
    assert make_plain("She wasn\ufffdt there.").text == "She wasn’t there."


def test_marks_of_other_countries_around_speech_become_the_encoders():
    assert make_plain("«We were not asked», said Ada Lund.").text == "“We were not asked”, said Ada Lund."


def test_single_marks_around_speech_are_double_ones_and_apostrophes_stay():
    text = "The workers’ hall was full. ‘We don’t know the owner,’ said Ott. He wrote it ‘thus’."
    assert (
        make_plain(text).text == "The workers’ hall was full. “We don’t know the owner,” said Ott. He wrote it ‘thus’."
    )


def test_lines_broken_by_hand_are_joined_and_paragraphs_are_not():
    text = (
        "The slide began at four in the morning, said Verity Longstaff, a\nranger of the district, "
        "and the\nculvert was still moving at noon.\n\nThe road is closed."
    )
    plain = make_plain(text).text
    assert "Longstaff, a ranger" in plain
    assert "noon.\n\nThe road" in plain


def test_short_lines_and_lines_of_a_text_with_long_ones_stay_as_they_are():
    text = "Fares\nrise\n" + "The council said that fares would rise again in the spring, and nobody asked why. " * 3
    assert make_plain(text).edits == ()


def test_a_text_with_nothing_odd_is_itself():
    text = "“We were asked,” said Ada Lund.\n\nIt wasn’t true."
    assert make_plain(text).text == text


@given(text=st.text(alphabet="ab \n“”\"'’‘«»`â€œ\ufffd&;quotdl.,A", max_size=200))
def test_places_lead_back_to_the_text_and_grow_with_the_plain_text(text):
    plain = make_plain(text)
    stretches = [plain.back(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(text) for start, end in stretches)
    assert stretches == sorted(stretches)
    starts = {edit.start for edit in plain.edits}
    inside = {at for edit in plain.edits for at in range(edit.start, edit.end)}
    assert all(
        plain.back(plain.forward(at), plain.forward(at) + 1)[0] == at
        for at in range(len(text))
        if at not in inside or at in starts
    )


def test_an_empty_text_is_plain():
    assert Plain("").text == make_plain("").text == ""
