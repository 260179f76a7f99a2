"""Pages as the content systems of Chinese authorities lay them out, with texts of our own."""

from dataclasses import dataclass
from datetime import date

import pytest

from corpus.documents import Document
from corpus.make_document import make_document
from corpus.read_html import read_html

PARAGRAPHS = [
    "为了鼓励发明创造，规范专利资助资金的使用，现就有关事项通知如下，请认真遵照执行。",
    "一、资助对象为在本市登记的企业，资助资金由市级财政安排，专款专用，接受审计和监督。",
    "二、本通知自印发之日起施行，有效期三年，执行中的问题请向我局反映，由我局负责解释。",
]
BODY = "".join(f"<p>　　{words}</p>" for words in PARAGRAPHS)
LINKS = "<ul><li><a href='#'>首页</a></li><li><a href='#'>政务公开</a></li></ul>"
FURNITURE = (
    "首页 分享 版权 备案 字体 打印 浏览次数 点击数 上一篇 当前位置 索引号 相关阅读 不应出现 框架"
).split()
SHARE = "<div class='share'>分享到：<a>微信</a><a>微博</a></div>"
FOOT = "<div class='footer'>版权所有：某单位 网站标识码：1234567890 备案号</div>"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A template and what its page states."""

    name: str
    html: str
    title: str
    issuer: str | None
    number: str | None = None
    published: date | None = None


GOV_CN = f"""<html><head><title>国务院办公厅关于专利转化的意见_科技_中国政府网</title>
<meta name="firstpublishedtime" content="2024-03-06-17:05:24"/></head><body>
<div class="header">{LINKS}</div><div class="BreadcrumbNav">首页 > 政策 > 国务院政策文件库</div>
<table class="bd1"><tbody>
<tr><td><b>标　　题：</b></td><td colspan="3">国务院办公厅关于专利转化的意见</td></tr>
<tr><td><b>发文机关：</b></td><td>国务院办公厅</td>
<td><b>发文字号：</b></td><td>国办发〔2024〕9号</td></tr>
<tr><td><b>成文日期：</b></td><td>2024年03月01日</td>
<td><b>发布日期：</b></td><td>2024年03月06日</td></tr></tbody></table>
<div id="UCAP-CONTENT" class="TRS_UEDITOR">{BODY}</div>{SHARE}{FOOT}</body></html>"""

CNIPA = f"""<html><head><title>国家知识产权局 公告 关于专利优先审查的公告（第600号）</title>
<meta name="SiteName" content="国家知识产权局"><meta name="ColumnName" content="公告">
<meta name="ArticleTitle" content="关于专利优先审查的公告（第600号）">
<meta name="pubdate" content="2025-02-03 10:00">
<meta name="contentSource" content="专利局审查业务管理部"></head><body>
<div class="nav">{LINKS}</div><div class="article-title">关于专利优先审查的公告（第600号）</div>
<div class="article-info"><span>发布时间：2025-02-03</span><span>来源：本网</span></div>
<div id="zoom" class="article-content cont">{BODY}</div>{FOOT}</body></html>"""

PROVINCE = f"""<html><head><title>某省知识产权局关于开展专利导航的通知_某省人民政府门户网站</title>
<meta name="SiteName" content="某省人民政府门户网站"></head><body>
<h2 class="logo">某省人民政府</h2><div class="location">当前位置：首页 > 政务公开 > 通知</div>
<h3 class="zw-title">某省知识产权局关于开展专利导航的通知</h3>
<div class="zw-info"><span class="time">时间 : 2023-05-06 09:10:11</span>
<span class="ly">来源 : 本网</span>
<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="zw">{BODY}<p style="text-align:right">某省知识产权局<br/>2023年5月4日</p></div>
<div class="pagination">上一篇：甲 下一篇：乙</div>{FOOT}</body></html>"""

INDEX_TABLE = f"""<html><head><title>某市市场监督管理局网站-专利资助办法</title></head><body>
<div class="xxgk_head"><table>
<tr><th>索引号</th><td>11440000-2024-00012</td><th>分类</th><td>规章</td></tr>
<tr><th>发布机构</th><td>某市市场监督管理局</td><th>生成日期</th><td>2024-07-08</td></tr>
<tr><th>文号</th><td>某市监规字〔2024〕3号</td><th>名称</th><td>专利资助办法</td></tr></table></div>
<div class="TRS_Editor"><style>p{{color:red}}</style>{BODY}</div><script>share()</script>{FOOT}
</body></html>"""

ARTICLE = f"""<html><head><title>关于专利质押融资的指引</title>
<meta property="og:site_name" content="某市金融监管局网站"></head>
<body><header>{LINKS}</header><main><article><header><h1>关于专利质押融资的指引</h1>
<div class="meta">发布日期：2023年12月1日　来源：市金融监管局　浏览次数：35</div></header>{BODY}
<div class="attachments">附件：申请表.docx</div></article></main>
<aside>相关阅读</aside><footer>主办单位</footer></body></html>"""

OLD_TABLE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>正文</title></head><body bgcolor="#fff"><table width="980"><tr><td width="200">{LINKS}</td>
<td><h1>关于调整专利收费的通知</h1>
<div>文号：某价费〔2009〕18号　发布时间：2009-10-11　点击数：12</div>
<div style="display:none">不应出现的文字</div><iframe src="a.html">框架</iframe>
{"<br>　　".join(PARAGRAPHS)}<br><br>【打印本页】【关闭窗口】</td></tr></table>{FOOT}
</body></html>"""

ROWS = f"""<html><head><title>某区人民政府</title></head><body>
<table><tr><td>首页</td><td>新闻</td></tr></table>
<table><tr><td class="title"><b>某区关于印发专利扶持办法的通知</b></td></tr>
<tr><td>来源：区科技局　发布时间：2020-05-06　【字体：大 中 小】　浏览次数：<span>9</span></td></tr>
<tr><td>{BODY}</td></tr><tr><td>【打印】【关闭】</td></tr></table>
<table><tr><td>版权所有</td><td>备案号</td></tr></table></body></html>"""

FACT_LIST = f"""<html><head><title>信息公开</title></head><body><div class="info"><dl>
<dt>索 引 号</dt><dd>123</dd><dt>发文字号</dt><dd>某政办〔2021〕7号</dd>
<dt>发文机关</dt><dd>某市人民政府办公室</dd><dt>发文日期</dt><dd>2021年07月08日</dd>
<dt>标　　题</dt><dd>关于促进专利转化的意见</dd></dl></div>
<div class="main"><h2>关于促进专利转化的意见</h2>{BODY}</div></body></html>"""

PAGES = [
    Page(
        name="rows of a table",
        html=ROWS,
        title="某区关于印发专利扶持办法的通知",
        issuer="某区科技局",
        published=date(2020, 5, 6),
    ),
    Page(
        name="list of facts",
        html=FACT_LIST,
        title="关于促进专利转化的意见",
        issuer="某市人民政府办公室",
        number="某政办〔2021〕7号",
        published=date(2021, 7, 8),
    ),
    Page(
        name="gov.cn",
        html=GOV_CN,
        title="国务院办公厅关于专利转化的意见",
        issuer="国务院办公厅",
        number="国办发〔2024〕9号",
        published=date(2024, 3, 1),
    ),
    Page(
        name="cnipa",
        html=CNIPA,
        title="关于专利优先审查的公告（第600号）",
        issuer="专利局审查业务管理部",
        published=date(2025, 2, 3),
    ),
    Page(
        name="province",
        html=PROVINCE,
        title="某省知识产权局关于开展专利导航的通知",
        issuer="某省知识产权局",
        published=date(2023, 5, 4),
    ),
    Page(
        name="index table",
        html=INDEX_TABLE,
        title="专利资助办法",
        issuer="某市市场监督管理局",
        number="某市监规字〔2024〕3号",
        published=date(2024, 7, 8),
    ),
    Page(
        name="article element",
        html=ARTICLE,
        title="关于专利质押融资的指引",
        issuer="某市金融监管局",
        published=date(2023, 12, 1),
    ),
    Page(
        name="layout table",
        html=OLD_TABLE,
        title="关于调整专利收费的通知",
        issuer=None,
        number="某价费〔2009〕18号",
        published=date(2009, 10, 11),
    ),
]


def read(page: Page) -> Document:
    data = page.html.encode("gb18030" if "gb2312" in page.html else "utf-8")
    return make_document(read_html(data, name="page.html"))


pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pages
def test_the_facts_of_the_page_are_read(page: Page) -> None:
    document = read(page)

    assert (document.title, document.issuer, document.document_number, document.published) == (
        page.title,
        page.issuer,
        page.number,
        page.published,
    )


@pages
def test_the_text_is_whole(page: Page) -> None:
    text = read(page).text

    assert all(paragraph in text.split("\n") for paragraph in PARAGRAPHS)


@pages
def test_furniture_is_left_out(page: Page) -> None:
    text = read(page).text

    assert [word for word in FURNITURE if word in text] == []


def test_attachments_beside_the_text_are_listed_after_it() -> None:
    files = "".join(f"<li><a href='{n}.docx'>附件{n}：申请表.docx</a></li>" for n in (1, 2))
    page = f"<div id='zoom'>{BODY}</div><ul class='info_fj'>{files}</ul><a href='app.zip'>下载</a>"

    lines = read_html(page.encode(), name="a.html").text.split("\n")

    assert lines[-2:] == ["附件1：申请表.docx", "附件2：申请表.docx"]


def test_attachments_stay_with_the_text() -> None:
    assert "附件：申请表.docx" in read(PAGES[6]).text


@pytest.mark.parametrize(
    ("stated", "site", "issuer"),
    [
        ("市知识产权局", "某某市知识产权局网站", "某某市知识产权局"),
        ("本网", "某某市财政局门户网站", "某某市财政局"),
        ("某某日报", "某某市财政局门户网站", None),
        ("某某省科学技术厅官网", "某某市财政局门户网站", "某某省科学技术厅"),
        ("某某市财政局 某某市科技局", "某某市政府网", "某某市财政局、某某市科技局"),
        ("规划发展司", "国家知识产权局", "国家知识产权局"),
    ],
)
def test_a_source_names_an_authority_in_full(stated: str, site: str, issuer: str | None) -> None:
    page = (
        f"<meta name='SiteName' content='{site}'><meta name='ContentSource' content='{stated}'>"
        f"<title>问答</title><body><div id='zoom'>{BODY}</div>"
    )

    assert read_html(page.encode(), name="a.html").issuer == issuer


def test_a_page_without_any_source_is_of_the_keeper_of_its_site() -> None:
    page = f"<meta name='SiteName' content='某某市财政局网站'><body><div id='zoom'>{BODY}</div>"

    assert read_html(page.encode(), name="a.html").issuer == "某某市财政局"


def test_a_mark_of_reposting_is_no_part_of_the_title() -> None:
    page = f"<meta name='ArticleTitle' content='（转载）某办法'><body>{BODY}"

    assert read_html(page.encode(), name="a.html").title == "某办法"


def test_the_time_of_a_meeting_is_no_fact_line() -> None:
    text = read_html(
        f"<div id='zoom'><p>时间：2024年3月1日上午</p>{BODY}</div>".encode(), name="a.html"
    ).text

    assert text.startswith("时间：2024年3月1日上午")
