"""The command line builds what it is asked for and says where it lies."""

import re

import pytest

from helpers.publish import __main__ as command
from helpers.publish import club as handouts
from helpers.publish import refresh as publish


def test_all_builds_everything_and_says_where(monkeypatch, capsys):
    for module, name in ((handouts, "build_slides"), (handouts, "build_handouts")):
        monkeypatch.setattr(module, name, lambda name=name: [name])
    monkeypatch.setattr(command, "export_html", lambda: publish.ROOT / "build" / "html")
    command.main(["all"])
    assert re.findall(r"build_slides|build_handouts|lessons: open", out := capsys.readouterr().out) == [
        "build_slides",
        "build_handouts",
        "lessons: open",
    ]
    assert re.fullmatch(
        r"journal club: show \S+journal_club\.html; print from \S+handouts, the leader's script first",
        out.splitlines()[-1],
    )
    command.main(["slides"])
    assert capsys.readouterr().out == "slides: being made\nbuild_slides\n"


def test_a_table_that_is_not_there_is_named_and_the_command_fails():
    with pytest.raises(SystemExit, match=r"no such file: data/own_trial/nope\.csv"):
        command.main(["sheet", "data/own_trial/nope.csv"])
