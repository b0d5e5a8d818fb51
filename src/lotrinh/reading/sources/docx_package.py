"""The parts of a Word package: which there are, that none is hostile, and which role each plays."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from lotrinh.reading.sources.archive import Package, open_package
from lotrinh.reading.sources.docx_names import transitional
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.signatures import PACKAGES
from lotrinh.reading.sources.xml import check_xml, parse_xml

_MARKED_UP = (".xml", ".rels", ".svg", ".vml", ".xhtml", ".html", ".htm")


@dataclass(slots=True)
class WordPackage:
    """A package with a Word document in it; parts are parsed when asked for."""

    package: Package
    main: str
    _contents: dict[str, bytes] = field(default_factory=dict)
    _roots: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> WordPackage:
        """Raises Refused as `open_package` and `parse_xml`, "wrong_type" for packages of other programs or macros."""
        package = open_package(data)
        _check_kind(package)
        found = cls(package, "")
        for name in package.entries:
            if name.lower().endswith(_MARKED_UP):
                found._contents[name] = package.read(name)
                check_xml(found._contents[name])
        found.main = found._main()
        return found

    def _main(self) -> str:
        targets = [target for kind, target in self.relations("").values() if kind == "officeDocument"]
        name = targets[0] if targets else "word/document.xml"
        if name not in self._contents:
            raise refusal("wrong_type", what="gói nén (ZIP)")
        if b"macroEnabled" in self._contents.get("[Content_Types].xml", b""):
            raise refusal("macro")
        return name

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, None where the package has none of that name."""
        content = self._contents.get(name)
        if content and name not in self._roots:
            self._roots[name] = parse_xml(transitional(content), "DOCX")
        return self._roots.get(name)

    def document(self) -> etree._Element:
        """The root of the main document."""
        root = self.part(self.main)
        if root is None:
            raise refusal("damaged", what="DOCX")
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id -> (kind, part name) of a part's links inside the package; links to the outside are not listed."""
        folder, leaf = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for each in root.iterchildren(etree.Element) if root is not None else ():
            if each.get("TargetMode") != "External":
                kind = (each.get("Type") or "").rsplit("/", 1)[-1]
                found[each.get("Id") or ""] = (kind, _resolved(folder, each.get("Target") or ""))
        return found

    def related(self, kind: str) -> list[etree._Element]:
        """The parts of one role that the main document links to."""
        names = dict.fromkeys(target for each, target in self.relations(self.main).values() if each == kind)
        return [root for root in map(self.part, names) if root is not None]

    def properties(self) -> list[str]:
        """The texts of the document's properties: title, subject, keywords, own properties."""
        roots = [self.part(name) for name in self._contents if name.startswith("docProps/")]
        return [
            text for root in roots if root is not None for text in map(str, root.itertext()) if text.strip()
        ]


def _resolved(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def _check_kind(package: Package) -> None:
    names = package.entries
    if any(name.lower().rsplit("/", 1)[-1] == "vbaproject.bin" for name in names):
        raise refusal("macro")
    if any(name.startswith("word/") for name in names) and "[Content_Types].xml" in names:
        return
    for start, what in PACKAGES:
        if any(name.startswith(start) for name in names):
            raise refusal("spreadsheet" if what.endswith("(XLSX)") else "wrong_type", what=what)
    raise refusal("wrong_type", what="gói nén (ZIP)")
