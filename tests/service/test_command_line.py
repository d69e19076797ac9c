import sys

import pytest

from service.command_line import main


def test_the_program_runs_what_is_typed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sagsfordeler", "--help"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0
    assert "sagsfordeler" in capsys.readouterr().out


def test_ctrl_c_while_the_program_is_loading_is_a_sentence(monkeypatch, capsys):
    class Interrupted:
        """Stands where a module is looked for, and is interrupted there."""

        @staticmethod
        def find_spec(*_):
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "service.commands", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130
    assert capsys.readouterr().err == "Afbrudt.\n"
