"""The files beside the pages: calendars and PDFs."""

__all__ = ["calendar", "former_files", "page_count", "pdf"]
