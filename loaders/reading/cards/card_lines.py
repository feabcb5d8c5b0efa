"""An answer on a card that goes on in the rows below it: bullets under 実施内容, a cell each."""

from collections.abc import Collection

from loaders.grid import Position
from loaders.reading.records.answers import Answer
from loaders.reading.row_labels import is_note, split_items
from loaders.reading.view import SheetView


def join_lines(
    view: SheetView, question: Position, answer: Answer, labels: Collection[Position], last_row: int
) -> Answer:
    """A text with those alone below it: before the card's `last_row`, or of one kind of bullet;
    beside a question merged down they may answer the question that it covers."""
    if answer.field.type != "text" or not isinstance(answer.value, str):
        return answer
    lines = [answer.position]
    for row in range(answer.position[0] + 1, view.row_count + 1):
        line = (row, answer.position[1])
        text = view.grid.value(*line)
        if not isinstance(text, str) or is_note(text) or _says_more(view, line, question, labels):
            break
        lines.append(line)
        is_between = row <= last_row and view.origin(row, question[1]) != question
        if not (is_between or split_items(_join(view, lines))):
            lines.pop()
            break
    return answer._replace(value=_join(view, lines), parts=(*answer.parts, *lines[1:]))


def _says_more(
    view: SheetView, line: Position, question: Position, labels: Collection[Position]
) -> bool:
    """Whether a row has anything but the line, or the line is no cell of its own."""
    others = {view.origin(line[0], column) for column, _ in view.filled(line[0])}
    return view.origin(*line) != line or bool((others - {line, question}) | ({line} & {*labels}))


def _join(view: SheetView, lines: list[Position]) -> str:
    return "\n".join(str(view.grid.value(*line)).strip() for line in lines)
