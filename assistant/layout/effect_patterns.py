"""How abstracts word a promise: verbs and ratings, and what stands around the thing promised."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    return "|".join(words.split())


UP = tuple(
    """提高 提升 增强 增加 增大 加快 加速 加强 保证 确保 保障 延长 扩大 促进 拓宽 拓展
    丰富 便于 方便 利于 优异的 良好的 优良的 优秀的 卓越的 突出的 出色的 极佳的 极好的
    较高的 更高的 很高的 极高的 较强的 更强的 很强的 较好的 更好的 很好的 更优的 较大的
    更快的 较快的""".split()
)
DOWN = tuple(
    """降低 减少 减小 减轻 减弱 缩短 缩小 抑制 节省 节约 缓解 消除 避免 防止 杜绝 规避
    去除 省去 削弱 减缓 预防 抵抗 免去 缩减 排除""".split()
)
EITHER = tuple("改善 改进 优化 解决 克服 简化".split())
REACHED = tuple("实现 达到 满足".split())
VERB = re.compile(f"(?P<verb>{'|'.join((*UP, *DOWN, *EITHER, *REACHED))})[了到]?")
"""What a promise begins with; the thing that changes stands behind it."""

NOT_BEFORE_VERB = ("不", "未", "难以", "不可")
_CHANGED_UP = _any("提高 提升 增强 增加 增长 延长 升高 保证 保障 改善 优化 加快 加强")
_CHANGED_DOWN = _any("降低 减少 减小 下降 缩短 减轻 消除 避免 抑制 改善 优化 解决 简化 缩小")
# No two of these may read the same characters, or a long run of them is tried in every split.
_ADVERBS = _any(
    """得到 得以 能够 能 可以 可 也 均 都 会 被 明显 显著 大大 大幅度? 有效 进一步 极大
    随之 更加 更 较 地 的 了 就 大为 很好 从而 进而 同时 又 相对 获得 有所"""
)
CHANGED = re.compile(rf"(?:{_ADVERBS})*(?:(?P<up>{_CHANGED_UP})|(?P<down>{_CHANGED_DOWN}))了?$")
"""What stands behind the thing: 效率【得到明显提高】."""

CHANGED_ENDS = ("了", *_CHANGED_UP.split("|"), *_CHANGED_DOWN.split("|"))

RATED = re.compile(
    "(?:都|均|也|很|更加?|较为?|非常|十分|极其?|比较|相对|显著|明显)*"
    "(?:(?P<up>高|好|强|佳|优|优异|优良|良好|显著|明显|广泛|稳定|快)|(?P<down>低|小|少|短|轻|弱))$"
)
"""How good the thing is: 附着力【强】, 耗能【低】."""

RATED_ENDS = tuple("高好强佳优异良著显泛定快低小少短轻弱")

CLAUSE = re.compile(r"[^，。；;,！？!?\n：:]+")
JOINT = re.compile("以及|并且|而且|[、和与及且并/]")
"""What joins the parts of a clause."""

_TAIL = _any(
    """问题 缺陷 缺点 不足 弊端 难题 现象 情况 情形 隐患 特点 优点 优势 效果 目的 作用
    方面 同时 前提下 情况下 基础上 发生 产生 出现 发展 风险 可能 几率 概率 可能性 需要
    要求 特性 事件 程度 影响"""
)
TAIL = re.compile(rf"的?等?的?(?:技术)?(?:{_TAIL})*的?(?:发生|产生|出现)?等?$")
"""What may stand behind the thing: 故障率高【的问题】, 节能【等优点】."""

TAIL_ENDS = frozenset("题陷点足端象况形患势果的用面生现展险能率性要求件度响等时下上")

POOR = re.compile(
    "(?:容?易|太|较|过|比较|不够|相对|普遍|均|很|也)*(?:低下|降低|偏低|低|差|不高|不好|不佳|不足|不强|不良"
    "|下降|受限|慢|短|不便|变差|弱|不稳定|不均)$"
)
MUCH = re.compile(
    "(?:太|较|过|比较|很|也|容?易)*(?:过大|过高|过长|高|大|多|长|严重|繁琐|复杂|重|变大|增大|增加)$"
)
_OPENING = _any(
    """本发明 本实用新型 本申请 该 本 整体 使得 使 令 让 具有 具备 有着 有 其 它 而且
    并且 同时 并 且 也 还 更加 更 较 十分 非常 极其 比较 方法 装置 系统 产品 结构 能够
    能 可以 可 以及 既 又 所述 制备 达到 做到 实现 的 特点 优点 优势 是 地 能量 整个
    相对 为 不仅 安全"""
)
OPENING = re.compile(f"^(?:{_OPENING})+")
"""What may stand before a statement of two characters: 【本装置使用更加】方便."""
