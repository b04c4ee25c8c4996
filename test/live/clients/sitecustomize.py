"""Finds the gateway by the name in its certificate, as DNS would: `GATEWAY_HOST` is at `GATEWAY_ADDRESS`. Python loads it in every process here."""

import os
import socket

_look_up = socket.getaddrinfo


def _getaddrinfo(host, *arguments, **options):
    known = host == os.environ.get("GATEWAY_HOST")
    return _look_up(os.environ["GATEWAY_ADDRESS"] if known else host, *arguments, **options)


socket.getaddrinfo = _getaddrinfo
