"""One flow, told twice from one reading: as a chart, planned here and drawn elsewhere, and as an equal text."""

from pipeline.flowchart.illustration import Illustration
from pipeline.flowchart.picture import Layout, Picture, Point, framed, picture
from pipeline.flowchart.plan import EM, Box, Link, Plan, plan
from pipeline.flowchart.reading import MARKS, PARALLEL, Arrow, arrows, is_counterparty
from pipeline.flowchart.source import INCH, bare, dot
from pipeline.flowchart.text import Key, TextBranch, TextStep, legend, steps_text, summary

__all__ = [
    "EM",
    "INCH",
    "MARKS",
    "PARALLEL",
    "Arrow",
    "Box",
    "Illustration",
    "Key",
    "Layout",
    "Link",
    "Picture",
    "Plan",
    "Point",
    "TextBranch",
    "TextStep",
    "arrows",
    "bare",
    "dot",
    "framed",
    "is_counterparty",
    "legend",
    "picture",
    "plan",
    "steps_text",
    "summary",
]
