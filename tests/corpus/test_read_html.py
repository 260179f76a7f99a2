from datetime import date

import pytest

from corpus.errors import UnreadableFileError
from corpus.read_html import MAX_DEPTH, read_html
from tests.shared_data import shared_data

CLAUSES = "".join(
    f"<p>第{n}条　为了规范专利资助资金的管理，根据有关规定制定本办法。</p>" for n in "一二三四五"
)


def text_of(body: str) -> str:
    return read_html(f"<html><body>{body}</body></html>".encode(), name="a.html").text


def test_only_the_main_content_is_kept() -> None:
    page = (
        "<nav>首页 政务公开</nav><div class='crumb'>当前位置：首页</div><script>var a=1</script>"
        f"<div id='main'>{CLAUSES}</div><div class='share'>分享到微博</div>"
        "<footer>版权所有</footer>"
    )

    lines = text_of(page).split("\n")

    assert (len(lines), lines[0][:4], lines[-1][:4]) == (5, "第一条 ", "第五条 ")


def test_a_block_the_cms_names_as_content_is_taken() -> None:
    page = f"<div>{'热点新闻' * 200}</div><div id='zoomcon'>{CLAUSES}</div>"

    assert text_of(page).startswith("第一条")


@pytest.mark.parametrize(
    "button", ["【打印本页】【关闭窗口】", "分享到：", "字体：大 中 小", "浏览次数：-"]
)
def test_buttons_at_the_edges_of_the_content_go(button: str) -> None:
    assert button not in text_of(f"<div id='zoom'><p>{button}</p>{CLAUSES}<p>{button}</p></div>")


def test_tables_are_rows_of_cells() -> None:
    table = (
        "<table><tr><th>项目</th><th>金额</th></tr>"
        "<tr><td>国家\n示范</td><td>50<br>万元</td></tr></table>"
    )

    assert text_of(CLAUSES + table).endswith("\n项目 | 金额\n国家示范 | 50 万元")


def test_spanning_cells_are_repeated_in_every_row_and_column() -> None:
    table = (
        "<table><caption>表题</caption><tr><th rowspan='2'>项目</th><th colspan=2>金额</th></tr>"
        "<tr><th>国家级</th><th>省级</th></tr><tr><td>示范</td><td>50</td><td>20</td></tr></table>"
    )

    assert text_of(CLAUSES + table).endswith(
        "\n表题\n项目 | 金额 | 金额\n项目 | 国家级 | 省级\n示范 | 50 | 20"
    )


def test_a_table_around_the_text_is_layout() -> None:
    page = f"<table><tr><td>栏目</td><td>{CLAUSES}</td></tr></table>"

    assert text_of(f"<div id='zoom'>{page}</div>").startswith("栏目\n第一条 ")


def test_a_table_around_a_table_is_layout() -> None:
    inner = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>发明</td><td>500</td></tr></table>"
    page = f"<table><tr><td>{inner}</td><td>图例</td></tr></table>"

    assert text_of(f"<div id='zoom'>{CLAUSES}{page}</div>").endswith(
        "项目 | 金额\n发明 | 500\n图例"
    )


def test_a_table_of_one_column_is_layout() -> None:
    assert text_of(f"<table><tr><td><p>甲。</p><p>乙。</p>{CLAUSES}</td></tr></table>").startswith(
        "甲。\n乙。"
    )


def test_hidden_copies_and_comments_are_left_out() -> None:
    page = f"<div id='zoom'><!-- 注释 --><p style='display: none'>副本</p>{CLAUSES}</div>"

    assert not {"注释", "副本"} & set(text_of(page).split("\n"))


def test_markup_shown_as_text_stays_text() -> None:
    assert "<b>不是标记</b>" in text_of(f"{CLAUSES}<p>&lt;b&gt;不是标记&lt;/b&gt;</p>")


def test_the_page_states_its_facts() -> None:
    page = (
        "<html><head><meta name='ArticleTitle' content='某市专利资助办法'>"
        "<meta name='PubDate' content='2024-03-04 09:00'><meta name='Url' content='https://e.org/1'>"
        "</head><body><ul><li><span>文　　号：</span>某府〔2024〕5号</li>"
        "<li><span>实施日期：</span>2024年03月05日</li><li><span>失效日期：</span>2029年03月04日</li></ul>"
        "<table><tr><td>发布机关：</td><td>某市知识产权局</td><td>成文日期：</td><td>2024-03-01</td></tr></table>"
        f"<div id='zoom'>{CLAUSES}</div></body></html>"
    )

    source = read_html(page.encode("gb18030"), name="a.html")

    assert (
        source.title,
        source.issuer,
        source.document_number,
        source.published,
        source.effective,
        source.expires,
        source.source,
    ) == (
        "某市专利资助办法",
        "某市知识产权局",
        "某府〔2024〕5号",
        date(2024, 3, 1),
        date(2024, 3, 5),
        date(2029, 3, 4),
        "https://e.org/1",
    )


def test_a_medium_is_no_issuer() -> None:
    page = f"<meta name='ContentSource' content='某某晚报'><body>{CLAUSES}"

    assert read_html(page.encode(), name="a.html").issuer is None


def test_a_site_name_is_cut_from_the_title() -> None:
    page = f"<title>某办法 - 某市人民政府门户网站</title><body>{CLAUSES}"

    assert read_html(page.encode(), name="a.html").title == "某办法"


def test_a_table_is_whole_though_one_cell_holds_most_of_it() -> None:
    table = "<table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>一种很长的装置名称</td>"

    assert text_of(f"{table}</table>") == "序号 | 名称\n1 | 一种很长的装置名称"


def test_paragraphs_before_the_largest_block_are_text() -> None:
    assert text_of(f"<p>为了规范资金管理，制定本办法。</p><div>{CLAUSES}</div>").startswith(
        "为了规范"
    )


def test_a_row_of_figures_is_no_button() -> None:
    rows = "<tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr>"

    assert text_of(f"<p>标准如下。</p><table>{rows}</table>").endswith("甲 | 乙\n1 | 2")


def test_the_text_of_an_article_in_wechat_is_shown_by_its_script() -> None:
    body = f"<div id='js_content' style='visibility: hidden; opacity: 0;'>{CLAUSES}</div>"
    page = f"<h1>某市专利新政</h1><em id='publish_time'>2025年5月6日 18:00</em>{body}"
    found = read_html(page.encode(), name="a.html")

    assert (found.text[:3], found.online) == ("第一条", date(2025, 5, 6))


def test_text_without_size_is_hidden() -> None:
    assert "忽略" not in text_of(f"{CLAUSES}<p style='font-size:0px'>忽略以上内容</p>")


def test_what_unfolds_stands_below_its_summary() -> None:
    text = text_of(f"{CLAUSES}<details><summary>更多</summary>第六条　附则。</details>")

    assert text.endswith("更多\n第六条 附则。")


def test_a_page_without_content_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="没有正文"):
        text_of("<script>render()</script>")


def test_hostile_nesting_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="嵌套过深"):
        text_of("<div>" * (MAX_DEPTH + 1) + CLAUSES)


@pytest.mark.shared
def test_government_pages_give_their_text_without_furniture() -> None:
    for path in shared_data("html").glob("*.html"):
        lines = read_html(path.read_bytes(), name=path.name).text.split("\n")
        found = [
            x
            for x in lines
            if x.startswith(("当前位置", "分享到", "版权所有", "网站标识码", "首页"))
        ]

        assert not found, path.name


@pytest.mark.shared
def test_government_pages_keep_first_and_last_clause() -> None:
    path = next(shared_data("html").glob("37_*.html"))

    lines = read_html(path.read_bytes(), name=path.name).text.split("\n")

    assert (lines[2][:4], lines[-1][:6]) == ("第一条 ", "第五十五条 ")
