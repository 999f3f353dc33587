"""QGIS's own network settings, for the plain rooms."""

from __future__ import annotations

from urllib.parse import quote

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

_SCHEMES = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5h",
}


def hand_over_proxies() -> None:
    """Requests go through the proxy of QGIS's options, page Network, if there is one there.

    Without one, or with that of the system, they go the way that the system says.
    """
    from ..net.proxies import use_proxies

    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()
    scheme = _SCHEMES.get(proxy.type())
    if scheme is None or not proxy.hostName():
        use_proxies(None)
        return
    names = [quote(text, safe="") for text in (proxy.user(), proxy.password()) if text]
    who = ":".join(names) + "@" if names else ""
    address = f"{scheme}://{who}{proxy.hostName()}:{proxy.port()}"
    direct = [*manager.excludeList(), *manager.noProxyList()]
    use_proxies({"http": address, "https": address}, direct)
