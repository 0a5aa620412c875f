"""CSS rules that can never apply go, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build.prune_css import CssPruner, pruned

WORDS = {"card", "open", "dark", "md-tag--"}


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".card>p:first-child{color:red}",
        "[hidden].card{color:red}",
        '[data-look="dark"] .card{color:red}',
        '[href^="http"]{color:red}',
        ".md-tag--new{color:red}",
        ":not(.gone){color:red}",
        ":is(.gone,.card){color:red}",
        r".\31 0\:wide{color:red}",
        '@font-face{font-family:Text;src:url("a.woff2")}',
        "@keyframes turn{from{top:0}to{top:1px}}",
        "@page{margin:1cm}",
        ":root{--gone:url('data:image/svg+xml;utf8,<svg class=\".gone{}\"/>')}",
        "@media print{.card{color:red}}",
        "@layer base{.gone{color:red}}",
    ],
)
def test_what_may_apply_stays(rule: str) -> None:
    """A rule that a page could ask for stands as it was."""
    assert pruned(rule, WORDS) == rule.replace("'data", '"data').replace("/>')", '/>")').replace(
        'class=".gone{}"', r"class=\".gone{}\""
    )


@pytest.mark.parametrize(
    "rule",
    [
        ".gone{color:red}",
        ".card .gone,p.gone:hover{color:red}",
        "[data-look=light]{color:red}",
        "[dir='rtl'] .card{color:red}",
        "@media screen{@supports (top:0){.gone{color:red}}}",
        "/* .card{color:red} */",
    ],
)
def test_what_cannot_apply_goes(rule: str) -> None:
    """A rule goes whose every selector asks for a word that the portal does not have."""
    assert pruned(rule, WORDS) == ""


def test_selectors_apart() -> None:
    """Of several selectors those stay that may apply."""
    assert pruned(".gone , .card,b , i.gone{top:0}", WORDS) == ".card,b{top:0}"


def test_kept_between_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sheet is read once for the same words, whatever else a portal says."""
    pruner = CssPruner(tmp_path / "kept")
    assert pruner(".gone{top:0}.card{top:0}", {"card"}) == ".card{top:0}"
    monkeypatch.setattr("coaching_site.build.prune_css.pruned", lambda *_: "read again")
    assert pruner(".gone{top:0}.card{top:0}", {"card", "Amara"}) == ".card{top:0}"
    assert pruner(".gone{top:0}.card{top:0}", {"card", "gone"}) == "read again"
    assert len(list(tmp_path.glob("kept/styles/*"))) == 2
