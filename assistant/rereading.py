"""Sentences of a draft read in order: what says nothing, repeats, or hangs on what was left out."""

from __future__ import annotations

import re

from assistant.figures import Day, Figure
from assistant.statements import folded, statements_of

_NO_CLAIM = re.compile(
    r"^(?:好的?|当然|没问题|您好|你好|谢谢|感谢|明白了?|以下是|以下为|下面是|希望|祝您?|如有(?:任何|其他)?疑问|"
    r"如需|回答|请注意|请问|建议您?咨询|(?:以上|上述)(?:就是|是|内容)|(?:资料|条款|材料)(?:里|中)?(?:没有|未)|"
    r"(?:根据|依据|按照)[^，,。]{0,20}(?:回答|如下))"
)
_LEADS_OVER = re.compile(
    r"^(?:(?:根据|依据|按照)(?:以上|上述|所给|提供|给出|这些|有关|相关)?的?(?:条款|资料|材料|规定|内容|证据)"
    r"(?:的?规定)?|综上(?:所述)?|总之|总的来说|具体(?:来说|而言)|简而言之|也就是说|换句话说)[，,：:]\s*"
)
_VERDICT = re.compile(
    r"^(?:是的?|对的?|不是的?|不对|正确|不正确|错误|可以的?|不可以|能够?|不能|行|不行|会的?|不会|"
    r"有的?|没有|需要|不需要|不用|答)[，,：:。！!]\s*"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:因此|所以|因而|此外|另外|其次|再者|同时|而且|并且|但是?|不过|然而|与此同时|除此之外|从而|于是)[，,：:]?"
    r"|(?:首先|再次|最后|第[一二三四五]|反之|则)[，,：:])\s*(?=\w)"
)
_POINTS_BACK = re.compile(
    r"^(?:其(?![他它余实次])|该|此(?!外)|这|那|它们?|前述|前者|后者|上述|对此|他们)"
)
_PARAGRAPH_BEFORE = re.compile(r"前[一二两三四]?[款项](?!目)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]")

_SHORTEST_CLAIM = 4
"""Characters of the shortest sentence that says something: 不予受理."""

_LEAST_HAN = 0.5
"""Share of Han characters among the letters; a sentence full of patent numbers has more."""

_SAME = 0.8
"""Share of neighbouring words in common from which two sentences say the same."""


def bare_claim(text: str) -> str:
    """The sentence without what leads over to it and without a verdict of its own.

    「可以，」 and 「是的，」 claim what no clause says word for word; the answer's own verdict is
    put in front by rule. "" when nothing is left that claims anything.
    """
    bare = _VERDICT.sub("", _LEADS_OVER.sub("", text))
    if _NO_CLAIM.match(bare) or bare.endswith(("？", "?")):
        return ""
    if not _HAN.search(bare) or len(re.findall(r"\w", bare)) < _SHORTEST_CLAIM:
        return ""
    return bare


def is_chinese(text: str) -> bool:
    """Whether most letters are Chinese characters."""
    han, other = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return han >= _LEAST_HAN * (han + other)


def without_connective(text: str) -> str:
    """The sentence without a 因此 or 此外 that has nothing before it to connect to."""
    return _CONNECTIVE.sub("", text)


def points_back(text: str) -> bool:
    """Whether its first word, or a 前款 in it, stands for something said before."""
    return bool(_POINTS_BACK.match(text) or _PARAGRAPH_BEFORE.search(text))


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share their figures and nearly all their words."""
    if _figures(one) != _figures(other):
        return False
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) >= _SAME * max(1, min(len(mine), len(theirs)))


def repeats_premise(claim: str, question: str) -> bool:
    """Whether a claim only says again what the question says before it asks.

    「滥用权利的，法律管不管」 is not answered by 「滥用权利的。」.
    """
    *premises, _ = re.split(r"[,，。;；:：]", question.rstrip("?？。 "))
    words = _pairs(claim)
    return any(words <= _pairs(premise) for premise in premises)


def _figures(text: str) -> frozenset[Figure | Day]:
    tokens = (token for statement in statements_of(text) for token in statement.tokens)
    return frozenset(token for token in tokens if isinstance(token, Figure | Day))


def _pairs(text: str) -> frozenset[str]:
    words = re.sub(r"\W", "", folded(text))
    return frozenset(words[at : at + 2] for at in range(len(words) - 1)) or frozenset((words,))
