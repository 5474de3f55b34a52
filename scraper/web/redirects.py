"""Redirects: by status as Scrapy follows them, by a page that is nothing but a jump, and never round in a ring."""

from urllib.parse import urldefrag

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from scraper.web.jumps import find_jump


class RedirectRing(IgnoreRequest):
    """A redirect leads back to where the request has been."""


class Ringless(BaseRedirectMiddleware):
    """What both kinds of redirects have in common: a ring is seen at its first round."""

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        been = [urldefrag(url).url for url in (*request.meta.get("redirect_urls", []), request.url)]
        target = urldefrag(redirected.url).url
        if target == been[-1]:
            raise RedirectRing(f"{target} redirects to itself ({reason})")
        if target in been:
            raise RedirectRing(f"{' -> '.join((*been, target))} redirects in a ring ({reason})")
        return super()._redirect(redirected, request, reason)


class StatusRedirect(Ringless, RedirectMiddleware):
    """Downloader middleware: 301, 302, 303, 307 and 308."""


class PageRedirect(Ringless):
    """Downloader middleware: a page of a script or a refresh leads on as a redirect does."""

    enabled_setting = "METAREFRESH_ENABLED"

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response, or the request for the page that it leads on to."""
        if request.meta.get("dont_redirect") or not isinstance(response, HtmlResponse):
            return response
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        jump = find_jump(response.body, kind, response.url) if response.status < 300 else None
        if jump is None:
            return response
        redirected = self._redirect_request_using_get(request, response, jump.url)
        return self._redirect(redirected, request, jump.means)
