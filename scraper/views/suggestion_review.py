"""What is proposed for a site: each page that was looked at with what the proposed declarations find on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from schemas import Article, Page, Rejected, Rules
from scraper.authoring.proposal import Suggestion
from scraper.crawl.spider import NewsSpider
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
    site = _proposed(suggestion)
    for page in pages:
        if page.url in suggestion.start_urls:
            try:
                review.listings.append(review_listing(page, site, suggestion.article_links))
            except Rejected:
                pass
            else:
                continue
        review.articles.append(review_page(page, site.rules))
    review.articles.sort(key=lambda one: not isinstance(one.outcome, Article))
    return review


def _proposed(suggestion: Suggestion) -> type[NewsSpider]:
    """Return the proposed spider: what it does not declare is its family's."""
    family = load_family(suggestion.family) if suggestion.family else NewsSpider
    declared: dict[str, Any] = {
        "name": "proposed",
        "site_name": suggestion.site_name,
        "confidence": "high",  # to see what the rules find: of low confidence the general reader overrules them
        "allowed_domains": list(suggestion.hosts),
        "start_urls": list(suggestion.start_urls),
        "article_links": suggestion.article_links,
    }
    if suggestion.article_url:
        declared["article_url"] = suggestion.article_url
    if suggestion.rules:
        declared["rules"] = Rules.model_validate(suggestion.rules)
    return type("ProposedSpider", (family,), declared)
