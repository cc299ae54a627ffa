"""Issue forms: the Markdown that GitHub makes of them, read into the nouns of `core` or into reasons.

Never decides what follows from a form, and never fetches one. An issue's labels are never trusted: its body says which form it is.
"""
