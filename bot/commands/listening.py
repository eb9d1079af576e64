"""A port to serve at, opened before anything else is started, so that a taken one is said at once."""

import socket

import click


def listener(host: str, port: int, *, who: str, advice: str) -> socket.socket:
    """A listening socket. ``who`` cannot listen, and ``advice`` says how to choose another port, where it is taken."""
    is_six = ":" in host
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if is_six else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]  # Python repeats the address in brackets
        raise click.ClickException(f"{who} cannot listen at {host}, port {port} ({reason}). {advice}") from None
    # Connections inherit it. asyncio sets it by itself only on sockets that name their protocol, which these do not;
    # without it every answer on a kept connection waits 40 ms for the other side's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
