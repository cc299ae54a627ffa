"""How GitHub shows things in JSON, one module for each kind of thing, key for key as its published schemas have them.

Renderers only read. Time is shown in whole seconds of UTC, as REST does.
"""
