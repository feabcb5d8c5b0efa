"""One way to run a child process under limits, and one protocol to talk with it.

What may abort, hang or eat memory (a parser on a file from outside, a drawing engine) runs
in a Python process of its own: `store.child.process` is the parent's side,
`store.child.serving` the child's. Both send frames through pipes (`store.child.frames`).
`store.child.pool` lends children in turn to people, `store.child.work` has a worker do what
takes long, and prefers the one that knows what the work is about.
"""
