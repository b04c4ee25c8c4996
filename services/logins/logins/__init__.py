"""Logins of the cluster's users, for the programs of several images."""

from .users import Users

__all__ = ["Users"]
