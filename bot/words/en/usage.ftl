usage-status-answer = answered
usage-status-ambiguous = asked back
usage-status-not-found = not found
usage-nothing = No questions in this time.
