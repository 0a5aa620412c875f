"""Finished portals sent to private places: a folder, a zip, a bucket, or a server by rclone."""

__all__ = [
    "headers",
    "manifest",
    "places",
    "plan",
    "portal_files",
    "publish",
    "record",
    "refusals",
    "settings",
    "withdrawal",
    "zip_file",
]
