"""Children lent one at a time: who finds none waits, or is told that there is none."""

import threading
from typing import Any

import pytest

from store.child.pool import MOST_KNOWN, WORKS_FOR, Pool
from store.child.process import ChildError
from store.child.stop import Stop


class Stand:
    """In a child's stead."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def start(self) -> None:
        self.said.append("start")

    def close(self) -> None:
        self.said.append("close")


def make_pool(count: int) -> tuple[Pool, list[Any]]:
    children: list[Any] = [Stand() for _ in range(count)]
    stock = iter(children)
    return Pool(lambda: next(stock), count), children


def test_first_child_alone_is_started_and_all_are_closed() -> None:
    pool, (first, second) = make_pool(2)
    pool.start()
    assert (first.said, second.said) == (["start"], [])
    pool.close()
    assert (first.said, second.said) == (["start", "close"], ["close"])


def test_child_that_is_warm_is_lent_again_and_a_cold_one_only_beside_it() -> None:
    pool, (first, second) = make_pool(2)
    for _ in range(2):
        with pool.lend() as child:
            assert child is first
    with pool.lend() as child, pool.lend_idle() as other, pool.lend_idle() as none:
        assert (child, other, none) == (first, second, None)
    with pool.lend() as child:
        assert child is first
    with pool.lend_idle() as child:
        assert child is first
    assert pool.waiting_count == 0


def test_child_that_worked_about_the_same_is_lent_first_where_it_is_idle() -> None:
    pool, (first, second) = make_pool(2)
    with pool.lend(about="one") as child, pool.lend(about="two") as other:
        assert (child, other) == (first, second)
        with pool.lend_idle() as none:
            assert none is None
    for about, knowing in (("one", first), ("two", second), ("one", first)):
        with pool.lend(about=about) as child:
            assert child is knowing
    with pool.lend(about="two"), pool.lend(about="two") as other:
        assert other is first, "who does not know it is better than a wait"
    with pool.lend(), pool.lend_idle() as other, pool.lend_idle() as none:
        assert (other is None, none) == (False, None)


@pytest.mark.parametrize("others", [MOST_KNOWN - 1, MOST_KNOWN])
def test_what_a_child_worked_about_is_forgotten_after_enough_else(others: int) -> None:
    pool, (first, second) = make_pool(2)
    with pool.lend():
        for about in ("old", *map(str, range(others))):
            with pool.lend(about=about) as child:
                assert child is second
    with pool.lend(about="old") as child:
        assert child is (second if others < MOST_KNOWN else first)


def test_child_comes_back_also_after_an_error() -> None:
    pool, (only,) = make_pool(1)
    for lend in (pool.lend, pool.lend_idle):
        try:
            with lend():
                raise ValueError
        except ValueError:
            with pool.lend_idle() as child:
                assert child is only


def test_who_finds_no_child_waits_and_is_counted() -> None:
    pool, (only,) = make_pool(1)
    lent: list[object] = []
    is_waiting = threading.Event()

    def borrow() -> None:
        is_waiting.set()
        with pool.lend() as child:
            lent.append(child)

    with pool.lend():
        thread = threading.Thread(target=borrow)
        thread.start()
        is_waiting.wait()
        while not pool.waiting_count:
            threading.Event().wait(0.001)
        assert (pool.waiting_count, lent) == (1, [])
    thread.join()
    assert (pool.waiting_count, lent) == (0, [only])


def work_for(pool: Pool, person: str, served: list[str], stop: Stop | None = None) -> Any:
    """A thread that waits for a child for somebody, and says that it was served; it is waited
    for until it waits."""

    def borrow() -> None:
        WORKS_FOR.set(person)
        try:
            with pool.lend(stop):
                served.append(person)
        except ChildError as refused:
            served.append(refused.reason)

    before = pool.waiting_count
    thread = threading.Thread(target=borrow)
    thread.start()
    while pool.waiting_count == before and thread.is_alive():
        threading.Event().wait(0.001)
    return thread


def test_turns_go_round_between_people() -> None:
    pool, _ = make_pool(1)
    served: list[str] = []
    with pool.lend():
        threads = [work_for(pool, person, served) for person in "aaabbc"]
    for thread in threads:
        thread.join()
    assert served == list("abcaba")


def test_who_has_a_child_at_work_waits_behind_who_has_none() -> None:
    pool, _ = make_pool(2)
    served: list[str] = []
    WORKS_FOR.set("a")
    with pool.lend():
        with pool.lend():
            threads = [work_for(pool, person, served) for person in "ab"]
        for thread in threads:
            thread.join()
    WORKS_FOR.set("")
    assert served == ["b", "a"]


def test_who_waits_can_be_stopped_and_the_others_are_served() -> None:
    pool, _ = make_pool(1)
    served: list[str] = []
    stop = Stop()
    with pool.lend():
        threads = [work_for(pool, "a", served, stop), work_for(pool, "b", served)]
        stop.ask()
        assert pool.waiting_count == 1
    for thread in threads:
        thread.join()
    assert sorted(served) == ["b", "stopped"]


def test_who_comes_where_too_many_wait_is_refused_at_once() -> None:
    children: list[Any] = [Stand()]
    pool = Pool(children.pop, 1, most_waiting=1)
    served: list[str] = []
    with pool.lend():
        waiting = work_for(pool, "a", served)
        with pytest.raises(ChildError, match="busy"), pool.lend():
            pass
    waiting.join()
    assert served == ["a"]
