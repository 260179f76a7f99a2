"""The feature × patent table of nearest art, and the sentences it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.layout.english_features import is_english
from assistant.layout.feature_match import Match, Verdict
from assistant.layout.features import Feature, Features
from assistant.layout.life_cycle import FEWEST_PATENTS
from assistant.layout.patent_record import PatentRecord

DISCLAIMER = (
    "以上只说明在本数据的标题、摘要和首项权利要求中找到或未找到相应文字，"
    "不是新颖性、创造性或侵权的法律意见；全文和数据以外的文献须另行检索。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPatent:
    """One patent of the table.

    Attributes:
        score: of the whole text, see `OpenPatents.scores`.
        matches: one for each feature, in the order of the features.
    """

    record: PatentRecord
    score: float
    matches: tuple[Match, ...]

    def count(self, verdict: Verdict) -> int:
        """Features with this verdict."""
        return sum(match.verdict is verdict for match in self.matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestArt:
    """The feature × patent table and what it says.

    Attributes:
        patents: those that say most of the features first; ties go by the score of the whole text.
        best: for each feature the best match over all patents compared, with the patent's number
            ("" when nothing was found).
        searched: applications that passed the filters.
        compared: applications whose words were compared with every feature.
        title_only: those among them of which the data has neither abstract nor claim.
        revision: of the store.
    """

    features: Features
    patents: tuple[NearPatent, ...]
    best: tuple[tuple[str, Match], ...]
    searched: int
    compared: int
    title_only: int
    revision: int

    @property
    def nowhere(self) -> tuple[Feature, ...]:
        """Features that were not found in any patent compared."""
        return tuple(
            feature
            for feature, (_, match) in zip(self.features.features, self.best, strict=True)
            if match.verdict is Verdict.NOT_FOUND
        )

    @property
    def covering(self) -> tuple[NearPatent, ...]:
        """Patents in which every feature was found."""
        whole = len(self.features.features)
        return tuple(patent for patent in self.patents if patent.count(Verdict.FOUND) == whole)

    @property
    def not_in_first(self) -> tuple[Feature, ...]:
        """Features not found in the nearest patent; all of them without patents."""
        if not self.patents:
            return self.features.features
        pairs = zip(self.features.features, self.patents[0].matches, strict=True)
        return tuple(feature for feature, match in pairs if match.verdict is Verdict.NOT_FOUND)

    @property
    def _is_foreign(self) -> bool:
        """Whether an English text is compared with patents none of which is in English."""
        records = [patent.record for patent in self.patents]
        return (
            bool(records)
            and is_english(" ".join(feature.text for feature in self.features.features))
            and not any(is_english(f"{one.title} {one.abstract}") for one in records)
        )

    def statements(self) -> tuple[str, ...]:
        """Chinese sentences on what single patents and all of them together say."""
        return (
            self._said_of_single(),
            *self._said_of_first(),
            *self._said_of_nowhere(),
            *self._said_of_meaning(),
            *self._said_of_data(),
            DISCLAIMER,
        )

    def _said_of_single(self) -> str:
        whole = len(self.features.features)
        all_of_them = f"全部 {whole} 项特征" if whole > 1 else "这项特征"
        if self.covering:
            numbers = "、".join(patent.record.number for patent in self.covering)
            more = "等" if len(self.covering) == len(self.patents) < self.compared else ""
            return f"在本数据的 {self.searched} 件专利中，找到{all_of_them}的有：{numbers}{more}。"
        return f"在本数据的 {self.searched} 件专利中，未找到单独一件写有{all_of_them}的专利。"

    def _said_of_first(self) -> tuple[str, ...]:
        if not self.patents or self.covering:
            return ()
        first = self.patents[0]
        if first.count(Verdict.NOT_FOUND) == len(first.matches):
            return ("没有一件找到其中任何一项；所列只是整段文字相对最近的，未必相关。",)
        missing = "；".join(f"{feature.number}.{feature.text}" for feature in self.not_in_first)
        rest = f"，其中未找到：{missing}" if missing else "，其余只部分找到"
        found, partly = first.count(Verdict.FOUND), first.count(Verdict.PARTLY)
        return (
            f"最接近的是 {first.record.number}《{first.record.title}》，"
            f"找到 {found} 项、部分找到 {partly} 项{rest}。",
        )

    def _said_of_nowhere(self) -> tuple[str, ...]:
        if not self.nowhere:
            return ()
        listed = "；".join(f"{feature.number}.{feature.text}" for feature in self.nowhere)
        return (f"逐项比较的 {self.compared} 件专利中都未找到的特征：{listed}。",)

    def _said_of_meaning(self) -> tuple[str, ...]:
        near = sum(match.by_meaning for patent in self.patents for match in patent.matches)
        if not near:
            return ()
        return (
            f"其中 {near} 处的用词与特征不同，是按语义相近判断的（标“意思相近”），请读原话核对。",
        )

    def _said_of_data(self) -> tuple[str, ...]:
        said = []
        if self._is_foreign:
            said.append(
                "方案是英文写的，所列专利不是英文的，文字对不上，“未找到”说明不了什么；"
                "请把方案译成中文再比对。"
            )
        if self.features.refers_to:
            said.append(
                f"这是一项从属权利要求，它引用的“{self.features.refers_to}”没有一起粘贴，"
                "那里的特征没有参与比较。"
            )
        if self.searched < FEWEST_PATENTS:
            said.append(
                f"可比的只有 {self.searched} 件专利（不足 {FEWEST_PATENTS} 件），"
                "“未找到”几乎说明不了什么，请先导入更多专利。"
            )
        if self.title_only:
            said.append(
                f"逐项比较的专利中有 {self.title_only} 件在本数据里只有标题，没有摘要和权利要求，"
                "这些专利的“未找到”说明不了什么。"
            )
        return tuple(said)
