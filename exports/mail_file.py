"""A mail as a file that a mail program opens as a draft of its own (RFC 5322)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from metrics.forums.mail import Mail

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def export_mail(mail: Mail, at: datetime, workbooks: Mapping[str, bytes]) -> bytes:
    """The file's bytes, with workbooks by their names attached; `at` in UTC.

    X-Unsent has Outlook and Thunderbird open it to be sent; they put in who sends it, and when.
    Raises ValueError for an address that is none.
    """
    message = EmailMessage(SMTP)
    message["Date"] = at.replace(tzinfo=UTC)
    message["Subject"] = " ".join(mail.subject.split())
    message["To"] = [Address(addr_spec=each) for each in mail.to]
    message["X-Unsent"] = "1"
    message.set_content(mail.body, charset="utf-8", cte="base64")
    for name, content in workbooks.items():
        message.add_attachment(content, *XLSX, filename=name)
    return message.as_bytes()
