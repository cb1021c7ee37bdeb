preview-lost = Loses its answer
preview-ambiguous = Becomes ambiguous
preview-changed = Another answer
preview-answered = Now answered
preview-served = served
preview-edited = edited
preview-sum = { $asked } questions asked again; changed: { $changed }.
