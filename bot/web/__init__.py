"""The web server: GitHub's webhooks, taken and kept, and whether all is well. Never handles an event: it is answered once it is on disk."""
