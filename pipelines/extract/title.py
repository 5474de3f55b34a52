def read_title(*a): raise NotImplementedError
