"""How a site is walked: listings, links, paging, the parts of an article; nothing looks inside one."""
