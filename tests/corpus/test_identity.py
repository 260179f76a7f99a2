from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Form, Kind, Level, Verification
from corpus.front_matter import FrontMatter
from corpus.identity import Identity, document_id, identify
from corpus.outline import parse_outline
from corpus.read_markdown import read_markdown
from corpus.read_text import read_text
from corpus.source_text import SourceText
from tests.shared_data import shared_data


def identity_of(
    text: str, *, name: str = "文件.txt", front_matter: FrontMatter | None = None
) -> Identity:
    source = SourceText(name=name, source=name, text=text, front_matter=front_matter)
    return identify(source, parse_outline(text))


def real(*parts: str) -> Identity:
    path = shared_data(*parts)
    read = read_markdown if path.suffix == ".md" else read_text
    source = read(path.read_bytes(), name=path.name)
    return identify(source, parse_outline(source.text))


NOTICE = (
    "国家知识产权局关于开展某项工作的通知\n国知发运字[2025] 28 号\n各省局：\n"
    "一、目标\n正文，参照财税〔2016〕78号执行。\n二、其他\n本通知自印发之日起施行。\n"
)


def test_a_notice_tells_its_title_issuer_and_number() -> None:
    found = identity_of(NOTICE)
    assert (found.title, found.issuer, found.document_number) == (
        "国家知识产权局关于开展某项工作的通知",
        "国家知识产权局",
        "国知发运字〔2025〕28号",
    )


def test_a_number_in_the_body_is_not_the_texts_own() -> None:
    text = "某办法\n第一条 参照《通知》（财税〔2016〕78号）执行。\n第二条 乙。"
    assert identity_of(text).document_number is None


def test_a_text_without_a_title_line_is_called_by_its_file() -> None:
    text = "一、甲。\n二、乙。"
    assert identity_of(text, name="收费减缴(2024-08-06).txt").title == "收费减缴"


def test_an_annex_line_is_not_the_title() -> None:
    assert (
        identity_of("附件1\n\n某某培育工作方案\n\n一、总体要求\n甲。").title == "某某培育工作方案"
    )


AMENDED = (
    "中华人民共和国某法\n1984年3月12日 第六届全国人民代表大会常务委员会第四次会议通过\n"
    "2020年10月17日 第十三届全国人民代表大会常务委员会第二十二次会议《关于修改的决定》"
    "第四次修正\n第一条 甲。\n第二条 {}\n"
)


def test_the_last_amendment_is_the_version() -> None:
    found = identity_of(AMENDED.format("本法自1985年4月1日起施行。"))
    assert (found.published, found.version) == (date(2020, 10, 17), "2020-10-17")


@pytest.mark.parametrize("closing", ["本法自1985年4月1日起施行。", "本法自公布之日起施行。"])
def test_the_first_versions_closing_article_says_nothing_of_an_amended_text(closing: str) -> None:
    assert identity_of(AMENDED.format(closing)).effective is None


def test_a_closing_article_later_than_the_amendment_is_the_versions_own() -> None:
    found = identity_of(AMENDED.format("本法自2021年6月1日起施行。"))
    assert found.effective == date(2021, 6, 1)


def test_the_congress_that_adopted_a_text_issued_it() -> None:
    assert identity_of(AMENDED.format("乙。")).issuer == "全国人民代表大会常务委员会"


def test_a_local_text_names_its_congress_only_when_it_says_so() -> None:
    assert identity_of("上海市专利保护条例\n第一条 甲。\n第二条 乙。").issuer is None


def test_the_congress_in_the_note_comes_before_the_source_a_page_names() -> None:
    note = "（2022年9月29日某省第十三届人民代表大会常务委员会第三十八次会议通过）"
    text = f"某省促进条例\n{note}\n第一条 甲。"
    source = SourceText(name="a.html", source="a.html", text=text, issuer="省人大常委会")
    assert identify(source, parse_outline(text)).issuer == "某省人民代表大会常务委员会"


def test_a_local_text_is_of_its_place() -> None:
    found = identity_of("北京市某条例\n第一条 甲。\n第二条 乙。")
    assert (found.region, found.level) == ("北京市", Level.PROVINCE)


def test_a_national_court_speaking_of_cities_is_national() -> None:
    found = identity_of("最高人民法院关于北京、上海知识产权法院管辖的规定\n第一条 甲。")
    assert (found.region, found.level) == (None, Level.NATIONAL)


def test_what_a_text_ends_is_given_in_its_own_words() -> None:
    text = (
        "某办法\n第一条 甲。\n第二条 本办法自2026年9月1日起施行。2017年公布的《旧办法》同时废止。"
    )
    assert identity_of(text).repeals == ("2017年公布的《旧办法》",)


def test_the_short_name_of_a_law_is_an_alias() -> None:
    assert identity_of(AMENDED.format("乙。")).aliases == ("某法",)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国专利法", Kind.STATUTE),
        ("专利代理条例", Kind.STATUTE),
        ("某市资助资金管理办法", Kind.POLICY),
        ("GB/T 29490-2023 企业知识产权合规管理体系 要求", Kind.STANDARD),
        ("专利申请常见问题", Kind.GUIDANCE),
    ],
)
def test_a_title_tells_the_kind(title: str, kind: Kind) -> None:
    assert identity_of(f"{title}\n一、甲。\n二、乙。").kind is kind


def test_an_original_at_hand_can_be_verified() -> None:
    found = identity_of(NOTICE)
    assert (found.form, found.verification) == (Form.ORIGINAL, Verification.A)


def test_an_excerpt_cannot_be_verified_as_a_whole() -> None:
    assert identity_of(NOTICE, name="通知（节选）.txt").verification is Verification.B


def test_a_digest_states_itself_and_its_body_is_not_asked() -> None:
    front = FrontMatter(title="商标法要点")
    found = identity_of("一、时效\n新商标法自2027年1月1日起施行。", front_matter=front)
    assert (found.form, found.effective, found.published) == (Form.DIGEST, None, None)


def test_front_matter_comes_before_what_the_text_says() -> None:
    front = FrontMatter(
        title="另一个标题", form=Form.ORIGINAL, issuer="某局", published=date(2025, 1, 2)
    )
    found = identity_of(NOTICE, front_matter=front)
    assert (found.title, found.issuer, found.published) == (
        "另一个标题",
        "某局",
        date(2025, 1, 2),
    )


PARTS = st.text(max_size=20)


@given(PARTS, st.none() | PARTS, st.none() | PARTS, st.none() | PARTS)
def test_an_id_is_stable_and_tells_nothing(
    title: str, issuer: str | None, number: str | None, version: str | None
) -> None:
    made = document_id(title, issuer, number, version)
    assert made == document_id(title, issuer, number, version)
    assert made.startswith("doc-") and len(made) == 16


def test_the_printed_form_does_not_change_an_id() -> None:
    assert document_id("专利法", None, "国知发〔2025〕1号", "2020") == document_id(
        " 专利法 ", "", "国知发[２０２５] 1号", "2020"
    )


def test_another_version_has_another_id() -> None:
    assert document_id("专利法", None, None, "2008") != document_id("专利法", None, None, "2020")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parts", "effective", "expires"),
    [
        (("statutes", "民法商法", "专利法(2020-10-17).md"), date(2021, 6, 1), None),
        (("statutes", "民法商法", "商标法(2019-04-23).md"), date(2019, 11, 1), date(2026, 12, 31)),
        (
            ("statutes", "行政法规", "专利法实施细则(2010-01-09).md"),
            date(2010, 2, 1),
            date(2024, 1, 19),
        ),
        (("statutes", "行政法规", "专利法实施细则(2023-12-11).md"), date(2024, 1, 20), None),
        (("statutes", "行政法规", "知识产权海关保护条例(2018-03-19).md"), date(2018, 3, 19), None),
        (("policies", "专利优先审查管理办法_2026年局令第85号.txt"), date(2026, 9, 1), None),
    ],
)
def test_a_real_text_is_in_force_when_it_really_is(
    parts: tuple[str, ...], effective: date, expires: date | None
) -> None:
    found = real(*parts)
    assert (found.effective, found.expires) == (effective, expires)


@pytest.mark.shared
def test_the_priority_measures_identify_themselves() -> None:
    found = real("policies", "专利优先审查管理办法_2026年局令第85号.txt")
    assert (found.issuer, found.document_number, found.published) == (
        "国家知识产权局",
        "国家知识产权局令第八十五号",
        date(2026, 7, 28),
    )


@pytest.mark.shared
def test_an_amended_local_text_that_keeps_its_old_day_is_unverified() -> None:
    folder = "DLC__河南地方法规__地方性法规__河南"
    assert real("statutes", folder, "河南省科学技术进步条例(2010-07-30).md").effective is None


RED_HEAD = (
    "000012\n某市财政局\n某市知识产权局文件\n某财规〔2025〕3号　签发人：王五\n"
    "关于印发某市专利资助\n办法的通知\n各有关单位：\n现将办法印发，自印发之日起施行。\n"
    "某市财政局　某市知识产权局\n2025年3月4日\n某市专利资助办法\n甲。\n"
    "某市财政局办公室　2025年3月9日印发\n"
)


def test_a_red_headed_document_is_known_by_its_elements() -> None:
    found = identity_of(RED_HEAD)

    assert (found.title, found.issuer, found.document_number) == (
        "关于印发某市专利资助办法的通知",
        "某市财政局、某市知识产权局",
        "某财规〔2025〕3号",
    )


def test_what_holds_from_issue_holds_from_the_day_of_printing() -> None:
    found = identity_of(RED_HEAD)

    assert (found.published, found.effective) == (date(2025, 3, 4), date(2025, 3, 9))


def test_who_signed_issued_it_whatever_site_it_stands_on() -> None:
    source = SourceText(name="a.html", source="a.html", text=RED_HEAD, issuer="某街道办事处")

    assert identify(source, parse_outline(RED_HEAD)).issuer == "某市财政局、某市知识产权局"


def test_the_day_online_dates_only_what_nothing_else_does() -> None:
    online = date(2025, 5, 1)
    signed = SourceText(name="a.html", source="a.html", text=RED_HEAD, online=online)
    news = SourceText(name="b.html", source="b.html", text="某事。\n某事。", online=online)

    assert identify(signed, parse_outline(signed.text)).published == date(2025, 3, 4)
    assert identify(news, parse_outline(news.text)).published == online


def test_a_guide_without_issuer_is_of_the_place_of_its_site() -> None:
    source = SourceText(
        name="a.html",
        source="a.html",
        text="怎么办？\n这样办。",
        publisher="广州市天河区人民政府网站",
    )

    assert identify(source, parse_outline(source.text)).region == "广东省/广州市/天河区"
