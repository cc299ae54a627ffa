"""microacq: micro-acquisition of open-source code, on GitHub."""

__version__ = "0.1.0"
