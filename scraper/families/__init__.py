"""One base class for each content management system: what its sites have in common."""
