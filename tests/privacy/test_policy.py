"""What gives something away is taken out, and a policy put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.privacy.policy import harden
from coaching_site.privacy.verify import verify
from tests.privacy.sites import PROMISES, START, findings, policy, write


class TestHarden:
    """On small pages, byte for byte."""

    def test_policy(self, tmp_path: Path) -> None:
        """Behind the charset stand the policy, with the hash of each inline script, and both
        promises."""
        site = write(
            tmp_path,
            index_html=f"{START}<script>a=1</script></head><body><script>a=1</script>"
            '<script src="b.js"></script><script type="application/json">{}</script>'
            "<script>b=2<3</script></body></html>",
        )
        harden(site)
        hashes = (
            " 'sha256-wi/qXXQo5c9H72NUyXySI8ldbc3D4NIwD/eQVrH/PYU='"
            " 'sha256-k8CmQ15zlboN1Uzierj0YmKoa/p9fSscx1AXuNhUqa4='"
        )
        text = (site / "index.html").read_text()
        assert text.startswith(f"{START}{policy(hashes)}{PROMISES}<script>a=1</script></head>")
        verify(site, ["index.html"])

    @pytest.mark.parametrize(
        "tag",
        [
            '<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">',
            '<link rel="prev" href="a.html">',
            '<link rel="next" href="b.html">',
            '<LINK REL="Canonical" HREF="https://portal.example/">',
            "<link rel=sitemap href=sitemap.xml>",
            '<meta name="robots" content="all">',
        ],
    )
    def test_giveaways(self, tmp_path: Path, tag: str) -> None:
        """A tag in the head that names software, neighbours or hosts is taken out."""
        site = write(tmp_path, index_html=f"{START}{tag}</head><body></body></html>")
        harden(site)
        assert (site / "index.html").read_text() == (
            f"{START}{policy()}{PROMISES}</head><body></body></html>"
        )

    def test_nothing_else(self, tmp_path: Path) -> None:
        """Every other byte of a page stays: line ends, odd text, what is not UTF-8."""
        body = (
            b"</head>\r\n<body>\xff &amp; \xe2\x80\x99 <link rel=prev href=a>\r\n</body></html>\n"
        )
        (tmp_path / "index.html").write_bytes(START.encode() + b"<title>x</title>\r\n" + body)
        harden(tmp_path)
        assert (tmp_path / "index.html").read_bytes() == (
            f"{START}{policy()}{PROMISES}<title>x</title>\r\n".encode() + body
        )

    def test_no_charset(self, tmp_path: Path) -> None:
        """A page without a charset gets its policy right behind `<head>`."""
        site = write(tmp_path, index_html="<!doctype html>\n<html><head><title>x</title></head>")
        harden(site)
        assert (site / "index.html").read_text() == (
            f"<!doctype html>\n<html><head>{policy()}{PROMISES}<title>x</title></head>"
        )

    def test_line_ends_in_scripts(self, tmp_path: Path) -> None:
        """A script with Windows line ends is hashed as browsers read it."""
        site = write(tmp_path, index_html=f"{START}<script>a=1\r\n</script></head>")
        harden(site)
        once = (site / "index.html").read_bytes()
        write(site, index_html=f"{START}<script>a=1\n</script></head>")
        harden(site)
        assert (site / "index.html").read_bytes() == once.replace(b"\r\n", b"\n")

    def test_preview(self, tmp_path: Path) -> None:
        """For `mkdocs serve`, and only there, any inline script may run."""
        site = write(tmp_path, index_html=f"{START}<script>a=1</script></head>")
        harden(site, preview=True)
        assert policy(" 'unsafe-inline'", "'self'") in (site / "index.html").read_text()
        verify(site, ["index.html"], preview=True)
        assert findings(site) == [
            "index.html: has an inline script that its Content-Security-Policy does not name"
        ]
        harden(site)
        verify(site, ["index.html"])

    def test_source_maps(self, tmp_path: Path) -> None:
        """Scripts and styles no longer point to source maps; the words in a string stay."""
        site = write(
            tmp_path,
            a_js='x="//# sourceMappingURL=no";\n//# sourceMappingURL=a.js.map\n\n',
            b_css="a{}\n/*# sourceMappingURL=b.css.map */",
        )
        harden(site)
        assert (site / "a.js").read_text() == 'x="//# sourceMappingURL=no";\n\n'
        assert (site / "b.css").read_text() == "a{}\n"
