"""Vietnamese text: normal forms, syllables, keystrokes, slips, sentences, dates. Pure; knows no other package."""
