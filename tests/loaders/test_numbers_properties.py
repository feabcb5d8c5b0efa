"""Format → parse → the same number, in every way of writing it; and nothing ever raises."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.values.choices import parse_choice, parse_choices, parse_mark
from loaders.values.numbers import parse_count, parse_number, parse_ratio
from loaders.values.text import clean_text, is_ditto, is_total, normalise, read_blank_state

FULL_WIDTH = str.maketrans("0123456789,.%+", "０１２３４５６７８９，．％＋")
STAGES = {"considered": ["検討", "マッチング検討"], "agreed": ["成立"], "trial": ["現場試行"]}

spaces = st.sampled_from(["", " ", "　", "\n"])
units = st.sampled_from(["", "件", "回", "人", "名", "団体", "か所", "社"])
befores = st.sampled_from(["", "約", "およそ", "延べ"])
afters = st.sampled_from(["", "以上", "程度", "（内数）", "(うち休5)", "（うち新規３件）"])
signs = st.sampled_from(list("▲△-－−‐﹣"))


@st.composite
def widths(draw, text):
    """The text with each of its characters in either width."""
    return "".join(draw(st.sampled_from([c, c.translate(FULL_WIDTH)])) for c in text)


@st.composite
def dressed(draw, figure, sign=""):
    """A figure in either width with prefix, unit, note and outer spaces."""
    parts = [draw(befores), sign, draw(widths(figure)), draw(units), draw(afters)]
    return draw(spaces) + "".join(parts) + draw(spaces)


def format_integer(number, style):
    if style == "thousands":
        return f"{number:,}"
    return " ".join(str(number)) if style == "spaced" else str(number)


@given(st.integers(0, 10**12), st.sampled_from(["plain", "thousands", "spaced"]), st.data())
def test_count_written_in_any_way_is_read_back(number, style, data):
    text = data.draw(dressed(format_integer(number, style)))
    assert parse_count(text).value == number


@given(st.decimals(0, 10**6, places=2), st.booleans(), signs, spaces, st.data())
def test_negative_number_written_in_any_way_is_read_back(number, grouped, sign, gap, data):
    figure = f"{number:,}" if grouped else f"{number}"
    text = data.draw(dressed(figure, sign + gap))
    assert parse_number(text).value == -float(number)


@given(st.integers(0, 1000), st.sampled_from(["%", " %", "　％", "パーセント"]), st.data())
def test_ratio_written_in_any_way_is_read_back(permille, unit, data):
    text = data.draw(befores) + data.draw(widths(f"{permille / 10:g}")) + unit
    assert parse_ratio(text).value == permille / 1000


@given(st.integers(0, 1000))
def test_ratio_as_a_number_is_read_back(permille):
    assert parse_ratio(permille / 1000, percent_cell=True).value == permille / 1000
    if permille > 10:
        assert parse_ratio(permille / 10, percent_column=True).value == permille / 1000


@given(st.integers(1, 98), st.integers(1, 98), st.sampled_from("～〜~-－・/,、:"))
def test_two_figures_are_never_one_count(first, second, joint):
    assert parse_count(f"{first}{joint}{second}").code == "invalid_number"


cell_characters = st.sampled_from(
    list("0１2３ ,，.．-－▲△%％()（）【】〃○〇①²½割分")
    + list("一二十百千万億約以上下未満定なし件人・、/\n　※*レ□■")
)
cell_texts = st.text() | st.text(st.characters()) | st.text(cell_characters, max_size=30)
cell_values = cell_texts | st.floats() | st.integers() | st.booleans() | st.datetimes()


@given(cell_values | st.dates() | st.times() | st.timedeltas() | st.none())
def test_no_cell_value_raises(value):
    for parse in (parse_number, parse_count, parse_ratio, parse_mark, read_blank_state):
        reading = parse(value)
        assert reading is None or (reading.code is None) or reading.value is None
    for choices in (STAGES, {}):
        parse_choice(value, choices)
        parse_choices(value, choices)
    assert not (is_ditto(value) and read_blank_state(value))
    is_total(value)


@given(cell_texts)
def test_count_is_a_whole_number_or_a_reason(text):
    reading = parse_count(text)
    if reading.code is None and reading.state == "reported":
        assert type(reading.value) is int
        assert reading.value >= 0
    else:
        assert reading.value is None


@given(cell_texts)
def test_cleaning_twice_changes_nothing_more(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert normalise(normalise(text)) == normalise(text)
