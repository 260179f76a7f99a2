"""A `Report` of headings, paragraphs, tables and figures -> Markdown, HTML, Word, PDF."""
