"""Why an export could not be made, in words for the person who asked for it."""

import texts


class ExportError(Exception):
    """`reason` is a key of texts.EXPORT_ERRORS; the message is Japanese and ready to show."""

    def __init__(self, reason: str, /, **facts: object) -> None:
        super().__init__(texts.EXPORT_ERRORS[reason].format(**facts))
        self.reason = reason
        self.facts = facts
