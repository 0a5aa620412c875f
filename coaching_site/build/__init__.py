"""From a workspace to the pages and files of one portal, and to what a browser loads."""

__all__ = [
    "as_of",
    "bundle",
    "bundle_scripts",
    "completion",
    "compose",
    "customising",
    "finish",
    "inputs",
    "leak_search",
    "minify_scripts",
    "outputs",
    "portal_source",
    "recovery",
    "sheets",
    "single_file",
    "site_folder",
    "sponsor_site",
    "termination",
    "verification",
    "workspace",
]
