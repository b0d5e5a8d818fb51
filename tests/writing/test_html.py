"""The page for print is escaped and self-contained."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from lotrinh.writing.html import report_to_html
from lotrinh.writing.periodic import periodic_report
from tests.writing.hostile import FORMULA, MARKUP, hostile_report
from tests.writing.sample import sample_input


def test_it_says_what_the_report_says() -> None:
    page = lxml_html.fromstring(report_to_html(periodic_report(sample_input())))
    assert page.get("lang") == "vi"
    headings = [h.text_content() for h in page.xpath("//main/h2")]
    assert headings[0] == "I. TÌNH HÌNH TRIỂN KHAI" and len(headings) == 6
    assert page.xpath("string(//p[@class='last'])").endswith("kính báo cáo./.")
    assert [len(t.xpath("./thead/tr/th")) for t in page.xpath("//section//table")] == [10, 9, 4]
    assert [s.get("class") for s in page.xpath("//section")] == [
        "annex lying", "annex lying", "annex upright",
    ]  # fmt: skip


def test_no_address_no_script() -> None:
    text = report_to_html(periodic_report(sample_input()))
    assert not re.search(r"https?:|//\w|url\(|<script|<link|<img|@import|@font-face", text)


def test_hostile_texts_are_escaped() -> None:
    text = report_to_html(hostile_report())
    page = lxml_html.fromstring(text)
    assert not page.xpath("//script") and "<b>&" not in text
    titles = [row.xpath("string(./td[2])") for row in page.xpath("//section[2]//tbody/tr")]
    assert titles[:2] == [MARKUP, FORMULA]
