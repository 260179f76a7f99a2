from datetime import date

import pytest

from corpus.bibliography import Bibliography, bibliography_in, bibliography_of
from corpus.patent import patent_document, publication_document
from corpus.read_pdf import read_pdf
from corpus.source_text import PatentRecord
from tests.shared_data import shared_data

GRANT = "\n".join(
    [
        "(19)国家知识产权局",
        "(12)发明专利",
        "(10)授权公告号 CN 100000001 B",
        "(45)授权公告日 2022.04.15",
        "(21)申请号 202010000001.X",
        "(22)申请日 2020.08.06",
        "(65)同一申请的已公布的文献号",
        "申请公布号 CN 100000001 A",
        "(43)申请公布日 2021.12.03",
        "(30)优先权数据 10-2019-0000001 2019.08.28 KR 10-2019-0000002 2019.09.02 KR",
        "(62)分案原申请数据 201880000001.1 2018.01.02",
        "(73)专利权人 某某科技有限公司",
        "地址 510000 广东省广州市某某路1号",
        "专利权人 某某研究院",
        "(72)发明人 甲一 乙二 J·史密斯",
        "(74)专利代理机构 某某代理有限公司 44000",
        "专利代理师 丙三",
        "(51)Int.Cl.",
        "B01D 29/62(2006.01)",
        "H02J 7/00(2006.01)",
        "(56)对比文件",
        "CN 200000001 U,2010.05.12,全文.",
        "US 2012000001 A1,2012.03.21,全文.",
        "审查员 丁四",
        "(54)发明名称 一种过滤器",
    ]
)
FACTS = Bibliography(
    office="国家知识产权局",
    document_type="发明专利",
    publication_number="CN100000001B",
    published=date(2022, 4, 15),
    application_number="202010000001.X",
    filed=date(2020, 8, 6),
    priorities=("10-2019-0000001 2019.08.28 KR", "10-2019-0000002 2019.09.02 KR"),
    applicants=("某某科技有限公司", "某某研究院"),
    addresses=("510000 广东省广州市某某路1号",),
    inventors=("甲一", "乙二", "J·史密斯"),
    agency="某某代理有限公司",
    agents=("丙三",),
    examiner="丁四",
    ipc=("B01D29/62", "H02J7/00"),
    title="一种过滤器",
    cited=("CN 200000001 U,2010.05.12,全文.", "US 2012000001 A1,2012.03.21,全文."),
    divided_from="201880000001.1 2018.01.02",
    earlier_publication="CN100000001A",
)


def test_every_entry_of_a_grant_is_a_fact() -> None:
    assert bibliography_in(GRANT) == FACTS


def test_brackets_of_another_shape_say_the_same() -> None:
    square = GRANT.translate(str.maketrans("()", "[]"))
    wide = GRANT.translate(str.maketrans("()", "（）"))

    assert bibliography_in(square) == bibliography_in(wide) == FACTS


def test_entries_of_an_international_application() -> None:
    facts = bibliography_in(
        "(85)PCT国际申请进入国家阶段日 2022.02.21\n"
        "(86)PCT国际申请的申请数据 PCT/CN2020/000001 2020.08.06\n"
        "(87)PCT国际申请的公布数据 WO2021/000001 ZH 2021.03.04"
    )

    assert (facts.national_phase, facts.pct_application, facts.pct_publication) == (
        date(2022, 2, 21),
        "PCT/CN2020/000001 2020.08.06",
        "WO2021/000001 ZH 2021.03.04",
    )


def test_a_design_has_locarno_classes() -> None:
    facts = bibliography_in("(51)LOC(13)Cl. 14-03\n(54)使用外观设计的产品名称 手机壳")

    assert (facts.locarno, facts.ipc, facts.title) == (("14-03",), (), "手机壳")


def test_entries_of_older_publications() -> None:
    facts = bibliography_in(
        "[12] 实用新型专利说明书\n[21] ZL 专利号 200720000001.X\n[45]授权公告日 2008年7月2日\n"
        "[11]授权公告号 CN 201000001Y"
    )

    assert (facts.document_type, facts.published, facts.publication_number) == (
        "实用新型专利说明书",
        date(2008, 7, 2),
        "CN201000001Y",
    )
    assert facts.application_number == "200720000001.X"


def test_a_day_that_does_not_exist_is_left_out() -> None:
    assert bibliography_in("(22)申请日 2020.13.40").filed is None


def test_a_row_of_an_export_gives_the_same_facts() -> None:
    record = PatentRecord(
        number="CN100000001B",
        title="一种过滤器",
        applicants=("甲公司", "乙公司"),
        inventors=("甲一", "乙二"),
        ipc=("B01D29/62",),
        application_number="CN202010000001.X",
        filed=date(2020, 8, 6),
        published=date(2022, 4, 15),
        extra=(("代理机构", "某某代理有限公司"), ("专利类型", "发明")),
    )
    facts = bibliography_of(patent_document(record))

    assert facts == Bibliography(
        document_type="发明",
        publication_number="CN100000001B",
        published=date(2022, 4, 15),
        application_number="CN202010000001.X",
        filed=date(2020, 8, 6),
        applicants=("甲公司", "乙公司"),
        inventors=("甲一", "乙二"),
        agency="某某代理有限公司",
        ipc=("B01D29/62",),
    )


def test_a_text_without_entries_has_no_facts() -> None:
    assert bibliography_in("一段话") == Bibliography()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "applicants", "inventors", "classes"),
    [("CN113730992B", 1, 6, 6), ("CN114270793A", 1, 5, 1), ("CN222765770U", 1, 3, 3)],
)
def test_real_front_pages_give_their_facts(
    name: str, applicants: int, inventors: int, classes: int
) -> None:
    facts = bibliography_of(publication_document(read_pdf(shared_data("pdf", f"{name}.pdf"))[0]))

    assert (facts.publication_number, len(facts.applicants), len(facts.inventors)) == (
        name,
        applicants,
        inventors,
    )
    assert len(facts.ipc) == classes
    assert facts.filed and facts.published and facts.title and facts.agency and facts.agents
