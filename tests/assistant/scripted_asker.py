"""A small real `Asker`: fixed answers, and documents whose quotes stand at their offsets."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from assistant.answer import Answer, Citation, ClauseInContext, Reason, Sentence, Turn
from assistant.answer_table import AnswerTable, TableRow
from assistant.errors import BadQuestionError
from assistant.listener import Listener
from assistant.trace import ClauseSeen, SentenceSeen, Step, Trace
from corpus.catalogue import Catalogue
from corpus.documents import Form, Status, Verification
from corpus.progress import Progress, no_progress
from corpus.read_corpus import AddReport, add_paths

HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{value}}`</script><script>alert(3)</script>"
TODAY = date(2026, 11, 22)

TEXTS = {
    "priority": "第一章　总则\n第三条　有下列情形之一的，申请人可以请求优先审查：\n"
    "（一）甲类技术的申请；\n"
    "（二）由主管部门推荐的培育企业提出的申请。\n第四条　请求应当在网上提交，并附推荐意见。\n",
    "plan": "三、申报条件和工作程序\n（略）\n四、工作措施\n（一）完善政策体系，"
    "推荐关键技术领域的申请走优先审查通道。\n",
    "trademark": "第一条　本法自下一年一月一日起施行。\n第二条　示例条文。\n",
    "fees": "一、减缴比例\n单个申请人减缴百分之八十五，共同申请人减缴百分之七十。\n",
    "hostile": f"第一条　{HOSTILE}之前的文字。这是被引用的{HOSTILE}文字。{HOSTILE}之后。\n",
    "sample": "一种示例散热装置，包括壳体和导热片。\n",
}

TITLES = {
    "priority": "专利优先审查管理办法（演示）",
    "plan": "优势企业培育工作方案（演示）",
    "trademark": "商标法修订本（演示）",
    "fees": "收费减缴通告（演示）",
    "hostile": f"标题里的{HOSTILE}",
    "sample": "示例专利：散热装置",
}


def citation(
    document: str,
    quote: str,
    locator: str,
    *,
    status: Status = Status.IN_FORCE,
    verification: Verification = Verification.A,
    form: Form = Form.ORIGINAL,
) -> Citation:
    """Cite `quote`, which must stand in the document."""
    text = TEXTS[document]
    start = text.index(quote)
    sources = {"hostile": "javascript:alert(4)", "priority": "https://example.gov.cn/zlyxsc.html"}
    return Citation(
        document_id=document,
        title=TITLES[document],
        locator=locator,
        quote=quote,
        start=start,
        end=start + len(quote),
        sha256=sha256(text.encode()).hexdigest(),
        status=status,
        verification=verification,
        form=form,
        source=sources.get(document, f"{document}.txt"),
    )


ALLOWED = citation("priority", "有下列情形之一的，申请人可以请求优先审查：", "第一章 › 第三条")
RECOMMENDED = citation(
    "priority", "（二）由主管部门推荐的培育企业提出的申请。", "第一章 › 第三条 › （二）"
)
MEASURE = citation(
    "plan",
    "推荐关键技术领域的申请走优先审查通道",
    "四、工作措施 › （一）",
    verification=Verification.B,
    form=Form.DIGEST,
)
COMING = citation("trademark", "本法自下一年一月一日起施行。", "第一条", status=Status.NOT_YET)
HEARSAY = citation(
    "fees",
    "单个申请人减缴百分之八十五，共同申请人减缴百分之七十。",
    "一、减缴比例",
    status=Status.UNVERIFIED,
    verification=Verification.C,
    form=Form.DIGEST,
)
REPEALED = citation("fees", "一、减缴比例", "一、", status=Status.REPEALED)
EVIL = citation("hostile", f"这是被引用的{HOSTILE}文字。", f"第一条{HOSTILE}")
SAMPLE = citation("sample", "包括壳体和导热片", "摘要", form=Form.SAMPLE)


def _sentences(*pairs: tuple[str, tuple[Citation, ...]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text=text, citations=citations) for text, citations in pairs)


YES = _sentences(
    ("可以：经主管部门推荐的优势企业，其专利申请可以请求优先审查。", (ALLOWED, RECOMMENDED)),
    ("培育工作方案也把推荐优先审查列为支持措施。", (MEASURE,)),
    ("（一）请求时要在网上提交；", (ALLOWED,)),
    ("（二）还要附上推荐意见。", (RECOMMENDED,)),
)
ANSWERS: dict[str, tuple[tuple[Sentence, ...], tuple[str, ...]]] = {
    "优先审查": (YES, ("《优势企业培育工作方案（演示）》为摘编，引用前请核对原文。",)),
    "商标法": (
        _sentences(("修订后的商标法自下一年一月一日起施行。", (COMING,))),
        ("新版本已公布，到所问日期尚未施行。",),
    ),
    "减缴": (
        _sentences(
            ("单个申请人减缴 85%，共同申请人减缴 70%。", (HEARSAY,)),
            ("旧口径已不再适用。", (REPEALED,)),
            ("示例专利可作对照。", (SAMPLE,)),
        ),
        (),
    ),
    "攻击": (_sentences((f"文件里写着{HOSTILE}这样的字。", (EVIL,))), (HOSTILE,)),
}
LONG_WORD = "W" * 300
TABLE = AnswerTable(
    columns=("情形", "依据的要求", "材料"),
    rows=(
        TableRow(cells=("推荐的企业", "由主管部门推荐", "推荐意见"), sentence=2),
        TableRow(cells=(f"甲类技术{LONG_WORD}", HOSTILE, "无"), sentence=3),
        TableRow(cells=("其他", "—", "—"), sentence=None),
    ),
)
TABLED = "列表"
"""A question with this word is answered by a table."""

TRACE = Trace(
    steps=(Step(label="补充的检索词", text=f"优先审查；{HOSTILE}"),),
    queries=("优先审查 条件", LONG_WORD),
    clauses=(
        ClauseSeen(
            passage="1", title=TITLES["priority"], locator="第三条", support=0.97, kept=True
        ),
        ClauseSeen(
            passage="2",
            title=TITLES["hostile"],
            locator=LONG_WORD,
            support=0.21,
            kept=False,
            why="不如引用的条款切题",
        ),
    ),
    sentences=(
        SentenceSeen(text="可以优先审查。", named=(1,), rests_on=(1,)),
        SentenceSeen(text=f"一律{HOSTILE}", named=(), why=(f"条款里没有：{HOSTILE}",)),
    ),
    model="scripted",
    first_shown_ms=820.0,
)
REFUSALS: dict[str, tuple[Reason, str, tuple[Citation, ...]]] = {
    "火星": (Reason.NOT_IN_CORPUS, "资料库里没有与此相关的条款。", (ALLOWED, MEASURE)),
    "申报条件": (Reason.OMITTED_IN_SOURCE, "该方案的这一部分写的是（略）。", (MEASURE,)),
    "旧办法": (Reason.NOT_IN_FORCE, "旧办法在这一天已经废止。", (REPEALED,)),
    "深圳": (Reason.OTHER_REGION, "只有其他地方的资料，没有深圳市的。", (HEARSAY,)),
    "它呢": (Reason.TOO_VAGUE, "请说明问的是发明、实用新型还是外观设计。", ()),
}


class ScriptedAsker:
    """Answers by the first known word in the question; says what it was asked in `asked`."""

    def __init__(self, *, gate: Path | None = None, catalogue: Path | None = None) -> None:
        self.asked: list[tuple[str, date | None, str | None, int]] = []
        self.added: list[str] = []
        self.refreshed = 0
        self._gate = gate
        self._catalogue = catalogue
        self._lock = threading.Lock()

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
        listener: Listener | None = None,
    ) -> Answer:
        """See `Asker`; 慢 waits for the gate file, 崩溃 raises an error that is not ours."""
        with self._lock:
            self.asked.append((question, as_of, region, len(history)))
        while "慢" in question and self._gate is not None and not self._gate.exists():
            time.sleep(0.1)
        if "崩溃" in question:
            raise RuntimeError("secret detail")
        if len(question) > 1000:
            raise BadQuestionError("问题太长：请压缩到 1000 字以内再问。")
        return _scripted(question, as_of or TODAY, region)

    def in_context(self, citation: Citation) -> ClauseInContext:
        """The whole document around the quote; the sample was "removed" from the corpus."""
        if citation.document_id == "sample":
            return ClauseInContext(
                before="",
                quote=citation.quote,
                after="",
                heading=citation.locator,
                changed="这份文件已从资料库移除，下面是回答当时的引文。",
            )
        text = TEXTS[citation.document_id]
        return ClauseInContext(
            before=text[: citation.start],
            quote=text[citation.start : citation.end],
            after=text[citation.end :],
            heading=citation.locator,
            start=citation.start,
        )

    def add_files(self, paths: Sequence[Path]) -> list[str]:
        """Takes text files in and leaves others out."""
        self.added += [path.name for path in paths]
        return [
            f"已收入 {path.name}"
            if path.suffix == ".txt"
            else f"没有收入 {path.name}：文件已损坏。"
            for path in paths
        ]

    def take_in(self, paths: Sequence[Path], progress: Progress = no_progress) -> AddReport:
        """Takes them into the catalogue it was given, if any."""
        self.added += [path.name for path in paths]
        if self._catalogue is None:
            return AddReport()
        return add_paths(Catalogue(self._catalogue), paths, progress)

    def refresh(self) -> None:
        """Counts in `refreshed` how often it was told to."""
        self.refreshed += 1

    def workbench(self) -> None:
        """It answers from no patent lists."""

    def regions(self) -> list[str]:
        """Two places."""
        return ["广东省/广州市/南沙区", "河南省/许昌市"]


def _scripted(question: str, as_of: date, region: str | None) -> Answer:
    for word, (reason, text, nearest) in REFUSALS.items():
        if word in question:
            return Answer(
                question=question,
                as_of=as_of,
                region=region,
                text=text,
                sentences=_sentences((text, ())),
                refused=True,
                reason=reason,
                nearest=nearest,
                took_ms=12.3,
            )
    sentences, notices = next(
        (answer for word, answer in ANSWERS.items() if word in question), ANSWERS["优先审查"]
    )
    return Answer(
        question=question,
        as_of=as_of,
        region=region,
        text="".join(sentence.text for sentence in sentences),
        sentences=sentences,
        notices=notices,
        took_ms=23.4,
        standalone_question=question,
        trace=TRACE,
        table=TABLE if TABLED in question else None,
    )
