"""Replies: what an executive sends back, locked for the coach, who decides what is taken."""
