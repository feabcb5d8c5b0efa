"""The digits of a government's code: its check digit, and those that a spreadsheet loses."""


def check_digit(code5: str) -> str:
    """The sixth digit, by the official modulus-11 rule (weights 6 5 4 3 2).

    >>> check_digit("01100"), check_digit("34208")
    ('2', '4')
    """
    total = sum(int(digit) * weight for digit, weight in zip(code5, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def complete_code(digits: str) -> list[str]:
    """Six-digit codes that these digits may be: a leading zero lost, no check digit, or both."""
    if len(digits) == 6:
        return [digits]
    if len(digits) == 4:
        return ["0" + digits + check_digit("0" + digits)]
    return ["0" + digits, digits + check_digit(digits)]
