"""What happens when somebody acts: the state changes, the timeline gets its line, and the webhooks are told.

One module for each kind of thing. Whether the actor may is asked before, by the routes.
"""
