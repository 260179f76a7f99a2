from __future__ import annotations

from bs4 import BeautifulSoup

from assistant.reports.to_html import to_html
from tests.assistant.reports.sample_report import SAMPLE

PAGE = BeautifulSoup(to_html(SAMPLE), "lxml")


def test_nothing_a_report_says_becomes_markup() -> None:
    assert not PAGE.find_all(["script", "img", "b"])
    assert PAGE.h1 is not None
    assert PAGE.h1.get_text() == "资格评估报告 <b>#x</b>"


def test_every_mark_leads_to_its_note() -> None:
    marks = {str(a["href"]) for a in PAGE.select("sup a")}
    assert marks == {f"#{note['id']}" for note in PAGE.select("section li[id]")}


def test_only_addresses_of_the_web_become_links() -> None:
    assert [a["href"] for a in PAGE.select("section a")] == ["https://law.example/42?a=1&b=2"]


def test_figures_are_inside_and_say_what_they_show() -> None:
    figures = PAGE.find_all("figure")
    assert len(figures) == 3
    assert all(figure.find("svg") for figure in figures)
    assert figures[1]["aria-label"] == "甲公司 3、乙大学 1"


def test_tables_have_a_cell_a_column() -> None:
    assert [len(row.find_all("td")) for row in PAGE.select("tbody tr")] == [3, 3]
