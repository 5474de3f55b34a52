"""What is proposed for a site: each page that was looked at with what the proposed declarations find on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from schemas import Article, Page, Rejected, Rules
from scraper.authoring.proposal import Suggestion
from scraper.families.catalogue import load_family
from scraper.views.listing_review import ListingReview, review_listing
from scraper.views.page_review import Review, review_page


@dataclass
class SuggestionReview:
    """The proposed spider and the pages that speak for it."""

    template: ClassVar[str] = "suggestion_review.html"

    suggestion: Suggestion
    source: str  # of the spider's module
    articles: list[Review]
    listings: list[ListingReview]

    @property
    def heading(self) -> str:
        """The site's name as its pages print it, else its hosts."""
        return self.suggestion.site_name or ", ".join(self.suggestion.hosts) or "suggestion"


def review_suggestion(suggestion: Suggestion, source: str, pages: Sequence[Page]) -> SuggestionReview:
    """Return the review of a suggestion: its articles under the proposed rules, its listings, and what is neither."""
    review = SuggestionReview(suggestion, source, [], [])
    rules = _rules_of(suggestion)
    for page in pages:
        if page.url in suggestion.start_urls:
            try:
                review.listings.append(review_listing(page, None, suggestion.article_links))
            except Rejected:
                pass
            else:
                continue
        review.articles.append(review_page(page, rules))
    review.articles.sort(key=lambda one: not isinstance(one.outcome, Article))
    return review


def _rules_of(suggestion: Suggestion) -> Rules:
    """Return the rules that the proposed spider reads by: its own, or its family's where it declares none."""
    if suggestion.rules or not suggestion.family:
        return Rules.model_validate(suggestion.rules)
    return load_family(suggestion.family).rules
