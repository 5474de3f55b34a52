from tests.quality.figures import Figure
from tests.quality.peers import Peer, asked


def test_a_field_that_a_peer_does_not_read_is_no_null_of_its() -> None:
    peer = Peer("nobody", lambda _: {}, frozenset(("title",)))
    figures = {"title": Figure(0.5, 0.5, 0.0), "editor": Figure(0.2, 0.0, 0.8), "body recall": Figure(0.9)}
    assert set(asked(peer, figures)) == {"title", "body recall"}
