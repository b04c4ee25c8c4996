"""The door of the history server."""
