"""What an executive sends back: decrypted, compared, and applied as the coach decides."""

__all__ = [
    "apply",
    "compare",
    "decryption",
    "first_value",
    "ids",
    "inbox",
    "pdf_form",
    "proposal",
    "receipts",
    "reply",
    "signer",
    "trust",
    "wording",
    "workbook",
]
