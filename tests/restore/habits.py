"""Mirrors as a property test draws them."""

from hypothesis import strategies as st

from pipelines.restore import Decoder, Mirror


def mirrors() -> st.SearchStrategy[Mirror]:
    """Draw the habits of one mirror, common and rare ones alike."""
    return st.builds(
        Mirror,
        rows=st.sampled_from([0, 9, 40, 122]),
        decoder=st.sampled_from(Decoder),
        knows_fe=st.booleans(),
        private_use=st.booleans(),
        half_width=st.booleans(),
        spaced=st.booleans(),
        cuts=st.sampled_from(["！；？", "！；？，。、", "；？", ""]),
    )
