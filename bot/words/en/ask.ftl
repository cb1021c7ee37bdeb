ask-ambiguous = A few entries fit about equally. Do you mean:
ask-not-found = The knowledge base has nothing on this yet.
ask-near = The nearest are:
ask-list = { $count } entries:
ask-period = Period understood: { $period }
ask-conflict = There is no { $asked }; the nearest entry has: { $held }
