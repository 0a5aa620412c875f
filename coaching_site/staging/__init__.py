"""Directories and files that are replaced whole or not at all, and what a kill leaves of them."""

from coaching_site.staging.host_files import kept_paths
from coaching_site.staging.interrupted_builds import recover
from coaching_site.staging.marker import MARKER, count_missing, foreign_in, marker_in
from coaching_site.staging.preview_folder import PreviewFolder, remove_dead_previews
from coaching_site.staging.private_folders import private_folder, shared_with_others
from coaching_site.staging.staging_folder import StagingFolder
from coaching_site.staging.target_contents import TargetBlocked
from coaching_site.staging.target_location import (
    folder_around,
    portal_around,
    project_around,
    refuse_unsafe_target,
)

__all__ = [
    "MARKER",
    "PreviewFolder",
    "StagingFolder",
    "TargetBlocked",
    "count_missing",
    "folder_around",
    "foreign_in",
    "kept_paths",
    "marker_in",
    "portal_around",
    "private_folder",
    "project_around",
    "recover",
    "refuse_unsafe_target",
    "remove_dead_previews",
    "shared_with_others",
]
