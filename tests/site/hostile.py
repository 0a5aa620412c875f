"""Texts that would do something if they were ever read as markup."""

from __future__ import annotations

from collections.abc import Sequence

# Nothing of this means anything in a line or in prose.
HOSTILE = [
    *("<script>alert(1)</script>", "</script>", "</title>", "</a>", "</li></ul></div>", "<b>", "<"),
    *("<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<style>*{}</style>", "<p>", "</p>"),
    *("<!--", "-->", "]]>", "<![CDATA[", "<?php", "<base href=//x.example>", "<iframe srcdoc='a'>"),
    *("{{ 7 * 7 }}", "{{", "}}", "{% raw %}", "{% endraw %}", "{#", "#}", "{{ portal }}", "{n}"),
    *("{: onclick=alert(1) }", "{: #goal .x style=a }", "{:", "%s %(a)s", "$(1)", "&", "&lt;b&gt;"),
    *(
        "&amp;amp;",
        "&#106;",
        "&nbsp;",
        '"',
        "'",
        '" onclick="a',
        "' onclick='a",
        "`",
        "```\nx\n```",
    ),
    *("|", "\n| a | b |\n|---|---|", "\n# big", "\n## next {: #id }", "\n---\na", "\n===", "\n> a"),
    # Far from the other asterisk: two of them would mean something.
    *("<<: *a", "\n    code", "\n!!! note", "\n[TOC]", "~~a~~", "==a==", "x.example"),
    *("javascript:alert(1)", "data:text/html,a", "\u202eright\u202c"),
    *(
        "\u2066isolated",
        "שלום",
        "مرحبا",
        "👩🏽‍💻",
        "e\u0301",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ue000",
    ),
    *("\U000f0000", "STX", "wzxhzdk:0", "klzzwxh:0001", "#{}", "${a}", "a:b", "- a", ": ", "yes"),
    *("~", "null", "@", "%", "!tag", "&anchor", "?", "]", "}", ",", "=", "1_000", "%20"),
]
# In prose these mean something, as far as it is harmless.
MARKDOWN = [
    *("*a*", "**a**", "_a_", "\n\n- a\n- b", "\n\n1. a\n2. b", "\n\n+ a", "\n\na", "  \na", "\\*"),
    *(
        "[a](https://x.example)",
        "[a](mailto:a@x.example)",
        "[a](tel:+46)",
        "[a](HTTPS://x.example)",
    ),
    *("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a]( javascript:a)", "[a](data:,a)"),
    *(" https://x.example/?a=1&b=2 ", " www.x.example ", " a@x.example "),
    *("[a](&#106;avascript:a)", "[a](java\\script:a)", "[a](vbscript:a)", "[a](//x.example)"),
    *(
        "[a](../private.html)",
        "[a](#goal)",
        "[a](file:///etc)",
        '[a](https://x.example "t\\" b=c")',
    ),
    *(
        '[a](https://x.example/"onclick=a)',
        "[a](<https://x.example/ onclick=a>)",
        "![a](https://b)",
    ),
    *(
        "[<b>](https://x.example)",
        "<javascript:a>",
        "<https://x.example>",
        "[a]: https://x.example",
    ),
    *(
        "[a][a]",
        "**[a](https://x.example)**",
        "*",
        "**",
        "[",
        "](",
        "a](javascript:a)",
        "\\",
        "~~~",
    ),
]
BOTH = [text for pair in zip(MARKDOWN, HOSTILE, strict=False) for text in pair]
LUMP = 30
"""How many of the texts a field holds at a time."""


def lump(texts: Sequence[str], turn: int, number: int) -> str:
    """Return some of the texts, others for each turn: after the last, field `number` had all."""
    first = turn * LUMP + number
    return "".join(texts[(first + step) % len(texts)] for step in range(LUMP))
