"""Invent what a Congress of ten blocks and five national forums did in three fiscal years.

Everything follows from material/*.toml and one seed: the same call gives the same years.
Governments are the real list (a roster needs one); companies, events, cases and dates are
invented. How many of everything there are stands in material/figures.toml.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "reference"
YEARS = (2019, 2020, 2021)
STAGES = ("considered", "agreed", "field_trial", "implemented")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One need–seed pair at the end of one fiscal year; `days`: stage -> the day reached."""

    theme: str
    fields: tuple[str, ...]
    government: str
    requirement: str
    company: str
    technology: str
    outline: str
    stage: str = "considered"
    days: dict[str, date] = field(default_factory=dict)
    obstacle: str = ""

    def to_row(self, fiscal_year: int) -> Row:
        """The case as a ledger of that year writes it: days of the stages behind it."""
        row: Row = {name: getattr(self, name) for name in ("theme", "government", "requirement")}
        row |= {name: getattr(self, name) for name in ("company", "technology", "outline", "stage")}
        row |= {"fields": "・".join(self.fields), "obstacle": self.obstacle or None}
        has_moved = any(day >= date(fiscal_year, 4, 1) for day in self.days.values())
        days = self.days if has_moved else {}
        return row | {f"{stage}_on": days.get(stage) for stage in STAGES}


@dataclass(slots=True)
class Year:
    """What one forum reports of one fiscal year: layout -> rows."""

    fiscal_year: int
    forum: str
    rows: dict[str, list[Row]] = field(default_factory=dict)


@cache
def read_material(name: str) -> dict[str, Any]:
    """The data of material/<name>.toml."""
    return tomllib.loads((HERE / "material" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def read_forum_names() -> dict[str, str]:
    """Forum id -> the forum's full name."""
    return {row["id"]: row["name"] for row in read_reference("forums")}


def list_governments(forum: str) -> list[dict[str, str]]:
    """The governments of a regional forum's block; all of them for a national forum."""
    blocks = {row["id"]: row["name"] for row in read_reference("blocks")}
    rows = read_reference("local_governments")
    return [row for row in rows if blocks.get(forum) in (None, row["block"])]


@cache
def name_governments(forum: str) -> list[str]:
    """Names a clerk of the forum would write, each of one government within its block."""
    rows = list_governments(forum)
    names = [row["name"] for row in rows]
    return [
        row["name"] if is_clear(row, names) else row["prefecture"] + row["name"] for row in rows
    ]


def is_clear(row: dict[str, str], names: list[str]) -> bool:
    """Whether the name alone says who is meant; a 北区 may be a ward of many cities."""
    return names.count(row["name"]) == 1 and row["kind"] != "特別区"


def read_quota(fiscal_year: int, forum: str, what: str) -> int:
    """How many a forum has of something in a year; -1: it has handed in nothing."""
    figures = read_material("figures")
    if forum in figures["forums"]:
        return int(figures[str(fiscal_year)][what][figures["forums"].index(forum)])
    counts = figures[str(fiscal_year)]["national"].get(what)
    return int(counts[figures["national"].index(forum)]) if counts else 0


def roll(*parts: object) -> Random:
    """Dice of their own for each thing invented, so that one does not shift another."""
    seed = read_material("figures")["seed"]
    return Random("/".join(str(part) for part in (seed, *parts)))  # noqa: S311 - not a secret


def draw_day(dice: Random, fiscal_year: int, first: int = 30, last: int = 330) -> date:
    """A working day, counted in days from 1 April; not at the turn of the year, not in May's
    run of holidays."""
    day = date(fiscal_year, 4, 1) + timedelta(days=dice.randrange(first, last))
    if (day.month, day.day) in [(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)]:
        day -= timedelta(days=7)
    if day.month == 5 and day.day <= 8:
        day += timedelta(days=7)
    return day - timedelta(days=max(0, day.weekday() - 4))


# ------------------------------------------------------------------ matchings


def invent_cases(forum: str) -> dict[int, list[Case]]:
    """A forum's cases at the end of each year; some of them live through several years."""
    dice, used = roll("cases", forum), set[tuple[str, str, str]]()
    years: dict[int, list[Case]] = {}
    before: list[Case] = []
    for fiscal_year in YEARS:
        years[fiscal_year] = _invent_year(dice, forum, fiscal_year, before, used)
        before = years[fiscal_year]
    return years


def _invent_year(
    dice: Random, forum: str, fiscal_year: int, before: list[Case], used: set[tuple[str, str, str]]
) -> list[Case]:
    """The furthest stages first: they take their cases from last year's nearer ones."""
    waiting = list(before)
    cases: list[Case] = []
    for stage in reversed(STAGES):
        for _ in range(max(0, read_quota(fiscal_year, forum, stage))):
            old = _pick_old(dice, waiting, stage)
            case = old or _invent_case(dice, forum, used)
            cases.append(_move(dice, case, stage, fiscal_year))
    dice.shuffle(cases)
    return cases


def _pick_old(dice: Random, waiting: list[Case], stage: str) -> Case | None:
    """Last year's case that moves on to `stage`, or stays considered a second year."""
    at = STAGES.index(stage)
    source = STAGES[max(0, at - 1)]
    chance = 0.3 if at == 0 else 0.6 if at == 1 else 1
    found = [case for case in waiting if case.stage == source]
    if not found or dice.random() > chance:
        return None
    waiting.remove(found[0])
    return found[0]


def _invent_case(dice: Random, forum: str, used: set[tuple[str, str, str]]) -> Case:
    while True:
        need = dice.choice(read_material("needs")["need"])
        technology, outline, answers = dice.choice(need["offers"])
        requirement = need["asks"][dice.choice(answers)]
        askers = list_askers(forum, need.get("by"))
        if not askers:
            continue
        government = dice.choice(askers)
        key = (government, requirement, technology)
        if key not in used:
            used.add(key)
            break
    company = dice.choice(read_material("needs")["companies"])
    fields = tuple(need["fields"])
    return Case(need["theme"], fields, government, requirement, company, technology, outline)


def list_askers(forum: str, by: str | None) -> list[str]:
    """Who may ask: for coasts and harbours prefectures with a coast; in the north for snow."""
    needs, names = read_material("needs"), name_governments(forum)
    if by == "coast":
        prefectures = {row["prefecture"] for row in list_governments(forum)}
        return [
            name
            for name in names
            if name in prefectures and name not in needs["inland_prefectures"]
        ]
    return [] if by == "snow" and forum not in needs["snowy_blocks"] else names


def _move(dice: Random, case: Case, stage: str, fiscal_year: int) -> Case:
    """The case at its stage, with a day for each stage newly reached this year, in order."""
    reached = STAGES[: STAGES.index(stage) + 1]
    fresh = [each for each in reached if each not in case.days]
    days = sorted(draw_day(dice, fiscal_year) for _ in fresh)
    obstacles = read_material("needs")["obstacles"]
    is_stuck = stage != "implemented" and (not fresh or dice.random() < 0.45)
    obstacle = dice.choice(obstacles) if is_stuck else ""
    moved = case.days | dict(zip(fresh, days, strict=True))
    return replace(case, stage=stage, days=moved, obstacle=obstacle)


# ------------------------------------------------------------------ everything else


def invent_events(dice: Random, forum: str, fiscal_year: int) -> list[Row]:
    """Events held as many as the quota says; beside them one cancelled or postponed."""
    material, block = read_material("events"), read_forum_names()[forum].removesuffix("フォーラム")
    themes = [need["theme"] for need in read_material("needs")["need"]]
    names = dice.sample(material["held"], k=len(material["held"]))
    quota = read_quota(fiscal_year, forum, "events")
    statuses = ["held"] * quota + [dice.choice(["cancelled", "postponed"])]
    days = sorted(draw_day(dice, fiscal_year, 60) for _ in statuses)
    rows: list[Row] = []
    for number, (status, held) in enumerate(zip(statuses, days, strict=True)):
        kind, name = names[number % len(names)]
        text = name.format(number=fiscal_year - 2016, block=block, theme=dice.choice(themes))
        row: Row = {"kind": kind, "name": text, "held": held, "status": status}
        row["venue"] = dice.choice(material["venues"])
        row["participants"] = dice.randrange(28, 240) if status == "held" else None
        rows.append(row)
    return rows


def invent_plans(dice: Random, forum: str, fiscal_year: int) -> list[Row]:
    material = read_material("events")
    quota = read_quota(fiscal_year, forum, "plans")
    chosen = dice.sample(material["plans"], k=quota)
    dates = dice.sample(material["plan_dates"], k=quota)
    return [
        {"name": name, "scheduled": day, "content": content}
        for (name, content), day in zip(chosen, dates, strict=True)
    ]


def invent_supports(dice: Random, forum: str, fiscal_year: int) -> list[Row]:
    """As many governments as the quota says; every fifth of them is supported twice."""
    quota = read_quota(fiscal_year, forum, "supports")
    governments = dice.sample(name_governments(forum), k=quota)
    measures = read_material("supports")["measures"]
    rows: list[Row] = []
    for government in [*governments, *governments[::5]]:
        measure = measures[len(rows) % len(measures)]
        day = draw_day(dice, fiscal_year)
        rows.append({"government": government, "measure": measure, "supported_on": day})
    return sorted(rows, key=lambda row: row["supported_on"])


def invent_know_how(_: Random, forum: str, fiscal_year: int) -> list[Row]:
    """Cases in turn, so that neighbouring forums and years tell different ones."""
    cases = read_material("know_how")["case"]
    at = read_material("figures")["forums"].index(forum) + 5 * (fiscal_year - YEARS[0])
    quota = read_quota(fiscal_year, forum, "know_how")
    return [dict(cases[(at + 3 * step) % len(cases)]) for step in range(quota)]


def invent_activities(dice: Random, forum: str, fiscal_year: int) -> list[Row]:
    """Workshops and school visits as the quota says, and others, which no KPI counts."""
    material = read_material("citizens")
    sessions = read_quota(fiscal_year, forum, "sessions")
    others = read_quota(fiscal_year, forum, "others")
    kinds = [*["workshop", "school_visit"][fiscal_year % 2 :], "workshop"]
    rows: list[Row] = []
    for kind in [*(kinds * 2)[:sessions], *["other"] * others]:
        name, place, partner = _draw_new(dice, material[f"{kind}s"], rows)
        row = {"kind": kind, "name": name, "held": draw_day(dice, fiscal_year, 40)}
        row |= {"place": place, "participants": dice.randrange(12, 90), "partner": partner}
        rows.append(row)
    return rows


def _draw_new(dice: Random, choices: list[list[str]], rows: list[Row]) -> list[str]:
    taken = {row["name"] for row in rows}
    return dice.choice([choice for choice in choices if choice[0] not in taken])


INVENTORS: dict[str, Callable[[Random, str, int], list[Row]]] = {
    "event_plans": invent_plans,
    "events": invent_events,
    "supports": invent_supports,
    "know_how": invent_know_how,
    "citizen_activities": invent_activities,
}
REGIONAL = ("event_plans", "events", "matchings", "supports", "know_how", "citizen_activities")
NATIONAL = {
    "innovative_technology": ("events", "matchings", "supports"),
    "municipal_support": ("events", "matchings", "supports"),
    "engineer_training": ("events",),
    "citizen_participation": ("events", "citizen_activities"),
    "overseas_markets": ("events",),
}


def invent_years() -> Iterator[Year]:
    """Every forum's every year that was handed in."""
    figures = read_material("figures")
    for forum in [*figures["forums"], *figures["national"]]:
        cases = invent_cases(forum)
        for fiscal_year in YEARS:
            if read_quota(fiscal_year, forum, "events") >= 0:
                yield _invent_report(forum, fiscal_year, cases[fiscal_year])


def _invent_report(forum: str, fiscal_year: int, cases: list[Case]) -> Year:
    year = Year(fiscal_year, forum)
    for layout in NATIONAL.get(forum, REGIONAL):
        if layout == "matchings":
            year.rows[layout] = [case.to_row(fiscal_year) for case in cases]
        else:
            dice = roll(layout, forum, fiscal_year)
            year.rows[layout] = INVENTORS[layout](dice, forum, fiscal_year)
    if not year.rows.get("know_how", [True]):
        del year.rows["know_how"]  # owed and not given: no sheet, which is not a zero
    return year


# ------------------------------------------------------------------ the roster


def invent_roster(fiscal_year: int) -> list[Row]:
    """Members at the year's end, and those who left in the year, by the reference's order.

    A member keeps its place: whoever is in the roster of one year is in the next, except
    the few who left.
    """
    order = _rank_governments()
    counts = {year: read_material("figures")[str(year)]["member_count"] for year in YEARS}
    leavers = {year: order[40 * at + 7 : 40 * at + 7 + 3] for at, year in enumerate(YEARS)}
    gone = [row for year in YEARS if year < fiscal_year for row in leavers[year]]
    stay = [row for row in order if row not in gone and row not in leavers[fiscal_year]]
    chosen = stay[: counts[fiscal_year]] + leavers[fiscal_year]
    starts = {row["code"]: _draw_joining(row["code"], at, counts) for at, row in enumerate(order)}
    rows: list[Row] = []
    for row in sorted(chosen, key=lambda each: each["code"]):
        left = draw_day(roll("left", row["code"]), fiscal_year, 90, 300)
        is_leaver = row in leavers[fiscal_year]
        rows.append(
            row | {"joined_on": starts[row["code"]], "left_on": left if is_leaver else None}
        )
    return rows


def _rank_governments() -> list[dict[str, str]]:
    """All governments, the likeliest members first: prefectures, large cities, some blocks."""
    weights = {"都道府県": 0.1, "指定都市": 0.15, "中核市": 0.3, "特別区": 1.3, "村": 1.35}
    eager = {"中部": 0.8, "近畿": 0.85, "四国": 0.9, "沖縄": 1.3, "北海道": 1.2}
    rows = read_reference("local_governments")

    def rank(row: dict[str, str]) -> float:
        weight = weights.get(row["kind"], 1.0) * eager.get(row["block"], 1.0)
        return roll("member", row["code"]).random() * weight

    return sorted(rows, key=rank)


def _draw_joining(code: str, rank: int, counts: dict[int, int]) -> date:
    """The earlier in rank, the earlier a member; who is new to a roster joined that year."""
    for at, fiscal_year in reversed(list(enumerate(YEARS))[1:]):
        # Each year's three leavers, also those before, make room for as many more.
        if rank >= counts[fiscal_year - 1] + 3 * at:
            return draw_day(roll("joined", code), fiscal_year, 10, 350)
    return draw_day(roll("joined", code), 2016 + rank % 3, 245, 350)
