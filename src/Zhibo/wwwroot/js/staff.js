// Staff pages: keyboard and live queues. Everything works without it.
