"""What the bot does with each kind of update: read it, ask the core, send what it says. One concern a module."""
