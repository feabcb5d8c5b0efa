"""One store for several app processes: PostgreSQL is the log, each process has a copy of its own.

A write takes PostgreSQL's lock, takes over what is new there, and commits there first; reads stay
in the process's own folder, which is a whole store by itself (`postgres`, `replica`).
"""
