"""The method in plain words: a page made from the policy in force, with its real numbers."""

from allocator.method.page import describe_method

__all__ = ["describe_method"]
