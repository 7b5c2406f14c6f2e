"""What Spark itself tells of a run in its event log: work of the tasks, bytes moved, steps of a single task."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_WHOLE = re.compile(r"BroadcastNestedLoopJoin|LeftAnti, BuildRight, true")  # no join by sorting does their work
_ALONE = "SinglePartition"
_SHUFFLE = "Shuffle Write Metrics"
_PASSING = (  # steps that say nothing of what the rows are wanted for
    "WholeStageCodegen",
    "InputAdapter",
    "AQEShuffleRead",
    "ShuffleQueryStage",
    "BroadcastQueryStage",
    "TableCacheQueryStage",
    "ReusedExchange",
    "ColumnarToRow",
    "Sort ",
    "Sort[",
    "Project",
    "Filter",
)


@dataclass
class Work:
    """Sums over all tasks of a run: processor seconds, bytes.

    `alone` are the rows that reached one task by way of a shuffle into a single partition, for each step by its plan;
    `sent` the rows that a join needs whole on every executor, by way of the driver, whatever their number.
    """

    tasks: int = 0
    statements: int = 0
    cpu: float = 0.0
    read: int = 0
    written: int = 0
    shuffled: int = 0
    shuffled_rows: int = 0
    spilled: int = 0
    results: int = 0
    alone: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)


def work(folder: Path) -> Work:
    """The sums of the one event log in a folder."""
    done = Work()
    counted: Counter[int] = Counter()
    plans: dict[int, Any] = {}
    for event in _events(folder):
        kind = event["Event"].rpartition(".")[2]
        if kind == "SparkListenerTaskEnd":
            _add(done, event.get("Task Metrics") or {})
            for told in event["Task Info"]["Accumulables"]:
                if str(told.get("Update", "")).lstrip("-").isdigit():
                    counted[told["ID"]] += int(told["Update"])
        elif kind in ("SparkListenerSQLExecutionStart", "SparkListenerSQLAdaptiveExecutionUpdate"):
            plans[event["executionId"]] = event["sparkPlanInfo"]
        elif kind == "SparkListenerDriverAccumUpdates":
            counted.update(dict(event["accumUpdates"]))
    done.statements = len(plans)
    for plan in plans.values():
        for node, above in _nodes(plan, ()):
            metrics = {metric["name"]: counted[metric["accumulatorId"]] for metric in node["metrics"]}
            if node["nodeName"] == "Exchange" and _ALONE in node["simpleString"]:
                done.alone[_step(above)] += metrics.get("shuffle records written", 0)
            if node["nodeName"] == "BroadcastExchange" and _WHOLE.search(_step(above)):
                done.sent[_step(above)] += metrics.get("number of output rows", 0)
    return done


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and "appstatus" not in path.name):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _add(done: Work, metrics: dict[str, Any]) -> None:
    if not metrics:
        return
    done.tasks += 1
    done.cpu += (metrics["Executor CPU Time"] + metrics["Executor Deserialize CPU Time"]) / 1e9
    done.read += metrics["Input Metrics"]["Bytes Read"]
    done.written += metrics["Output Metrics"]["Bytes Written"]
    done.shuffled += metrics[_SHUFFLE]["Shuffle Bytes Written"]
    done.shuffled_rows += metrics[_SHUFFLE]["Shuffle Records Written"]
    done.spilled += metrics["Disk Bytes Spilled"]
    done.results += metrics["Result Size"]


def _nodes(node: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """The steps of a plan, each with those that its rows go on to, the nearest last."""
    yield node, above
    for child in node["children"]:
        yield from _nodes(child, (*above, node["simpleString"]))


def _step(above: tuple[str, ...]) -> str:
    """The nearest step that does something with the rows."""
    return next((step for step in reversed(above) if not step.startswith(_PASSING)), "the result")
