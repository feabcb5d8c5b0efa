"""A child that needs nothing but its pipe gets nothing but its pipe: no new file, no other
process, no network, no new rights. Reading files is left to it, as Python imports late.

Linux refuses the calls by a seccomp filter (libseccomp, by pyseccomp). Where that is missing, and
on macOS, the resource limits remain; Windows has none of them (docs/security.md).
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

#: What a child's environment keeps: without these Windows starts no program.
KEPT = ("SYSTEMROOT", "WINDIR")
#: System calls that are refused: network, processes, other processes' memory, changes of files.
#: io_uring would do all of them by a way of its own. A name that a machine lacks is passed over.
_REFUSED = (
    *("socket", "socketpair", "io_uring_setup", "fork", "vfork", "execve", "execveat"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd", "bpf"),
    *("creat", "truncate", "ftruncate", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
    *("mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink", "symlinkat", "mknod", "mknodat"),
    *("chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utimensat"),
    *("mount", "unshare", "setns", "perf_event_open", "userfaultfd", "keyctl"),
)
#: Their arguments lie in memory, where no filter looks: callers fall back to the older calls.
_UNSEEN = ("clone3", "openat2")
_CLONE_THREAD = 0x10000
_ACCESS = os.O_RDONLY | os.O_WRONLY | os.O_RDWR
#: Ways to open a file that are refused: bits of the flags, and what they say.
_WRITING = ((_ACCESS, os.O_WRONLY), (_ACCESS, os.O_RDWR), (os.O_CREAT, os.O_CREAT))
_PR_SET_NO_NEW_PRIVS = 38


def list_environment() -> dict[str, str]:
    """All that a confined child is told of where it runs."""
    return {name: os.environ[name] for name in KEPT if name in os.environ}


def confine_process() -> None:
    """Give up, for all this process's life, what its answers do not need."""
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        with suppress(ImportError, RuntimeError):  # no libseccomp here
            _refuse_calls()  # first: the search for the library starts a process
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _refuse_calls() -> None:
    import pyseccomp as seccomp  # type: ignore[import-untyped]

    refused = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    for name, action, *conditions in _list_rules(seccomp):
        with suppress(OSError):  # a call that this machine does not have
            refused.add_rule(action, name, *conditions)
    refused.load()


def _list_rules(seccomp: Any) -> Iterator[tuple[Any, ...]]:
    """(call, answer, conditions on its arguments)."""
    no, unknown = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    has_bits = partial(_compare, seccomp)
    for name in _REFUSED:
        yield name, no
    for name in _UNSEEN:
        yield name, unknown
    yield "clone", no, has_bits(0, _CLONE_THREAD, 0)
    for name, place in (("open", 1), ("openat", 2)):
        for mask, value in _WRITING:
            yield name, no, has_bits(place, mask, value)


def _compare(seccomp: Any, place: int, mask: int, value: int) -> Any:
    return seccomp.Arg(place, seccomp.MASKED_EQ, mask, value)
