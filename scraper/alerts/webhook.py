"""A message by HTTP: JSON to an address that the operator named, whose secrets stay out of every line."""

import base64
import urllib.request
from http.client import HTTPException
from urllib.parse import unquote, urlsplit, urlunsplit

from schemas.alert import Alert
from scraper import __version__
from scraper.alerts.within import PATIENCE, SENT, Undelivered


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows nothing: what a redirect makes of a message that is posted is a request without it."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Return None, so that the redirect itself is the answer."""


def post(alert: Alert, url: str) -> str:
    """Send the message as JSON to a webhook; raise Undelivered where it does not answer with 2xx."""
    if not url.startswith(("http://", "https://")):
        raise Undelivered("ALERT_WEBHOOK is no http or https address")
    try:
        address, authorization = part_login(url)
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"difang/{__version__}"}
        request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
            address, alert.model_dump_json().encode("utf-8"), headers | authorization
        )
        with urllib.request.build_opener(_Straight).open(request, timeout=PATIENCE) as answer:
            answer.read(1)
    except (OSError, HTTPException, ValueError) as error:
        raise Undelivered(f"the webhook could not be reached: {error}") from None
    return SENT


def part_login(url: str) -> tuple[str, dict[str, str]]:
    """Return an address without its login, and the header that says the login.

    >>> part_login("https://desk:s%40d@hooks.example.org:8443/a?b=1")
    ('https://hooks.example.org:8443/a?b=1', {'Authorization': 'Basic ZGVzazpzQGQ='})
    >>> part_login("http://example.org/")
    ('http://example.org/', {})
    """
    parts = urlsplit(url)
    login, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, {}
    said = base64.b64encode(unquote(login).encode("utf-8")).decode("ascii")
    return urlunsplit(parts._replace(netloc=host)), {"Authorization": f"Basic {said}"}
