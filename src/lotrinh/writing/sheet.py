"""The style sheet of a printed paper, made from the layout's measures."""

from __future__ import annotations

from lotrinh.writing.layout import Layout

# What a word processor calls single spacing of a Times face, in sizes of the face.
_NATURAL = 1.15
_SHEET = """
@page {{ size: A4; margin: {top}mm {right}mm {bottom}mm {left}mm;
  @top-center {{ content: counter(page); font: {page_number}pt {faces}; vertical-align: middle; }} }}
@page :first {{ @top-center {{ content: none; }} }}
@page lying {{ size: A4 landscape; }}
@page upright {{ size: A4; }}
* {{ box-sizing: border-box; }}
html {{ font: {body}pt/{leading} {faces}; color: #000; }}
body, p, h1, h2, h3, h4, h5, ul {{ margin: 0; padding: 0; }}
ul {{ list-style: none; }}
.letterhead {{ display: grid; grid-template-columns: {left_column}mm {right_column}mm; text-align: center; line-height: 1.15; }}
.superior {{ font-size: {superior}pt; }} .organ {{ font-size: {organ}pt; font-weight: bold; }}
.country {{ font-size: {country}pt; font-weight: bold; }} .motto {{ font-size: {motto}pt; font-weight: bold; }}
.number, .place {{ padding-top: 7pt; font-size: {place}pt; }} .place {{ font-style: italic; }}
.ruled::after {{ content: ""; display: block; margin: 2pt auto 0; border-top: .75pt solid; width: {rule}%; }}
.motto.ruled {{ display: table; margin: 0 auto; }} .organ.ruled, .subject.ruled {{ display: table; margin: 0 auto; }}
.motto.ruled::after {{ width: 100%; }}
h1 {{ font-size: {type_name}pt; text-align: center; line-height: 1.15; margin: 14pt 0 12pt; }} h1 span {{ display: block; }}
h1 .subject {{ font-size: {subject}pt; display: table; }}
main p, main h2, main h3, main h4, main h5, .annex > p {{ text-align: justify; text-indent: {first_line}mm; margin-bottom: {after}pt; orphans: 2; widows: 2; }}
h2, h3, h4, h5 {{ font-size: {body}pt; break-after: avoid; }} h4 {{ font-style: italic; font-weight: normal; }} h5 {{ font-weight: normal; }}
main h2 {{ margin-top: {after}pt; }}
p.to {{ text-align: center; text-indent: 0; margin-bottom: 12pt; }}
.to-many {{ padding-left: 35mm; margin-bottom: 12pt; }} .to-many p {{ text-indent: 0; margin: 0; }} .to-many ul {{ padding-left: 20mm; }}
.base {{ font-style: italic; }} .last, .leads {{ break-after: avoid; }}
sup {{ font-size: 58%; line-height: 0; vertical-align: super; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; font-size: {table}pt; line-height: 1.15; margin-bottom: 10pt; }}
caption {{ font-style: italic; text-align: center; padding-bottom: 3pt; }}
th, td {{ border: .5pt solid; padding: 1.5pt 3.5pt; vertical-align: top; overflow-wrap: anywhere; }}
th {{ text-align: center; vertical-align: middle; }} thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
.left {{ text-align: left; }} .center {{ text-align: center; }} .right {{ text-align: right; }} .justify {{ text-align: justify; }}
.strong td {{ font-weight: bold; }}
.closing {{ display: table; width: 100%; break-inside: avoid; break-before: avoid; margin-top: 10pt; line-height: 1.15; }}
.closing > div {{ display: table-cell; width: 50%; vertical-align: top; }}
.recipients p {{ font: italic bold {recipients_title}pt {faces}; }} .recipients li {{ font-size: {recipients}pt; }}
.signature {{ text-align: center; font-weight: bold; font-size: {signer}pt; }} .signature .name {{ font-size: {signer_name}pt; padding-top: 70pt; }}
.annex {{ break-before: page; }} .annex.lying {{ page: lying; }} .annex.upright {{ page: upright; }}
.annex h2 {{ font-size: {annex}pt; text-align: center; line-height: 1.2; }} .annex h2 span {{ font-size: {annex_title}pt; }}
.annex > p.note {{ font-size: {annex_note}pt; font-style: italic; text-align: center; text-indent: 0; margin-bottom: 8pt; }}
.annex table {{ font-size: {annex_table}pt; }}
@media screen {{ body {{ max-width: 210mm; margin: 0 auto; padding: 20mm 15mm 20mm 30mm; background: #fff; }} }}
"""


def print_sheet(layout: Layout) -> str:
    """CSS for A4 with the margins, sizes and faces of the layout.

    >>> from lotrinh.writing.layout import state_layout
    >>> "margin: 20mm 15mm 20mm 30mm" in print_sheet(state_layout())
    True
    """
    faces = ", ".join(f'"{name}"' for name in (layout.font, *layout.substitutes))
    page = {name: layout.page[name] for name in ("top", "right", "bottom", "left")}
    columns = {name: layout.letterhead[name] for name in ("left_column", "right_column")}
    rule = round(100 * layout.letterhead["rule_share"])
    return _SHEET.format(
        faces=f"{faces}, serif",
        rule=rule,
        leading=round(layout.body["line"] * _NATURAL, 3),
        **page,
        **columns,
        **layout.body,
        **layout.size,
    )
