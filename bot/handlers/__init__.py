"""GitHub's words → our events: one module a webhook, named as GitHub names it. Gather, decide, hand over; nothing else.

`route.py` says to which case a message belongs, before the lease is taken; `table.py` which module handles which message.
"""
