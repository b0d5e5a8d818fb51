"""Drawing a report into a Word file, part by part: page, letterhead, body, tables, closing."""
