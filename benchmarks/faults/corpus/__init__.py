"""The corpus: every fault by its kind. A new one is one more entry in the tuple of its module."""

from collections.abc import Mapping

from benchmarks.faults.anatomy import Fault
from benchmarks.faults.corpus import (
    dates,
    encoding,
    flow,
    identity,
    judgement,
    law,
    paths,
    references,
    service,
    shape,
    syntax,
)

CORPUS: Mapping[str, tuple[Fault, ...]] = {
    "bytes and characters": encoding.FAULTS,
    "YAML": syntax.FAULTS,
    "paths": paths.FAULTS,
    "shape": shape.FAULTS,
    "names and codes": identity.FAULTS,
    "references": references.FAULTS,
    "legal ground": law.FAULTS,
    "dates and limits": dates.FAULTS,
    "flows and risks": flow.FAULTS,
    "who acts and fees": service.FAULTS,
    "judgement": judgement.FAULTS,
}
"""The kinds in the order of the gates that find them."""

FAULTS: tuple[Fault, ...] = tuple(fault for faults in CORPUS.values() for fault in faults)
