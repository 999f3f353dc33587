"""The proxy through which requests go."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

_proxies: dict[str, str] | None = None
_direct: tuple[str, ...] = ()


def use_proxies(proxies: Mapping[str, str] | None, direct: Sequence[str] = ()) -> None:
    """Requests go through ``proxies`` from now on: {"http": "http://host:port", "https": ...}.

    None: through what the system says (its settings, or the environment). Addresses that start
    with one of ``direct``, and this machine itself, are reached without any.
    """
    global _proxies, _direct
    _proxies = None if proxies is None else dict(proxies)
    _direct = tuple(start for start in direct if start)


def proxies_for(url: str) -> dict[str, str]:
    """The proxies to reach ``url`` through, by scheme; {} for none."""
    if _is_this_machine(urlsplit(url).hostname or "") or url.startswith(_direct):
        return {}
    if _proxies is not None:
        return dict(_proxies)
    from requests.utils import get_environ_proxies

    return get_environ_proxies(url)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
