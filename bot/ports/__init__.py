"""What the shell needs from outside, as Protocols only: GitHub, the store, the clock, the keys.

No implementation stands here, and nothing here imports one.
"""
