"""From a person's words to an answer in their chat: asked, shown, remembered and recorded."""
