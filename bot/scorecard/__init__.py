"""How well questions are answered, in each way that people type: questions, ways of typing, figures, their forms."""
