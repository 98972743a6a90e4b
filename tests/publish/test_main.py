"""The command line builds what it is asked for and says where it lies."""

import re

from helpers.publish import __main__ as command
from helpers.publish import club as handouts
from helpers.publish import refresh as publish


def test_all_builds_everything_and_says_where(monkeypatch, capsys):
    for module, name in ((handouts, "build_slides"), (handouts, "build_handouts")):
        monkeypatch.setattr(module, name, lambda name=name: [name])
    monkeypatch.setattr(command, "export_html", lambda: publish.ROOT / "build" / "html")
    command.main(["all"])
    assert re.findall(r"build_slides|build_handouts|lessons: open", capsys.readouterr().out) == [
        "build_slides",
        "build_handouts",
        "lessons: open",
    ]
    command.main(["slides"])
    assert capsys.readouterr().out == "build_slides\n"
