"""Keys, envelopes and locks: the coach's pair of keys, what it opens, what passphrases open."""

__all__ = [
    "age_file",
    "envelope",
    "lock_container",
    "lock_file",
    "lock_passphrase",
    "passphrase",
    "private_key",
    "public_key",
    "signature",
]
