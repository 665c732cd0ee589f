import pytest

from onrecord.read.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市长周一表示，三月份共有五百起入室盗窃案，比去年同期下降了百分之十二。警方正在调查。", "zh"),
        ("市长说盗窃案减少了。", "zh"),
        ("市长周一表示 The mayor said 三月份共有五百起入室盗窃案，比去年同期下降。", "zh"),
        ("市長は月曜日に、三月に空き巣が五百件あったと述べた。", "ja"),
        ("시장은 월요일에 절도 사건이 500건 있었다고 말했다.", "ko"),
        ("Мэр сообщил о кражах.", "ru"),
        ("МЭР СООБЩИЛ В ПОНЕДЕЛЬНИК О ПЯТИСОТ КРАЖАХ В МАРТЕ, СООБЩИЛИ ГАЗЕТЫ.", "ru"),
        ("قال رئيس البلدية يوم الاثنين إن عدد السرقات انخفض بنسبة اثني عشر في المئة في مارس.", "ar"),
        ("قال رئيس البلدية إن السرقات انخفضت.", "ar"),
        ("Ο δήμαρχος είπε ότι έγιναν κλοπές.", "el"),
        ("ראש העיר אמר ביום שני כי היו חמש מאות פריצות.", "he"),
        ("मेयर ने सोमवार को कहा कि मार्च में पांच सौ चोरियां हुईं।", "hi"),
        (
            "El alcalde dijo el lunes que hubo quinientos robos en marzo, un doce por ciento menos que hace un año.",
            "es",
        ),
        ("EL ALCALDE DIJO EL LUNES QUE HUBO QUINIENTOS ROBOS EN MARZO, UN DOCE POR CIENTO MENOS QUE ANTES.", "es"),
    ],
)
def test_a_text_in_another_language_is_told_however_short_where_its_letters_tell(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said burglaries fell.",
        "THE MAYOR SAID ON MONDAY THAT BURGLARIES FELL TWELVE PERCENT IN MARCH, AND POLICE AGREED WITH THE MAYOR.",
        "The mayor said on Monday that burglaries fell in March. “我们很高兴,” she said, and the police agreed.",
        "12 34 567 890 1,234 5.6 7.8% 90 12 34 567 890 1,234 5.6 7.8% 90 12 34 567 890 1,234 5.6 7.8% 90",
        "José Muñoz y Peña García, Łukasz Żółć and Søren Kierkegård attended the gathering in Zürich.",
        "",
        "— … 😀",
        "The α and β variants and the π of the circle",
    ],
)
def test_english_and_what_tells_no_language_is_taken_for_english(text):
    assert detect_language(text) in {"en", None}
