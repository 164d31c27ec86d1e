"""How the reader's kernels are compiled, also where nothing may be written."""

import warnings
from collections.abc import Callable
from typing import Any, TypeVar

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile a kernel on first use and keep the machine code where a folder can be written.

    A read-only installation without a home directory has no such folder: numba refuses there, and the kernel is
    then compiled once per process instead. The kept code knows only its own file: after a change in a kernel that
    others call, delete the `__pycache__` folders.
    """
    try:
        return _compile(kernel, cache=True)
    except RuntimeError:
        return _compile(kernel, cache=False)


def _compile(kernel: Kernel, *, cache: bool) -> Kernel:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", numba.errors.NumbaWarning)
        done: Kernel = numba.njit(kernel, cache=cache, nogil=True, fastmath=False)
    return done
