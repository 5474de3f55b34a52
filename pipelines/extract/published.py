def read_date(*a): raise NotImplementedError
