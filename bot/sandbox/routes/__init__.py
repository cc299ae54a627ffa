"""REST, one module for each of GitHub's resources: a table of routes and the functions that answer them.

A route says in the table who may; the function reads, acts through `acts`, and shows through `shapes`. No state of its own.
"""
