"""What the bot says, as Markdown: templates in two languages, people's words neutralised, and the signed marker.

Never decides what is said (`core/comments.py` does), and never talks to GitHub.
"""
