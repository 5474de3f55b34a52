def read_section(*a): raise NotImplementedError
def read_site_name(*a): raise NotImplementedError
