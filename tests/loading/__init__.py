"""From YAML to records, or all problems."""
