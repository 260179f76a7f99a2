"""A dozen invented texts on an invented subject, and an assistant over them.

The subject is the 云雀标志, which exists nowhere: a right answer can only come from these texts.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.ask import Answerer
from assistant.calibration import load_calibration
from assistant.judge import Judge
from assistant.live_assistant import Assistant
from assistant.model_reader import QuestionReader
from assistant.settings import AssistantSettings
from assistant.writer import Writer
from corpus.catalogue import Catalogue
from corpus.documents import Document, Form, Kind, Verification
from corpus.front_matter import FrontMatter
from corpus.home import Home
from corpus.make_document import make_document
from corpus.patent import patent_document
from corpus.progress import Progress, no_progress
from corpus.source_text import PatentRecord, SourceText
from indexing.build_index import sync_index
from indexing.embed import Embedder
from indexing.open_index import open_index

TODAY = date(2026, 11, 22)
NANSHA = "广东省/广州市/南沙区"

_RULES_2018 = """第一条 为了规范云雀标志的登记，制定本办法。
第二条 云雀标志的保护期为五年，自登记之日起计算。
第三条 本办法自2018年3月1日起施行。
"""

_RULES_2024 = """第一章 总则
第一条 为了规范云雀标志的登记活动，制定本办法。
第二条 本办法所称云雀标志，是指企业用于表示产品产自云雀谷的图形。
第二章 登记
第三条 申请登记云雀标志，应当符合下列条件：
（一）图形由申请人独立设计；
（二）图形使用满一年；
（三）申请人依法登记为企业。
属于前款第二项情形的，应当提交使用证明。
第四条 云雀标志的保护期为八年，自登记之日起计算。
第五条 登记机构应当自收到登记申请之日起三十日内作出决定。
第六条 企业可以委托代理机构办理云雀标志的登记。国家机关不得申请登记云雀标志。
第三章 附则
第七条 本办法自2024年3月1日起施行，2018年3月1日起施行的《云雀标志登记办法》同时废止。
"""

_RULES_2027 = """第一条 为了规范云雀标志的登记活动，制定本办法。
第二条 云雀标志的保护期为十年，自登记之日起计算。
第三条 本办法自2027年1月1日起施行。
"""

_INSPECTION = """第一条 为了规范星灯认证，制定本规则。
第二条 星灯认证的抽样检验应当在四十日内完成。
第三条 本规则自2027年5月1日起施行。
"""

_PLAN = """一、总体要求
分三年培育一批云雀谷骨干单位。
二、评选程序
（略）
三、培育措施
为骨干单位配备辅导员，每年组织两次交流。
"""

_REWARDS = """一、金奖奖励
获得云雀标志金奖的企业，一次性奖励三十万元。
二、展位补贴
参加云雀谷展会的企业，展位费补贴百分之四十。
"""

_TERMS = """一、发明专利
发明专利权的保护期为二十年。
二、实用新型
实用新型专利权的保护期为十年。
三、外观设计
外观设计专利权的保护期为十五年。
"""

_FEES = """一、减缴比例
单个申请人登记云雀标志的登记费减缴百分之六十。
二、评估费
（未收录）
"""

_PRACTICE = """一、续展
云雀标志续展应当在期满前六个月内提出。
"""

_GREENWAYS = "".join(
    f"第{number}条 {text}\n"
    for number, text in zip(
        "一二三四五六七八九十",
        (
            "绿道由所在街道负责养护。",
            "绿道两侧的乔木每年修剪两次。",
            "骑行者应当佩戴头盔。",
            "养护人员每日巡查一次路面。",
            "破损的护栏应当在两日内更换。",
            "绿道夜间照明至二十三时。",
            "驿站供应饮用水和急救箱。",
            "禁止在绿道上停放机动车。",
            "台风期间绿道暂停开放。",
            "垃圾应当分类投放。",
        ),
        strict=True,
    )
)


def _document(
    text: str,
    title: str,
    *,
    effective: date | None = None,
    region: str | None = None,
    form: Form = Form.ORIGINAL,
    verification: Verification = Verification.A,
) -> Document:
    front = FrontMatter(
        title=title,
        kind=Kind.POLICY,
        form=form,
        issuer="云雀谷管理局" if region is None else f"{region.split('/')[-1]}管理局",
        version=str(effective.year) if effective else None,
        region=region,
        published=effective and date(effective.year - 1, 6, 1),
        effective=effective,
        verification=verification,
    )
    name = f"{title}.md"
    return make_document(SourceText(name=name, source=name, text=text, front_matter=front))


def small_corpus() -> list[Document]:
    """Three versions of one instrument, a local text, and one of every trap."""
    digest, original = Form.DIGEST, Form.ORIGINAL
    return [
        _document(_RULES_2018, "云雀标志登记办法", effective=date(2018, 3, 1)),
        _document(_RULES_2024, "云雀标志登记办法", effective=date(2024, 3, 1)),
        _document(_RULES_2027, "云雀标志登记办法", effective=date(2027, 1, 1)),
        _document(_INSPECTION, "星灯认证规则", effective=date(2027, 5, 1)),
        _document(_PLAN, "云雀谷骨干单位培育方案", effective=date(2023, 1, 1)),
        _document(
            _REWARDS,
            "南沙区云雀标志奖励措施",
            effective=date(2023, 10, 1),
            region=NANSHA,
            form=digest,
            verification=Verification.B,
        ),
        _document(
            _TERMS,
            "三类专利保护期",
            effective=date(2021, 6, 1),
            form=digest,
            verification=Verification.A,
        ),
        _document(
            _FEES,
            "云雀标志收费减缴通知",
            effective=date(2022, 1, 1),
            form=digest,
            verification=Verification.C,
        ),
        _document(_PRACTICE, "云雀标志续展口径", form=original),
        _document(_GREENWAYS, "绿道养护规定", effective=date(2020, 1, 1)),
        patent_document(
            PatentRecord(
                number="CN900000001A",
                title="一种云雀谷散热装置",
                abstract="本发明公开一种散热装置，包括壳体和导热片，导热片与壳体焊接。",
                applicants=("云雀谷示例公司",),
                published=date(2025, 5, 1),
                sample=True,
                source="示例专利.jsonl",
            )
        ),
    ]


def linked_corpus(folder: Path) -> dict[str, Document]:
    """The same by id, after a catalogue in `folder` derived which version ends which."""
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    for document in small_corpus():
        catalogue.add(document)
    return {document.id: document for document in catalogue.documents()}


def make_assistant(
    home: Home,
    embedder: Embedder,
    *,
    writer: Writer | None = None,
    reader: QuestionReader | None = None,
) -> Assistant:
    """An assistant over the small corpus, put together as `open_assistant` does."""
    catalogue = Catalogue(home.catalogue)
    with catalogue.batch():
        for document in small_corpus():
            catalogue.add(document)
    return assistant_over(home, embedder, writer=writer, reader=reader)


def assistant_over(
    home: Home,
    embedder: Embedder,
    *,
    writer: Writer | None = None,
    reader: QuestionReader | None = None,
) -> Assistant:
    """An assistant over whatever the data folder holds."""
    catalogue = Catalogue(home.catalogue)
    judge = Judge(load_calibration())

    def opened(find: Callable[[str], Document | None], tell: Progress) -> Answerer:
        sync_index(catalogue.documents(), home.index, embedder, progress=tell)
        index = open_index(home.index, embedder)
        answerer = Answerer(index, find, judge, AssistantSettings(), writer=writer, reader=reader)
        weakref.finalize(answerer, index.close)
        return answerer

    return Assistant(catalogue, opened, no_progress)


def home_in(folder: Path) -> Home:
    """A data folder for one test."""
    return Home(folder / "home")
