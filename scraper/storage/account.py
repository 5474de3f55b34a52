"""What became of each address that a run found: every one ends in one count."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas import Article, Reason, Rejection
from scraper.storage.ledger import AT_ONCE, key

DELIVERED, KNOWN, RESTING, GIVEN_UP = "delivered", "known", "resting", "given_up"
DOUBTFUL = "doubtful"  # may be an article's address, and nothing has told yet
OUT_OF_SCOPE, NOT_ALLOWED = "out_of_scope", "not_allowed"
NOT_ARTICLE, ATTACHMENT, OTHER_SITE = "not_article", "attachment", "other_site"
"""The ends of addresses that are never asked for as articles: another page, a file, somebody else's."""
REFUSED = "refused/"  # beginning of the ends that a reason follows

_ENDS = {Reason.DUPLICATE: KNOWN, Reason.FORBIDDEN: NOT_ALLOWED}


@dataclass(frozen=True, slots=True)
class Balance:
    """What a run found, and where it stands when the run is over: found = ends + owed, where it adds up."""

    found: int = 0
    ends: Mapping[str, int] = field(default_factory=dict)
    owed: Mapping[str, int] = field(default_factory=dict)  # by the reason of the last try, "found" before it
    left: int = 0  # owed on purpose: limit=, since=, until=
    lost: int = 0  # addresses of which the account and the files tell different things

    @property
    def missed(self) -> int:
        """How many addresses are owed against the will of whoever started the run."""
        return sum(self.owed.values()) - self.left


class Account:
    """The addresses that a run found, articles and others, each with its end; open ones have none yet."""

    def __init__(self, owed: Iterable[int] = ()) -> None:
        """Begin with what earlier runs left open."""
        self._begun = frozenset(owed)
        self._ends: dict[int, str | None] = dict.fromkeys(self._begun)
        self._settled: set[int] = set()  # in this run, found or not
        self._others: dict[str, str] = {}  # addresses that are no article's
        self.left: set[int] = set()  # open on purpose: limit=
        self.again: set[int] = set()  # known, and looked at again

    @property
    def found(self) -> int:
        """How many addresses were found."""
        return len(self._ends) + len(self._others)

    def is_of_this_run(self, url: str) -> bool:
        """Tell whether the address was settled by this run, and no earlier one had found it."""
        return (one := key(url)) in self._settled and one not in self._begun

    def find(self, url: str, end: str | None = None) -> None:
        """Count an article's address; one that was found before keeps its end."""
        self._ends.setdefault(key(url), end)

    def pass_over(self, url: str, end: str) -> None:
        """Count an address that is no article's."""
        self._others.setdefault(url, end)

    def look_again(self, url: str) -> None:
        """Count a known article that is asked for again: it is known, whatever comes of it."""
        one = key(url)
        self._ends[one] = None
        self.again.add(one)

    def leave(self, url: str) -> None:
        """Count an article as left on purpose."""
        self.left.add(key(url))

    def deliver(self, article: Article) -> None:
        """End the addresses of a delivered article: one for its line, another that led to it as known."""
        first = key(article.requested_url or article.url)
        self._end(first, DELIVERED)
        if (second := key(article.url)) != first:
            self._end(second, KNOWN)

    def refuse(self, rejection: Rejection, *, settled: bool) -> None:
        """End the address of a refused page; one that is not settled stays open."""
        first = key(rejection.requested_url or rejection.url)
        if not settled:
            return
        given_up = rejection.reason in AT_ONCE
        end = GIVEN_UP if given_up else _ENDS.get(rejection.reason, REFUSED + rejection.reason.value)
        self._end(first, end)
        if (second := key(rejection.url)) != first:
            self._end(second, KNOWN if rejection.reason is Reason.DUPLICATE else RESTING)

    def _end(self, one: int, end: str) -> None:
        self._settled.add(one)
        if one in self._ends and self._ends[one] is None:
            self._ends[one] = end

    def open(self) -> set[int]:
        """Return the keys of the articles that have no end."""
        return {one for one, end in self._ends.items() if end is None} - self.again

    def ends(self) -> Counter[str]:
        """Return how many addresses ended in which way."""
        counts = Counter(
            end or KNOWN for one, end in self._ends.items() if end is not None or one in self.again
        )
        counts.update(self._others.values())
        return counts

    def balance(self, owed: Mapping[int, str], articles: int) -> Balance:
        """Return how the account stands beside the ledger's `owed` addresses and the written `articles`."""
        ends, opened = self.ends(), self.open()
        lost = len(opened ^ owed.keys()) + abs(ends[DELIVERED] - articles)
        reasons = Counter(owed.values())
        left = len(self.left & owed.keys())
        return Balance(self.found, dict(sorted(ends.items())), dict(sorted(reasons.items())), left, lost)
