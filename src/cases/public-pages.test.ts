// The public pages over HTTP: the whole way of an applicant, and everything that somebody may do wrong on it.
