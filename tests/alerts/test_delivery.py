"""Messages arrive where the operator wants them: a webhook, a mailbox, a command of his own."""

import json
import shlex
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import jsonschema
import pytest
from aiosmtpd.controller import Controller
from scrapy.settings import Settings

from schemas.alert import Alert, Problem
from scraper.alerts import delivery
from scraper.alerts.delivery import open_channels
from scraper.alerts.sending import NOTHING_NEW, TOLD, send_alerts
from scraper.alerts.within import SENT
from scraper.commands.schema import record_schema
from tests.served import Server

LOST = Problem(
    key="tibet/coverage/editor",
    site="tibet",
    severity="severe",
    since=date(2026, 11, 20),
    line="责编: 2 % of the articles have it, 98 % had it before",
    example="http://www.tibet.cn/cn/t20261120_7.html",
)
DOWN = Problem(key="dahe/exit/4", site="dahe", severity="severe", since=None, line="exit 4: no listing page")
NO_SERVER = {"ALERT_MAIL_FROM": "d@b.cn", "ALERT_MAIL_HOST": "127.0.0.1", "ALERT_MAIL_PORT": 1}


class Hook:
    """A webhook on loopback."""

    def __init__(self) -> None:
        self.status = 204
        self.received: list[dict[str, object]] = []
        self.types: list[str | None] = []
        self.logins: list[str] = []
        self.location = ""
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.received.append(json.loads(body))
                hook.types.append(self.headers["Content-Type"])
                hook.logins += filter(None, [self.headers["Authorization"]])
                self.send_response(hook.status)
                if hook.location:
                    self.send_header("Location", hook.location)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"


@pytest.fixture
def hook():
    told = Hook()
    with told.server:
        yield told


@pytest.fixture
def mailbox():
    class Mailbox:
        def __init__(self) -> None:
            self.letters = []
            self.receivers = []
            self.refuses = ""

        async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
            if address == self.refuses:
                return "550 nobody of this name"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, _server, _session, envelope) -> str:
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
            self.receivers.append(envelope.rcpt_tos)
            return "250 taken"

    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


def by(key: Problem, *others: Problem) -> dict[str, Problem]:
    return {one.key: one for one in (key, *others)}


def test_a_webhook_is_told_what_is_new_and_then_what_was_mended_and_nothing_twice(hook, tmp_path) -> None:
    channels = open_channels(Settings({"ALERT_WEBHOOK": hook.url}))
    assert send_alerts(tmp_path, by(LOST), channels) == {"webhook": SENT}
    assert send_alerts(tmp_path, by(LOST), channels) == {"webhook": NOTHING_NEW}
    assert send_alerts(tmp_path, by(LOST, DOWN), channels) == {"webhook": SENT}
    assert send_alerts(tmp_path, by(DOWN), channels) == {"webhook": SENT}
    told = [Alert.model_validate(one) for one in hook.received]
    assert [[problem.site for problem in one.new] for one in told] == [["tibet"], ["dahe"], []]
    assert [[problem.site for problem in one.mended] for one in told] == [[], [], ["tibet"]]
    assert [one.lasting for one in told] == [0, 1, 1]
    assert hook.types == ["application/json; charset=utf-8"] * 3
    for one in hook.received:
        jsonschema.validate(one, record_schema("alert"))


def test_a_mail_arrives_with_its_text_and_the_record(mailbox, tmp_path) -> None:
    settings = {
        **{"ALERT_MAIL_TO": "desk@example.org,night@example.org", "ALERT_MAIL_FROM": "difang@example.org"},
        **{"ALERT_MAIL_HOST": "127.0.0.1", "ALERT_MAIL_PORT": mailbox.port},
    }
    assert send_alerts(tmp_path, by(LOST, DOWN), open_channels(Settings(settings))) == {"mail": SENT}
    (letter,) = mailbox.letters
    assert mailbox.receivers == [["desk@example.org", "night@example.org"]]
    assert letter["Subject"] == "[difang] 2 new problems"
    text = letter.get_body(("plain",)).get_content()
    assert "tibet: 责编: 2 % of the articles have it" in text
    assert "scrapy explain http://www.tibet.cn/cn/t20261120_7.html" in text
    (record,) = letter.iter_attachments()
    assert Alert.model_validate_json(record.get_content()).new == (LOST, DOWN)


def test_a_command_reads_the_message_on_its_stdin(tmp_path) -> None:
    kept = tmp_path / "kept here.json"
    program = f"import sys, pathlib; pathlib.Path({str(kept)!r}).write_bytes(sys.stdin.buffer.read())"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)}"
    assert send_alerts(tmp_path, by(LOST), open_channels(Settings({"ALERT_COMMAND": command}))) == {
        "command": SENT
    }
    assert Alert.model_validate_json(kept.read_bytes()).new == (LOST,)


def test_a_channel_that_fails_costs_the_others_nothing_and_is_told_again(hook, tmp_path) -> None:
    settings = {"ALERT_WEBHOOK": hook.url, "ALERT_COMMAND": f"{shlex.quote(sys.executable)} -c pass"}
    hook.status = 500
    first = send_alerts(tmp_path, by(LOST), open_channels(Settings(settings)))
    assert first["command"] == SENT
    assert first["webhook"].startswith("failed: the webhook could not be reached: HTTP Error 500")
    hook.status = 204
    assert send_alerts(tmp_path, by(LOST), open_channels(Settings(settings))) == {
        "webhook": SENT,
        "command": NOTHING_NEW,
    }


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"ALERT_WEBHOOK": "http://127.0.0.1:1/"}, "the webhook could not be reached: "),
        ({"ALERT_WEBHOOK": "http://[/"}, "the webhook could not be reached: "),
        ({"ALERT_WEBHOOK": "file:///etc/passwd"}, "ALERT_WEBHOOK is no http or https address"),
        ({"ALERT_COMMAND": "/no/such/program"}, "the command could not be run: "),
        ({"ALERT_COMMAND": "'unclosed"}, "the command could not be run: "),
        ({"ALERT_COMMAND": "   "}, "the command could not be run: "),
        ({"ALERT_COMMAND": "false"}, "the command ended with 1"),
        ({**NO_SERVER, "ALERT_MAIL_TO": "a@b.cn"}, "the mail could not be sent: "),
        ({**NO_SERVER, "ALERT_MAIL_TO": "a@b.cn\nBcc: x@y.cn"}, "the mail could not be sent: "),
        (
            {**NO_SERVER, "ALERT_MAIL_TO": "a@b.cn", "ALERT_MAIL_SECURITY": "ssl"},
            "the mail could not be sent: ALERT_MAIL_SECURITY is one of none, starttls, tls, not 'ssl'",
        ),
    ],
)
def test_a_channel_that_cannot_be_reached_is_one_line_and_no_failure(tmp_path, settings, why) -> None:
    ((_, result),) = send_alerts(tmp_path, by(LOST), open_channels(Settings(settings))).items()
    assert result.startswith(f"failed: {why}")
    assert "\n" not in result
    assert not (tmp_path / TOLD).exists()


def test_a_redirect_is_no_delivery(hook, tmp_path) -> None:
    hook.status, hook.location = 302, hook.url
    result = send_alerts(tmp_path, by(LOST), open_channels(Settings({"ALERT_WEBHOOK": hook.url})))
    assert result["webhook"].startswith("failed: the webhook could not be reached: HTTP Error 302")
    assert len(hook.received) == 1


def test_the_login_of_an_address_is_said_to_the_server_and_in_no_line(hook, tmp_path, caplog) -> None:
    told = open_channels(Settings({"ALERT_WEBHOOK": hook.url.replace("//", "//desk:s%40cret@")}))
    assert send_alerts(tmp_path, by(LOST), told) == {"webhook": SENT}
    assert hook.logins == ["Basic ZGVzazpzQGNyZXQ="]
    for address in (
        "http://desk:s%40cret@127.0.0.1:1/",
        "http://desk:s%40cret@a.cn:b/",
        "htp://desk:s%40cret@a.cn",
    ):
        result = send_alerts(tmp_path, by(DOWN), open_channels(Settings({"ALERT_WEBHOOK": address})))
        assert result["webhook"].startswith("failed: ")
        assert "cret" not in result["webhook"] + caplog.text


def test_a_server_that_never_comes_to_its_end_holds_nobody(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(delivery, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        settings = {"ALERT_WEBHOOK": f"http://127.0.0.1:{port}/", "ALERT_MAIL_TO": "a@b.cn"}
        told = open_channels(Settings({**NO_SERVER, **settings, "ALERT_MAIL_PORT": port}))
        results = send_alerts(tmp_path, by(LOST), told)
    assert results.keys() == {"webhook", "mail"}
    assert all(  # the socket's own patience may end a moment before that of the whole
        result == "failed: no answer within 0.2 s" or result.endswith("timed out")
        for result in results.values()
    )


def test_whom_the_mail_server_refuses_is_named_and_the_others_are_told_once(mailbox, tmp_path) -> None:
    mailbox.refuses = "night@example.org"
    settings = {"ALERT_MAIL_TO": "desk@example.org,night@example.org", "ALERT_MAIL_PORT": mailbox.port}
    told = open_channels(Settings({**NO_SERVER, **settings}))
    assert send_alerts(tmp_path, by(LOST), told) == {"mail": "sent, but not to night@example.org"}
    assert send_alerts(tmp_path, by(LOST), told) == {"mail": NOTHING_NEW}
    assert mailbox.receivers == [["desk@example.org"]]


def test_two_that_tell_at_once_tell_it_once(hook, tmp_path) -> None:
    channels = open_channels(Settings({"ALERT_WEBHOOK": hook.url}))
    with ThreadPoolExecutor() as pool:
        results = [*pool.map(lambda _: send_alerts(tmp_path, by(LOST), channels)["webhook"], range(4))]
    assert sorted(results) == [NOTHING_NEW] * 3 + [SENT]


def test_a_damaged_memory_tells_all_again(tmp_path, hook, caplog) -> None:
    (Path(tmp_path) / TOLD).write_text("{", encoding="utf-8")
    assert send_alerts(tmp_path, by(LOST), open_channels(Settings({"ALERT_WEBHOOK": hook.url}))) == {
        "webhook": SENT
    }
    assert "all is told again" in caplog.text


def test_without_a_channel_nothing_is_told_or_kept(tmp_path) -> None:
    assert send_alerts(tmp_path, by(LOST), open_channels(Settings())) == {}
    assert not list(tmp_path.iterdir())
