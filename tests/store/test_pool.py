"""Children lent one at a time: who finds none waits, or is told that there is none."""

import threading
from typing import Any

from store.child.pool import Pool


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
