"""What editors are in the middle of, between their chats and the knowledge's files."""
