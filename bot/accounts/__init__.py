"""Who is a guest and who a host: which chat account stands for which user of Cal.com, and what acts for them."""
