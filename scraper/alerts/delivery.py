"""The ways to an operator: a webhook, mail, a command. Each raises Undelivered, in one line, where it fails."""

import shlex
import smtplib
import ssl
import subprocess
from collections.abc import Callable, Mapping
from email.message import EmailMessage

from scrapy.settings import BaseSettings

from schemas.alert import Alert
from scraper.alerts.letter import word_alert
from scraper.alerts.webhook import post
from scraper.alerts.within import PATIENCE, SENT, Undelivered, act_within
from scraper.console.saying import last_words

SECURITIES = ("none", "starttls", "tls")
"""How a mail server may be spoken to; a password never crosses an open network with the last two."""

Channel = Callable[[Alert], str]
"""Delivers a message, and returns what came of it: SENT, and to whom not."""


def open_channels(settings: BaseSettings) -> Mapping[str, Channel]:
    """Return the channels that the settings name: ALERT_WEBHOOK, ALERT_MAIL_TO, ALERT_COMMAND."""
    channels: dict[str, Channel] = {}
    if url := settings.get("ALERT_WEBHOOK"):
        channels["webhook"] = lambda alert: act_within(PATIENCE, lambda: post(alert, url))
    if receivers := settings.getlist("ALERT_MAIL_TO"):
        channels["mail"] = lambda alert: act_within(PATIENCE, lambda: mail(alert, receivers, settings))
    if command := settings.get("ALERT_COMMAND"):
        channels["command"] = lambda alert: hand_over(alert, command)
    return channels


def mail(alert: Alert, receivers: list[str], settings: BaseSettings) -> str:
    """Send the message by SMTP, by the ALERT_MAIL_ settings, and say whom the server refused; raise Undelivered for all."""
    message = EmailMessage()
    try:
        message["Subject"] = f"[difang] {alert.summary}"
        message["From"], message["To"] = settings["ALERT_MAIL_FROM"], ", ".join(receivers)
        message.set_content(word_alert(alert), cte="base64")
        message.add_attachment(
            alert.model_dump_json(indent=2), subtype="json", filename="alert.json", cte="base64"
        )
        with _connect(settings) as server:
            if user := settings.get("ALERT_MAIL_USER"):
                server.login(user, settings.get("ALERT_MAIL_PASSWORD") or "")
            refused = server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise Undelivered(f"the mail could not be sent: {error}") from None
    return f"{SENT}, but not to {', '.join(sorted(refused))}" if refused else SENT


def _connect(settings: BaseSettings) -> smtplib.SMTP:
    """Return the mail server, spoken to as ALERT_MAIL_SECURITY says: tls from the start, starttls, or none."""
    host, port = settings["ALERT_MAIL_HOST"], settings.getint("ALERT_MAIL_PORT")
    security = settings.get("ALERT_MAIL_SECURITY") or "none"
    if security not in SECURITIES:
        raise ValueError(f"ALERT_MAIL_SECURITY is one of {', '.join(SECURITIES)}, not {security!r}")
    if security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=PATIENCE)
    if security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def hand_over(alert: Alert, command: str) -> str:
    """Run the operator's command with the message as JSON on its stdin; raise Undelivered where it does not end with 0."""
    try:
        words = shlex.split(command)
        body = alert.model_dump_json().encode("utf-8")
        done = subprocess.run(words, input=body, timeout=PATIENCE, capture_output=True, check=False)  # noqa: S603 - his own words
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise Undelivered(f"the command could not be run: {error}") from None
    if done.returncode:
        said = last_words(done.stderr)
        raise Undelivered(f"the command ended with {done.returncode}{f': {said}' if said else ''}")
    return SENT
