"""Excel's default password opens silently, a real one is asked for."""

import io

from msoffcrypto.format.ooxml import OOXMLFile

from tests.samples import example
from tests.samples.sample import Sample, build_unreadable, export_bytes


def _encrypt(content: bytes, password: str) -> bytes:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()


def ok_default_password() -> Sample:
    sample = example.build_from(example.matchings(), fiscal_year=2020, forum="chugoku")
    content = _encrypt(export_bytes(sample.workbook), "VelvetSweatshop")
    return sample._replace(workbook=content)


def ng() -> Sample:
    content = export_bytes(example.build_from(example.matchings()).workbook)
    return build_unreadable(_encrypt(content, "ひみつ"), "encrypted_file")
