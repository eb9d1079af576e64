"""What a host says of their own calendar: read, answered, and proposed; every write is a deed behind the proposal gate.

``tools`` is what a model may call, ``handling`` runs a call, ``deeds`` are the writes, ``doing`` carries them out.
"""
