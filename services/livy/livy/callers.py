"""Who calls, and in whose name."""

from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True)
class Caller:
    """The host that called, and the user that it speaks for."""

    user: str


def hosts_of(request: web.Request) -> set[str]:
    """What the caller's certificate says that it is, if it has shown one."""
    certificate = request.get_extra_info("peercert") or {}
    return {name for kind, name in certificate.get("subjectAltName", ()) if kind == "DNS"}


def caller_of(request: web.Request, superusers: frozenset[str]) -> Caller:
    """
    The user that the gateway, or another Livy, speaks for.

    They prove who they are by their certificates, which the cluster's authority signed; whoever else has one of those is nobody here. What the
    gateway says of a user is `doAs`, or `user.name` where there is no realm, and it never passes on what a caller wrote there himself.
    """
    if not hosts_of(request) & superusers:
        raise web.HTTPUnauthorized(text='{"msg": "Only the gateway may call."}', content_type="application/json")
    user = request.query.get("doAs") or request.query.get("user.name")
    if not user:
        raise web.HTTPUnauthorized(text='{"msg": "The gateway named no user."}', content_type="application/json")
    return Caller(user)
