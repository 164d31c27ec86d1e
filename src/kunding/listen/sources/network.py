"""To which addresses Kunding connects: public ones, and private ones that the operator allows by name.

Whoever may type in an address could otherwise reach what only this machine can reach.
"""

import ipaddress
import socket
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# Where the last 32 bits are an address of IPv4: translated (RFC 6052), and as it was once written (RFC 4291).
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


class AddressIsForbidden(Exception):
    """The host lies in a network to which Kunding does not connect; the text says which and what to do."""


def is_permitted(address: str, allowed: Sequence[Network]) -> bool:
    """Return whether Kunding may connect to an address.

    >>> inside = [ipaddress.ip_network("10.0.0.0/8")]
    >>> [is_permitted(ip, inside) for ip in ("10.1.2.3", "192.168.0.1", "::ffff:127.0.0.1", "2001:4860:4860::8888")]
    [True, False, False, True]
    """
    found = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if any(found.version == network.version and found in network for network in allowed):
        return True
    return found.is_global and not found.is_multicast


def resolved(host: str, port: int, allowed: Sequence[Network]) -> list[str]:
    """Return the addresses of a host.

    Raises AddressIsForbidden where one of them lies in a private network, OSError where the name is unknown.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host[:80]} is no name of a host") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_permitted(address, allowed):
            raise AddressIsForbidden(
                f"{host} is {address}, which is no public address; the setting KUNDING_ALLOWED_NETWORKS can allow it."
            )
    return addresses


def connected(host: str, port: int, *, allowed: Sequence[Network], timeout: float) -> socket.socket:
    """Return a connection to an address that was checked: the name is not looked up again."""
    last: OSError = OSError(f"{host} has no address")
    for address in resolved(host, port, allowed):
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            last = error
    raise last


def all_named(host: str, port: int, allowed: Sequence[Network]) -> bool:
    """Return whether the host lies in networks that the operator named: there, a line in the open is his decision.

    Raises as `resolved` does.
    """
    found = [ipaddress.ip_address(address.partition("%")[0]) for address in resolved(host, port, allowed)]
    return all(any(one.version == network.version and one in network for network in allowed) for one in found)


def _unwrapped(address: Address) -> Address:
    """The address of IPv4 inside of an address of IPv6, where there is one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return inside or address
