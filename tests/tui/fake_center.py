"""A center that answers at once and from memory, so that the tests of the screens are about the screens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from breeding_center.declarations.action import Action
from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotFound, NotUnderstood
from breeding_center.office import rooms
from breeding_center.office.center import Outcome
from breeding_center.office.daily_round import DueTask
from breeding_center.office.history import Snapshot
from breeding_center.storage.reading import SiteView
from breeding_center.team.queries import StaffView
from breeding_center.text import fold, pick
from breeding_center.vocabulary import CareLine, Post, Sex, TaskState

if TYPE_CHECKING:
    from breeding_center.animals.queries import AnimalView

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2020, 9, 25, 0, 12, tzinfo=UTC)  # 08:12 at the center
SPACE = UUID(int=20200925)

# Text that would steer a terminal, or run as markup, were it not shown as what it is.
EVIL = "a\x1b[2Jb [/red] [@click=app.quit]x[/]"

ANIMALS = {
    "qizai": ("Qizai", "七仔", "802", Sex.MALE),
    "yongyong": ("Yongyong", "永永", "1034", Sex.FEMALE),
    "lousheng": ("Lousheng", "楼生", "559", Sex.FEMALE),
    "evil": (EVIL, EVIL, "90001", Sex.UNKNOWN),
}
STAFF = {
    "zhao": ("Zhao Lin", "赵林", Post.FEEDER, True),
    "qian": ("Qian Meili", "钱美丽", Post.FEEDER, True),
    "wu": ("Wu Gang", "吴刚", Post.FEEDER, False),
    "he": ("He Jing", "何静", Post.VETERINARIAN, False),
    "jin": ("Jin Wenyuan", "靳文远", Post.CURATOR, False),
}


def key(name: str) -> UUID:
    """The key of anything in this center."""
    return uuid5(SPACE, name)


@dataclass(frozen=True)
class FakeAnimal:
    """Stands in for `animals.queries.AnimalView`: as much of it as a screen shows."""

    id: UUID
    name: str
    number: str
    sex: Sex

    @property
    def label(self) -> str:
        return f"{self.name} ({self.number})"

    def age(self, _on: date) -> str:
        return "11 y"


def animal_view(code: str) -> FakeAnimal:
    """One of the animals."""
    en, zh, number, sex = ANIMALS[code]
    return FakeAnimal(key(code), pick(en, zh), number, sex)


SITE = SiteView(
    key("site"), "Qinling Giant Panda Research Center, Louguantai", "秦岭大熊猫研究中心（楼观台）", ZONE, time(8), True,
    NOW, NOW,
)  # fmt: skip


@dataclass
class FakeCenter:
    """Answers as `office.center.Center` does; what it is told is kept in `heard`."""

    tasks: dict[UUID, DueTask] = field(default_factory=dict)
    heard: list[tuple[Any, ...]] = field(default_factory=list)
    is_closed: bool = False
    site: SiteView = SITE

    def __post_init__(self) -> None:
        self.tasks = {task.id: task for task in _tasks()}

    @property
    def name(self) -> str:
        return pick(self.site.name_en, self.site.name_zh)

    def now(self) -> datetime:
        return NOW

    def close(self) -> None:
        self.is_closed = True

    @contextmanager
    def reading(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(now=NOW, zone=ZONE, center=self)

    # ------------------------------------------------------------ reading

    def today(self) -> list[DueTask]:
        return [_spoken(task) for task in sorted(self.tasks.values(), key=lambda one: one.due_at)]

    def task(self, typed: str) -> DueTask:
        return _spoken(self.tasks[UUID(typed)])

    def people(self) -> list[StaffView]:
        return [
            StaffView(key(code), code, en, zh, pick(en, zh), None, str(post), frozenset({post}), None, None)
            for code, (en, zh, post, _on) in STAFF.items()
        ]

    def options(self, one: Any) -> list[Candidate]:
        lookup = getattr(one, "lookup", None) or one.kind.lookup
        if lookup == "animal":
            return [Candidate(key(code), animal_view(code).label, label) for code, label in _details().items()]
        if lookup == "person":
            return [Candidate(person.id, person.label, person.code) for person in self.people()]
        return [Candidate(key("leaf"), pick("bamboo leaf", "竹叶"), "bashania_leaf")]

    def candidates(self, _asking: Any, lookup: str, typed: str) -> list[Candidate]:
        words = fold(typed)
        pinyin = {key("qizai"): "qizai qz", key("zhao"): "zhaolin zl", key("qian"): "qianmeili qml"}
        options = self.options(SimpleNamespace(lookup=lookup))
        return [one for one in options if words in fold(f"{one.label} {one.detail} {pinyin.get(one.id, '')}")]

    def find(self, asking: Any, lookup: str, typed: str) -> UUID:
        found = self.candidates(asking, lookup, typed)
        if len(found) != 1:
            raise NotFound(f"Nothing here is called '{typed}'.")
        return found[0].id

    def form(self, task: DueTask) -> tuple[Action, dict[str, str]]:
        kind = rooms.task_kinds()[task.kind]
        filled = {name: str(value) for name, value in task.planned.items()}
        return rooms.action(kind.action), filled | {"animal": str(task.animal_id)}

    def timeline(self, animal_id: UUID, *, line: CareLine | None = None, days: int = 14) -> list[TimelineRow]:
        rows = [
            (1, CareLine.NUTRITION, "leftovers", pick("Left over: bamboo leaf 1.2 kg", "剩余：竹叶 1.2 千克")),
            (2, CareLine.DISEASE_CONTROL, "weight", pick("Weighed: 98.4 kg", "称重：98.4 千克")),
            (20, CareLine.BREEDING, "note", f"{EVIL} seen"),
        ]
        return [
            TimelineRow(NOW - timedelta(days=ago), of, kind, text, key("zhao"), "t", key(f"row{ago}"))
            for ago, of, kind, text in rows
            if ago <= days and line in (None, of)
        ]

    def snapshot(self, animal_id: UUID) -> Snapshot:
        code = next(code for code in ANIMALS if key(code) == animal_id)
        weights = [(NOW - timedelta(days=30 - 6 * step), 97000.0 + 350 * step) for step in range(5)]
        return Snapshot(
            animal=cast("AnimalView", animal_view(code)), place=pick("Hillside 1", "坡上 1 号"),
            house=pick("Hillside house", "坡上馆"), weight_g=weights[-1][1], weighed_at=weights[-1][0],
            weights=weights, conditions=[pick("quarantine", "隔离检疫")],
            open_tasks=[one for one in self.today() if one.animal_id == animal_id and one.done_at is None],
            keepers=[one.label for one in self.people()[:2]],
        )  # fmt: skip

    def journal(self, *, limit: int = 50) -> list[Any]:
        return []

    def report(self, name: str, parameters: Mapping[str, object] | None = None) -> ReportResult:
        self.heard.append(("report", name, dict(parameters or {})))
        report = rooms.report(name)
        rows: list[dict[str, object]] = [
            {"animal": animal_view(code).label, "sex": animal_view(code).sex.value, "weight": 98400.0}
            for code in ANIMALS
        ]
        return ReportResult(
            name, report.shown_title(), report.columns, list(rows), [pick("4 animals", "4 只")], None, NOW, ZONE
        )

    # ------------------------------------------------------------ recording

    def complete(
        self, task: UUID, values: Mapping[str, object] | None = None, *, by: UUID | None, reason: str | None = None,
        confirm: bool = False, witness: str | None = None,
    ) -> Outcome:  # fmt: skip
        self.heard.append(("complete", task, dict(values or {}), by, reason, confirm))
        found = self.tasks[task]
        if found.done_at is not None:
            raise AlreadyDone("Zhao Lin did it at 08:05; nothing was written.")
        typed = (values or {}).get("weight_g")
        if typed == "heavy":
            raise NotUnderstood("weight: 'heavy' is not a weight; write it as 98.4kg.")
        if typed == "900kg" and not confirm:
            raise NeedsConfirmation("900 kg is unlikely. Say it again with --confirm.", "900 kg is unlikely.")
        by_label = next(person.label for person in self.people() if person.id == by)
        self.tasks[task] = replace(found, state=TaskState.DONE, done_at=NOW, done_by=by_label, task_id=task)
        return Outcome(f"Done: {found.title} of {found.subject}.", key(f"entry{len(self.heard)}"), task)

    def perform(
        self, name: str, values: Mapping[str, object], *, by: UUID | None, reason: str | None = None,
        confirm: bool = False,
    ) -> Outcome:  # fmt: skip
        self.heard.append(("perform", name, dict(values), by, reason, confirm))
        task = values.get("task")
        if name == "task.skip" and isinstance(task, UUID):
            why = str(values["skip_reason"])
            self.tasks[task] = replace(
                self.tasks[task],
                state=TaskState.SKIPPED,
                done_at=NOW,
                done_by="Zhao Lin",
                skip_reason=why,
                task_id=task,
            )
        return Outcome(f"{name} is done.", key(f"entry{len(self.heard)}"), None)

    def undo(self, typed: UUID, *, by: UUID | None, reason: str | None) -> Outcome:
        self.heard.append(("undo", typed, by, reason))
        self.tasks = {task.id: task for task in _tasks()}
        return Outcome("Entry 7 is taken back.", key("undone"), None)


def on_shift(asking: Any, _at: datetime) -> list[UUID]:
    """Stands in for `team.queries.on_shift`."""
    return [key(code) for code, (_en, _zh, _post, is_on) in STAFF.items() if is_on]


def _details() -> dict[str, str]:
    return {"qizai": "male", "yongyong": "female", "lousheng": "female", "evil": "unknown"}


BAMBOO = ("Bamboo, four feeds", "投喂竹子（四餐）")
LEFTOVERS = ("Weigh the leftovers", "称剩余竹子")
PLATFORM = ("Weigh on the platform", "上平台秤称重")
EVIL_WORK = (EVIL, EVIL)
STEPS = ("Wash, check for mould.", "清洗、查霉变。")

_PLANNED = (
    # hour, animal, kind, title, line, state, feeder, days before
    (20, "qizai", "offering", BAMBOO, CareLine.NUTRITION, TaskState.OVERDUE, "zhao", 1),
    (8, "qizai", "leftovers", LEFTOVERS, CareLine.NUTRITION, TaskState.DUE, "zhao", 0),
    (8, "yongyong", "leftovers", LEFTOVERS, CareLine.NUTRITION, TaskState.DUE, "qian", 0),
    (9, "qizai", "weighing", PLATFORM, CareLine.DISEASE_CONTROL, TaskState.ASSIGNED, "zhao", 0),
    (9, "lousheng", "offering", BAMBOO, CareLine.NUTRITION, TaskState.DONE, "qian", 0),
    (13, "qizai", "offering", BAMBOO, CareLine.NUTRITION, TaskState.DUE, "zhao", 0),
    (16, "yongyong", "weighing", PLATFORM, CareLine.BREEDING, TaskState.DUE, None, 0),
    (20, "evil", "offering", EVIL_WORK, CareLine.RESCUE, TaskState.SKIPPED, "wu", 0),
    (26, "lousheng", "offering", BAMBOO, CareLine.NUTRITION, TaskState.DUE, "wu", 0),
)  # fmt: skip


def _tasks() -> Iterator[DueTask]:
    for number, (hour, animal, kind, title, line, state, feeder, days_before) in enumerate(_PLANNED):
        due = datetime(2020, 9, 25, tzinfo=ZONE) + timedelta(hours=hour, days=-days_before)
        settled = state in (TaskState.DONE, TaskState.SKIPPED)
        yield DueTask(
            id=key(f"task{number}"), line=line, kind=kind, title=title[0], subject=animal_view(animal).label,
            animal_id=key(animal), access_set_id=None, enclosure_id=None, topic=None, place="Hillside 1",
            house="Hillside house", house_code="A", due_at=due.astimezone(UTC), state=state,
            feeder=feeder and STAFF[feeder][0], feeder_id=key(feeder) if feeder else None, assigned_to_id=None,
            post=Post.FEEDER if feeder else Post.VETERINARIAN, is_two_person=False,
            steps=STEPS[0], planned={"portions": "bamboo leaf 6kg"} if kind == "offering" else {},
            aim={"portions": "bamboo leaf 6kg"} if kind == "offering" else {},
            done_by="Wu Gang" if settled else None, done_at=NOW if settled else None,
            skip_reason="asleep" if state is TaskState.SKIPPED else None, plan_id=key("plan"), task_id=None,
        )  # fmt: skip


def _spoken(task: DueTask) -> DueTask:
    """The task in the language spoken now."""
    chinese = dict(row[3] for row in _PLANNED)
    names = {STAFF[code][0]: pick(*STAFF[code][:2]) for code in STAFF}
    animal = next(animal_view(code) for code in ANIMALS if key(code) == task.animal_id)
    return replace(
        task, title=pick(task.title, chinese[task.title]), subject=animal.label, place=pick("Hillside 1", "坡上 1 号"),
        house=pick("Hillside house", "坡上馆"), feeder=names.get(task.feeder or ""),
        done_by=names.get(task.done_by or "", task.done_by),
        steps=pick(*STEPS),
    )  # fmt: skip
