"""The demonstration: people who use microacq, played over HTTP against the sandbox GitHub. Imports nothing of the bot (a contract)."""
