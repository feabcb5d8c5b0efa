"""Finds the tables of words in source code, and which of their keys that code looks up. Pure.

A key may be written out (`WORDS["gap"]`, `WORDS.pick("cell", name="event")`, also through a
tuple or a dict of the module), in part (`WORDS[f"part_{part}"]`), or be computed
(`WORDS[key]`): then it is one of the strings that the module names elsewhere.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: A key in part says something from so many letters on; `f"{kind}_{name}"` could be any.
TELLING = re.compile(r"[a-z]{3}")
IDENTIFIER = re.compile(r"[a-z0-9_]+")


@dataclass
class Table:
    """A table's keys, and what the code does with them.

    `named` are keys written out, `parts` patterns of keys written in part, `nearby` strings of
    modules that compute a key. What iterates a table, or is handed it whole, names no key.
    """

    keys: set[str]
    named: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    nearby: set[str] = field(default_factory=set)

    @property
    def unused(self) -> set[str]:
        told = {key for key in self.keys if any(re.fullmatch(part, key) for part in self.parts)}
        return self.keys - self.named - self.nearby - told

    @property
    def missing(self) -> set[str]:
        """Keys looked up that are none, and parts of keys that no key has."""
        idle = {part for part in self.parts if not any(re.fullmatch(part, k) for k in self.keys)}
        return (self.named - self.keys) | idle


def scan(sources: Mapping[str, str]) -> dict[str, Table]:
    """`sources`: module -> its source. Every table by `module.NAME`, or by `module:line` where
    it has no name."""
    trees = {module: ast.parse(source) for module, source in sources.items()}
    tables: dict[str, Table] = {}
    for module in (module for module, source in sources.items() if "Words(" in source):
        tables |= _find_tables(module, trees[module])
    for module, tree in trees.items():
        _read_uses(module, tree, tables)
    return tables


def list_strings(tree: ast.AST) -> set[str]:
    """Every string of some code, but for the keys and the wording of tables."""
    if _is_table(tree):
        return set()
    own = {tree.value} if isinstance(tree, ast.Constant) and isinstance(tree.value, str) else set()
    return own.union(*map(list_strings, ast.iter_child_nodes(tree)))


def _is_table(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "Words"


def _name(node: ast.AST) -> str:
    """A name or a dotted name as it is written; "" for any other expression."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{told}.{name}" if (told := _name(owner)) else ""
    return ""


def _find_tables(module: str, tree: ast.Module) -> dict[str, Table]:
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    names = {id(node.value): f"{module}.{ast.unparse(node.targets[0])}" for node in assigned}
    return {
        names.get(id(node), f"{module}:{node.lineno}"): Table(_list_keys(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _is_table(node)
    }


def _list_keys(call: ast.Call) -> set[str]:
    """The keys of a table; one that is not written out whole is a ValueError."""
    return set().union(*(ast.literal_eval(keyword.value) for keyword in call.keywords))


def _read_uses(module: str, tree: ast.Module, tables: dict[str, Table]) -> None:
    known = _name_tables(module, tree, tables)
    if not known:
        return
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]
    for node in named:
        if isinstance(node.ctx, ast.Load) and (name := known.get(_name(node))):
            _Use(tree, tables[name]).read(node, parents)


def _name_tables(module: str, tree: ast.Module, tables: dict[str, Table]) -> dict[str, str]:
    """How the module calls the tables that it has or imports, itself or with their module."""
    owned: dict[str, dict[str, str]] = {}
    for name in tables:
        owner, _, short = name.rpartition(".")
        owned.setdefault(owner, {})[short] = name
    here = dict(owned.get(module, {}))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    for node in imports:
        for alias in node.names:
            full, called = f"{node.module}.{alias.name}", alias.asname or alias.name
            here |= {called: full} if full in tables else {}
            here |= {f"{called}.{short}": name for short, name in owned.get(full, {}).items()}
    return here


@dataclass
class _Use:
    """One place that uses a table."""

    tree: ast.Module
    table: Table

    def read(self, node: ast.expr, parents: Mapping[ast.AST, ast.AST]) -> None:
        parent = parents[node]
        if isinstance(parent, ast.Subscript) and parent.value is node:
            self._read_key(parent.slice)
            return
        call = parents.get(parent)
        method = parent.attr if isinstance(parent, ast.Attribute) else ""
        if method in ("get", "pick") and isinstance(call, ast.Call):
            for key in call.args[:1] if method == "get" else [*call.args, *call.keywords]:
                self._read_key(key)

    def _read_key(self, key: ast.AST) -> None:
        match key:
            case ast.Constant(value=str() as name):
                self.table.named.add(name)
            case ast.IfExp():
                self._read_key(key.body)
                self._read_key(key.orelse)
            case ast.keyword(arg=str()):
                self._read_key(key.value)
            case ast.keyword() | ast.Starred():
                self._read_keys(key.value)
            case ast.JoinedStr() if pattern := _write_pattern(key):
                self.table.parts.add(pattern)
            case _:
                self._compute()

    def _read_keys(self, keys: ast.expr) -> None:
        """Keys in a tuple, or in the values of a dict, of the module."""
        match keys:
            case ast.Name(id=name) if values := _find_values(self.tree, name):
                self._read_keys(values[0])
            case ast.Tuple():
                for each in keys.elts:
                    self._read_key(each)
            case ast.Dict():
                for column, each in zip(keys.keys, keys.values, strict=True):
                    (self._read_key if column else self._read_keys)(each)
            case _:
                self._compute()

    def _compute(self) -> None:
        self.table.nearby |= list_strings(self.tree)
        joined = [node for node in ast.walk(self.tree) if isinstance(node, ast.JoinedStr)]
        patterns = filter(None, map(_write_pattern, joined))
        told = {key for part in patterns for key in self.table.keys if re.fullmatch(part, key)}
        self.table.nearby |= told


def _find_values(tree: ast.Module, name: str) -> list[ast.expr]:
    """What a module assigns to one of its names."""
    return [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    ]


def _write_pattern(text: ast.JoinedStr) -> str:
    """The pattern of the keys that an f-string may be; "" where it says too little of them."""
    fixed = [part.value for part in text.values if isinstance(part, ast.Constant)]
    written = "".join(map(str, fixed))
    if not (IDENTIFIER.fullmatch(written) and any(TELLING.search(str(part)) for part in fixed)):
        return ""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
        for part in text.values
    )
