def read_credits(*a): raise NotImplementedError
