from corpus.documents import Kind
from corpus.make_document import make_document
from corpus.source_text import SourceText
from corpus.standard_head import StandardHead, standard_head

COVER = """ICS 03.140
CCS A 00
广州市地方标准
DB4401/T 123—2024
代替 DB4401/T 100—2020
专利导航服务规范
Specification for patent navigation
2024-05-10 发布 2024-06-10 实施
广州市市场监督管理局 发布
"""


def test_the_cover_of_a_standard_gives_number_title_and_issuer() -> None:
    assert standard_head(COVER) == StandardHead(
        number="DB4401/T 123-2024", title="专利导航服务规范", issuer="广州市市场监督管理局"
    )


def test_a_standard_named_in_a_text_is_no_cover() -> None:
    assert standard_head("关于贯彻标准的通知\n请执行下列标准：\nGB/T 29490-2023\n某单位") is None


def test_a_document_takes_the_facts_of_its_cover() -> None:
    text = COVER + "1 范围\n本文件规定了要求。\n"
    found = make_document(SourceText(name="标准.txt", source="标准.txt", text=text))

    facts = (found.kind, found.document_number, found.title, found.issuer)
    assert facts == (
        Kind.STANDARD,
        "DB4401/T 123-2024",
        "专利导航服务规范",
        "广州市市场监督管理局",
    )
