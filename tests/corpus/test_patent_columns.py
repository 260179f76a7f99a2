import pytest

from corpus.patent_columns import sort_columns


@pytest.mark.parametrize(
    "columns",
    [
        ("公开（公告）号", "发明名称", "申请（专利权）人", "IPC分类号", "申请日"),
        ("标题 (中文)", "摘要 (中文)", "申请人", "公开（公告）号", "IPC主分类", "首权"),
        ("公开(公告)号", "标题", "[标]当前申请(专利权)人", "简单法律状态", "首项权利要求"),
        ("id", "title", "assignee", "inventor/author", "filing/creation date", "publication date"),
    ],
    ids=["CNIPA", "incoPat", "PatSnap", "Google"],
)
def test_exports_of_the_usual_tools_are_known_whole(columns: tuple[str, ...]) -> None:
    assert (sort_columns(columns).missing(), sort_columns(columns).unknown) == ((), ())


def test_an_unknown_column_is_reported_not_guessed() -> None:
    assert sort_columns(["公开号", "标题", "申请人备注"]).unknown == ("申请人备注",)


def test_of_several_titles_the_chinese_one_is_preferred() -> None:
    assert sort_columns(["标题（英文）", "标题（中文）"]).fields["title"] == [
        "标题（中文）",
        "标题（英文）",
    ]


def test_a_bare_id_makes_no_patent_table() -> None:
    assert sort_columns(["id", "title", "score"]).missing() == ("公开（公告）号",)


def test_what_is_missing_is_named() -> None:
    assert sort_columns(["申请人"]).missing() == ("公开（公告）号", "标题")
