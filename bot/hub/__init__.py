"""GitHub, spoken to as a GitHub App: the Gateway of `ports/gateway.py` over gidgethub. Never decides what to ask or to write."""
