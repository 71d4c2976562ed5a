"""What every sheet is made of: letterhead, text, fields, tables, signatures, the code of the chain.

A sheet imports this package and gives its document's facts as a story, a list of blocks;
`document` turns the story into PDF bytes. Paper is Vietnamese whatever the screen's language.
"""

from guardapp.base.paper.anchor import anchor_code, anchor_groups
from guardapp.base.paper.blocks import (
    body,
    bold,
    bullet,
    choices,
    field,
    fields,
    gap,
    heading,
    italic,
    new_page,
    note,
    paragraphs,
    ruled_lines,
)
from guardapp.base.paper.grid import GridCell, GridRow, GridSpec, month_grid
from guardapp.base.paper.layout import Block, Letterhead, Story, document
from guardapp.base.paper.legends import legend
from guardapp.base.paper.signing import Signature, recipients, signatures
from guardapp.base.paper.tables import Band, Column, Row, Tick, table
from guardapp.base.paper.words import (
    count_text,
    day_text,
    long_date_text,
    moment_text,
    number_text,
    span_text,
    weekday_text,
)

__all__ = [
    "Band",
    "Block",
    "Column",
    "GridCell",
    "GridRow",
    "GridSpec",
    "Letterhead",
    "Row",
    "Signature",
    "Story",
    "Tick",
    "anchor_code",
    "anchor_groups",
    "body",
    "bold",
    "bullet",
    "choices",
    "count_text",
    "day_text",
    "document",
    "field",
    "fields",
    "gap",
    "heading",
    "italic",
    "legend",
    "long_date_text",
    "moment_text",
    "month_grid",
    "new_page",
    "note",
    "number_text",
    "paragraphs",
    "recipients",
    "ruled_lines",
    "signatures",
    "span_text",
    "table",
    "weekday_text",
]
