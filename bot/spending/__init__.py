"""What the assistant spends: credits of Cal.com, caps on a day's use, and what was used, counted."""
