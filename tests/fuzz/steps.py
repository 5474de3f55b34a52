"""A backtracking matcher that tries what `re` tries, in the same order, and counts how often it tries.

So what a pattern costs is a number and not a time. `re` itself reads the pattern and says what a single character
matches; all else is walked here. `test_steps.py` holds the walk to the matches that `re` finds.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

Tree = Sequence[tuple[Any, Any]]
Place = tuple[int, int]  # the number of an instruction, a position in the text
Instruction = tuple[int, Any, int]  # its kind, what it needs, and the number of the one after a leaf

LEAF, CHOICE, ACT, END = range(4)
NOWHERE = -1
FAILED: Final = (NOWHERE, 0)
LEAVES = {op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY}
REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
_TYPES = re.ASCII.value | re.LOCALE.value | re.UNICODE.value
_WORD = (op.IN, [(op.CATEGORY, op.CATEGORY_WORD)])


class TooManySteps(Exception):
    """A text took more steps than it was allowed."""


class Leaf(dict[str, bool]):
    """Whether a node of one character's width matches a character; never the end of a text, which is ""."""

    def __init__(self, node: tuple[Any, Any], flags: int) -> None:
        self.pattern: re.Pattern[str] = _compiler.compile(_parser.SubPattern(_parser.State(), [node]), flags)

    def __missing__(self, character: str) -> bool:
        self[character] = self.pattern.match(character) is not None
        return self[character]


_KNOWN: dict[tuple[str, int], Leaf] = {}


def leaf_of(node: tuple[Any, Any], flags: int) -> Leaf:
    """Return the leaf that a node is, the same for the same node."""
    key = repr(node), flags
    if key not in _KNOWN:
        _KNOWN[key] = Leaf(node, flags)
    return _KNOWN[key]


class Choice(dict[str, tuple[int, tuple[int, ...]]]):
    """Where to go on at a character, and where to go on instead, the last choice first.

    Not to a leaf that refuses the character: `re` looks ahead so far too.
    """

    def __init__(self, code: list[Instruction], targets: Sequence[int]) -> None:
        self.code, self.targets = code, targets

    def __missing__(self, character: str) -> tuple[int, tuple[int, ...]]:
        kinds = ((at, *self.code[at]) for at in self.targets)
        first, *others = [at for at, kind, leaf, _ in kinds if kind != LEAF or leaf[character]] or [NOWHERE]
        self[character] = first, tuple(reversed(others))
        return self[character]


@dataclass(slots=True)
class Machine:
    """What an attempt has noted, and where it can go back to."""

    text: str
    registers: list[int]
    stack: list[Place] = field(default_factory=list)
    """Places to go back to, and between them (~register, what it held): to be restored on the way."""

    def note(self, register: int, value: int) -> None:
        self.stack.append((~register, self.registers[register]))
        self.registers[register] = value

    def note_height(self, register: int) -> None:
        self.note(register, len(self.stack) + 1)

    def commit(self, register: int) -> None:
        """Give up the places since note_height(); what was noted since is restored further back."""
        height = self.registers[register]
        self.stack[height:] = [entry for entry in self.stack[height:] if entry[0] < 0]

    def retreat(self, register: int) -> None:
        """Restore what was noted since note_height(), and give up the places."""
        height = self.registers[register]
        while len(self.stack) > height:
            at, value = self.stack.pop()
            if at < 0:
                self.registers[~at] = value

    def go_back(self) -> Place:
        """Return the last place that was left open, if there is one; what was noted since is restored."""
        while self.stack:
            at, value = self.stack.pop()
            if at >= 0:
                return at, value
            self.registers[~at] = value
        return FAILED


Act = Callable[[Machine, int], Place]


class Program:
    """A pattern as instructions that know what follows them; the end is number 0."""

    def __init__(self, tree: Tree, flags: int, groups: int) -> None:
        self.code: list[Instruction] = [(END, None, 0)]
        self.empty = [-1] * (
            2 * groups
        )  # registers: begin and end of each group, then what repeats and looks note
        self.entry = self._sequence(tree, 0, flags)

    def _emit(self, kind: int, operand: Any, then: int = 0) -> int:
        self.code.append((kind, operand, then))
        return len(self.code) - 1

    def _act(self, act: Act) -> int:
        return self._emit(ACT, act)

    def _choice(self, *targets: int) -> int:
        return self._emit(CHOICE, Choice(self.code, targets))

    def _noting(self, register: int, then: int, value: int | None = None) -> int:
        def act(machine: Machine, at: int) -> Place:
            machine.note(register, at if value is None else value)
            return then, at

        return self._act(act)

    def _register(self) -> int:
        self.empty.append(-1)
        return len(self.empty) - 1

    def _sequence(self, tree: Tree, then: int, flags: int) -> int:
        for kind, what in reversed(tree):
            then = _COMPILERS[kind](self, kind, what, then, flags)
        return then

    def _leaf(self, kind: Any, what: Any, then: int, flags: int) -> int:
        return self._emit(LEAF, leaf_of((kind, what), flags), then)

    def _branch(self, _kind: Any, what: Any, then: int, flags: int) -> int:
        return self._choice(*(self._sequence(branch, then, flags) for branch in what[1]))

    def _group(self, _kind: Any, what: Any, then: int, flags: int) -> int:
        group, added, removed, tree = what
        flags = ((flags & ~_TYPES if added & _TYPES else flags) | added) & ~removed
        if group is None:
            return self._sequence(tree, then, flags)
        body = self._sequence(tree, self._noting(2 * group - 1, then), flags)
        return self._noting(2 * group - 2, body)

    def _reference(self, _kind: Any, group: int, then: int, flags: int) -> int:
        def act(machine: Machine, at: int) -> Place:
            begin, end = machine.registers[2 * group - 2 : 2 * group]
            said, here = machine.text[begin:end], machine.text[at : at + end - begin]
            same = said.lower() == here.lower() if flags & op.SRE_FLAG_IGNORECASE else said == here
            return (then, at + end - begin) if 0 <= begin <= end and same else FAILED

        return self._act(act)

    def _condition(self, _kind: Any, what: Any, then: int, flags: int) -> int:
        group, yes, no = what
        ways = self._sequence(yes, then, flags), self._sequence(no or [], then, flags)
        return self._act(lambda machine, at: (ways[machine.registers[2 * group - 1] < 0], at))

    def _repeat(self, kind: Any, what: Any, then: int, flags: int) -> int:
        least, most, tree = what
        greedy = kind is not op.MIN_REPEAT
        last = (
            None if least_width(tree) else self._register()
        )  # where the last round began, if it can be empty
        entry = then
        if most is op.MAXREPEAT:
            entry = self._choice()
            self.code[entry] = self.code[self._round(greedy, self._sequence(tree, entry, flags), then, last)]
        else:
            for _ in range(most - least):
                entry = self._round(greedy, self._sequence(tree, entry, flags), then, last)
        for _ in range(least):
            entry = self._sequence(tree, entry, flags)
        return entry if last is None else self._noting(last, entry, NOWHERE)

    def _round(self, greedy: bool, body: int, then: int, last: int | None) -> int:
        """Go on with one more round, or behind the repeat; where the last round began none begins."""
        if last is None:
            return self._choice(*((body, then) if greedy else (then, body)))

        def begin(machine: Machine, at: int) -> Place:
            if machine.registers[last] == at:
                return (then, at) if greedy else FAILED
            if greedy:
                machine.stack.append((then, at))
            machine.note(last, at)
            return body, at

        return self._act(begin) if greedy else self._choice(then, self._act(begin))

    def _possessive(self, kind: Any, what: Any, then: int, flags: int) -> int:
        one_round = [
            (op.ATOMIC_GROUP, what[2])
        ]  # nor is a round tried in another way when the next one fails
        return self._atomic(kind, [(op.MAX_REPEAT, (*what[:2], one_round))], then, flags)

    def _atomic(self, _kind: Any, tree: Tree, then: int, flags: int) -> int:
        height = self._register()

        def end(machine: Machine, at: int) -> Place:
            machine.commit(height)
            return then, at

        body = self._sequence(tree, self._act(end), flags)

        def begin(machine: Machine, at: int) -> Place:
            machine.note_height(height)
            return body, at

        return self._act(begin)

    def _look(self, kind: Any, what: Any, then: int, flags: int) -> int:
        direction, tree = what
        wanted = kind is op.ASSERT
        height, position = self._register(), self._register()
        back = least_width(tree) if direction < 0 else 0

        def end(machine: Machine, _at: int) -> Place:
            if not wanted:
                machine.retreat(height)
                return FAILED
            machine.commit(height)
            return then, machine.registers[position]

        body = self._sequence(tree, self._act(end), flags)

        def begin(machine: Machine, at: int) -> Place:
            if at < back:
                return FAILED if wanted else (then, at)
            machine.note(position, at)
            machine.note_height(height)
            if not wanted:
                machine.stack.append((then, at))
            return body, at - back

        return self._act(begin)

    def _anchor(self, _kind: Any, what: Any, then: int, flags: int) -> int:
        word = leaf_of(_WORD, flags)
        lines = bool(flags & op.SRE_FLAG_MULTILINE)

        def is_edge(text: str, at: int) -> bool:
            return word[text[at - 1 : at]] != word[text[at : at + 1]]

        def is_end(text: str, at: int) -> bool:
            return at == len(text) or (text[at] == "\n" and (lines or at == len(text) - 1))

        holds: dict[Any, Callable[[str, int], bool]] = {
            op.AT_BEGINNING: lambda text, at: at == 0 or (lines and text[at - 1] == "\n"),
            op.AT_BEGINNING_STRING: lambda _text, at: at == 0,
            op.AT_END: is_end,
            op.AT_END_STRING: lambda text, at: at == len(text),
            op.AT_BOUNDARY: is_edge,
            op.AT_NON_BOUNDARY: lambda text, at: text != "" and not is_edge(text, at),
        }
        check = holds[what]
        return self._act(lambda machine, at: (then, at) if check(machine.text, at) else FAILED)

    def _failure(self, _kind: Any, _what: Any, _then: int, _flags: int) -> int:
        return self._act(lambda _machine, _at: FAILED)


_COMPILERS: dict[Any, Callable[[Program, Any, Any, int, int], int]] = {
    **dict.fromkeys(LEAVES, Program._leaf),
    op.BRANCH: Program._branch,
    op.SUBPATTERN: Program._group,
    op.GROUPREF: Program._reference,
    op.GROUPREF_EXISTS: Program._condition,
    op.MAX_REPEAT: Program._repeat,
    op.MIN_REPEAT: Program._repeat,
    op.POSSESSIVE_REPEAT: Program._possessive,
    op.ATOMIC_GROUP: Program._atomic,
    op.ASSERT: Program._look,
    op.ASSERT_NOT: Program._look,
    op.AT: Program._anchor,
    op.FAILURE: Program._failure,
}


def least_width(tree: Tree) -> int:
    """Return how many characters a match has at least, those of a back reference not counted."""
    width = 0
    for kind, what in tree:
        if kind in LEAVES:
            width += 1
        elif kind in REPEATS:
            width += what[0] * least_width(what[2])
        elif kind is op.SUBPATTERN:
            width += least_width(what[-1])
        elif kind is op.ATOMIC_GROUP:
            width += least_width(what)
        elif kind is op.BRANCH:
            width += min(map(least_width, what[1]))
    return width


def read(pattern: str | bytes, flags: int = 0) -> tuple[list[tuple[Any, Any]], int, int]:
    """Return the tree of a pattern, its flags, and the number of its groups."""
    tree = _parser.parse(pattern, flags)
    return list(tree), tree.state.flags, tree.state.groups


@dataclass(slots=True)
class Count:
    """The matches in a text, the steps that it took to find them, and how many it may take."""

    most: int
    steps: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)


def count_finditer(program: Program, text: str, most: int) -> Count:
    """Return what `finditer` finds, and the steps that it takes; raise TooManySteps soon after `most`."""
    count = Count(most)
    machine = Machine(text, program.empty[:])
    start, had = 0, NOWHERE  # where the next search begins, and where an empty match was found
    while start <= len(text):
        end = _match(program, machine, start, count, longer=start == had)
        if end is None:
            start += 1
            continue
        count.spans.append((start, end))
        had = end if end == start else NOWHERE
        start = end
        machine = Machine(text, program.empty[:])
    return count


def count_fullmatch(program: Program, text: str, most: int) -> Count:
    """Return what `fullmatch` finds, and the steps that it takes; raise TooManySteps soon after `most`."""
    count = Count(most)
    end = _match(program, Machine(text, program.empty[:]), 0, count, whole=True)
    count.spans.extend([(0, end)] if end is not None else [])
    return count


def _match(
    program: Program, machine: Machine, start: int, count: Count, *, longer: bool = False, whole: bool = False
) -> int | None:
    """Return where the match that begins at `start` ends, and count the steps.

    `longer` asks for one that is not empty, `whole` for one that ends with the text.
    """
    code, text, stack = program.code, machine.text, machine.stack
    length, steps = len(text), count.steps
    here, at = program.entry, start
    while here >= 0:
        steps += 1
        kind, operand, then = code[here]
        if kind == LEAF:
            if at < length and operand[text[at]]:
                here, at = then, at + 1
                continue
            here = NOWHERE
        elif kind == CHOICE:
            here, others = operand[text[at] if at < length else ""]
            for other in others:
                stack.append((other, at))
        elif kind == ACT:
            here, at = operand(machine, at)
        elif (longer and at == start) or (whole and at < length):
            here = NOWHERE
        else:
            count.steps = steps
            return at
        if here < 0:
            if steps > count.most:
                raise TooManySteps(f"{steps} steps for {length} characters: {text[:40]!r}")
            here, at = machine.go_back()
    count.steps = steps
    return None
