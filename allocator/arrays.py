"""Reading what callers give into read-only arrays of whole numbers, collecting everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import SagsfordelerError

IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]
FloatArray: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = tuple[int | None, ...]
"""None stands for any length."""

LARGEST_SUM: Final = 2**53
"""Sums of absolute values stay below this, so that they are exact also where a solver calculates in doubles."""

_Scalar = TypeVar("_Scalar", bound=np.generic)
_INT64: Final = np.iinfo(np.int64)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a problem: in which field, where in it, what, and what to do."""

    field: str
    index: tuple[int, ...] | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = "" if self.index is None else f"[{', '.join(map(str, self.index))}]"
        return f"{self.field}{place} {self.what}: {self.remedy}"


class MalformedProblem(SagsfordelerError, ValueError):
    """What was given does not describe a problem; `faults` holds everything found wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class ArrayReader:
    """Reads one field after the other; what cannot be read becomes a fault and None."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def matrix(self, field: str, value: ArrayLike) -> IntArray:
        """A read-only int64 copy of a matrix without which nothing else can be judged: a fault is raised at once."""
        if value is None:
            self.reject(field, None, "is missing", "give an array of shape (cases, consultants)")
        read = self.integers_if_given(field, value, (None, None))
        if read is None:
            raise MalformedProblem(self.faults)
        return read

    def integers_if_given(
        self, field: str, value: ArrayLike | None, *shapes: Shape, at_least: int | None = None
    ) -> IntArray | None:
        """A read-only int64 copy of `value`, or None where there is none or it was faulty.

        Integral floats count as integers. `shapes` and entries from `at_least` are what will do.
        """
        raw = self._array(field, value, shapes)
        if raw is None:
            return None
        if raw.dtype.kind not in "bi" and self._some_entry_is(
            _not_an_integer(raw), field, raw, "give whole numbers of at most 63 bits"
        ):
            return None
        if at_least is not None and self._some_entry_is(raw < at_least, field, raw, f"give {at_least} or more"):
            return None
        return closed(np.array(raw, dtype=np.int64))

    def integers(
        self, field: str, value: ArrayLike | None, *shapes: Shape, default: int, at_least: int | None = None
    ) -> IntArray:
        """As `integers_if_given`, filled with `default` in the first shape where there is nothing to be had."""
        read = self.integers_if_given(field, value, *shapes, at_least=at_least)
        return closed(np.full(_smallest(shapes[0]), default, dtype=np.int64)) if read is None else read

    def booleans(self, field: str, value: ArrayLike | None, shape: Shape, *, default: bool) -> BoolArray:
        """A read-only bool copy of `value` (0 and 1 will do), filled with `default` as in `integers`."""
        raw = self._array(field, value, [shape])
        if raw is None or self._some_entry_is((raw != 0) & (raw != 1), field, raw, "give True or False"):
            return closed(np.full(_smallest(shape), default))
        return closed(np.array(raw, dtype=np.bool_))

    def integer(self, field: str, value: object) -> int:
        """A Python integer of any size; 0 after a fault."""
        if isinstance(value, (int, np.integer)) or (
            isinstance(value, (float, np.floating)) and float(value).is_integer()
        ):
            return int(value)
        self.reject(field, None, f"is {value!r}", "give a whole number")
        return 0

    def reject(self, field: str, index: tuple[int, ...] | None, what: str, remedy: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(field, index, what, remedy))

    def is_faulty(self, field: str) -> bool:
        """Whether there is a fault in this field."""
        return any(fault.field == field for fault in self.faults)

    def bound_sum(self, of: str, parts: Sequence[tuple[str, IntArray, int]]) -> bool:
        """Check that the absolute values of some (field, array, times each entry can count) sum to less than 2**53."""
        if sum(_largest(array) * array.size * times for _, array, times in parts) < LARGEST_SUM:
            return True
        total = sum(_absolute_sum(array) * times for _, array, times in parts)
        if total < LARGEST_SUM:
            return True
        field, array, _ = max(parts, key=lambda part: np.abs(part[1].astype(float)).max(initial=0.0))
        index = _index_of_first(np.abs(array.astype(float)) == np.abs(array.astype(float)).max())
        self.reject(
            field,
            index,
            f"is {array[index]}, the largest of the {of}, whose absolute values sum to {total}",
            "keep the sum below 2**53 = 9007199254740992: by a coarser unit, and by `allowed` for a forbidden pair",
        )
        return False

    def raise_faults(self) -> None:
        """Raise `MalformedProblem` if there was any fault."""
        if self.faults:
            raise MalformedProblem(self.faults)

    def _array(self, field: str, value: ArrayLike | None, shapes: Sequence[Shape]) -> NDArray[Any] | None:
        if value is None:
            return None
        try:
            raw = np.asarray(value)
        except ValueError:
            self.reject(field, None, "has rows of different lengths", f"give an array of shape {_in_words(shapes)}")
            return None
        if not any(_fits(raw.shape, shape) for shape in shapes):
            self.reject(field, None, f"has shape {raw.shape}", f"give an array of shape {_in_words(shapes)}")
            return None
        if raw.dtype.kind not in "biufO":
            self.reject(field, None, f"holds values of type {raw.dtype}", "give whole numbers or booleans")
            return None
        return raw

    def _some_entry_is(self, wrong: BoolArray, field: str, raw: NDArray[Any], remedy: str) -> bool:
        if not wrong.any():
            return False
        index = _index_of_first(wrong)
        others = int(wrong.sum()) - 1
        self.reject(field, index, f"is {raw[index]!s}" + (f" (and {others} more like it)" if others else ""), remedy)
        return True


def closed(array: NDArray[_Scalar]) -> NDArray[_Scalar]:
    """The array itself, closed for writing."""
    array.setflags(write=False)
    return array


def _not_an_integer(raw: NDArray[Any]) -> BoolArray:
    match raw.dtype.kind:
        case "O":
            wrong = [not isinstance(x, (int, np.integer)) or not _INT64.min <= x <= _INT64.max for x in raw.flat]
            return np.array(wrong, dtype=np.bool_).reshape(raw.shape)
        case "f":
            return np.asarray(~np.isfinite(raw) | (raw != np.floor(raw)) | (np.abs(raw) >= 2.0**63))
        case "u":
            return np.asarray(raw > np.uint64(_INT64.max))
        case _:
            return np.zeros(raw.shape, dtype=np.bool_)


def _largest(array: IntArray) -> int:
    """The largest absolute value, 0 where there is none."""
    return max(int(array.max(initial=0)), -int(array.min(initial=0)))


def _absolute_sum(array: IntArray) -> int:
    roughly = float(np.abs(array.astype(float)).sum())
    return int(roughly) if roughly >= 2 * LARGEST_SUM else int(np.abs(array).sum())


def _index_of_first(chosen: BoolArray) -> tuple[int, ...]:
    return tuple(int(axis[0]) for axis in np.nonzero(chosen))


def _fits(shape: tuple[int, ...], wanted: Shape) -> bool:
    return len(shape) == len(wanted) and all(w is None or s == w for s, w in zip(shape, wanted, strict=True))


def _smallest(shape: Shape) -> tuple[int, ...]:
    return tuple(length or 0 for length in shape)


def _in_words(shapes: Sequence[Shape]) -> str:
    words = (tuple("any" if length is None else length for length in shape) for shape in shapes)
    return " or ".join(map(str, words)).replace("'", "")
