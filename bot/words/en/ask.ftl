ask-ambiguous = A few entries fit about equally. Do you mean:
ask-not-found = The knowledge base has nothing on this yet.
ask-near = The nearest are:
