"""The ways to travel, as people read them."""

from __future__ import annotations

from .text import tr


def by_mode(mode: str) -> str:
    """How one travels: "by car"; a mode without a wording is its own word."""
    words = {"car": tr("by car"), "bike": tr("by bicycle"), "foot": tr("on foot")}
    return words.get(mode, mode)
