"""Turn a government's administrative powers, kept as YAML under git, into a public catalogue."""
