"""The acts of the programme, a module for each stage: what an act makes so, or why not.

A rule takes the case and a scene, and gives an `Outcome` or a `Refusal`. It never moves a label, never renders, never asks anyone anything.
"""
