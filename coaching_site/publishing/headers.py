"""What a host should send along with each file of a portal, in the words of several hosts."""

from __future__ import annotations

from typing import Final

HEADERS: Final = {
    # The rest of the policy stands in each page; this part of one cannot stand there.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # Else a page elsewhere could run a script of data, in a browser that is signed in.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Strict-Transport-Security": "max-age=31536000",
}
"""The headers by their names."""

CACHE_CONTROL: Final = HEADERS["Cache-Control"]

_NGINX: Final = """\
server {{
    listen 443 ssl;
    server_name jane.example.org;
    root /srv/portals/jane-doe;
    auth_basic "Coaching";
    auth_basic_user_file /etc/nginx/portals/jane-doe.htpasswd;
{headers}
    location ~ /\\. {{ return 404; }}
}}"""

_OTHERS: Final = """\
Buckets (S3, Google Cloud Storage, Azure): a bucket sends Content-Type and Cache-Control alone,
which a publish sets on each file. The other headers are set where readers come in:
- CloudFront: a response headers policy; the bucket stays closed, by origin access control.
- Google Cloud: custom response headers of the backend bucket, behind Identity-Aware Proxy.
- Azure: a rule set of Front Door; the container stays private.
- Any other CDN: let it cache nothing, and ask for a login before each file."""

_LOGIN: Final = """\
A login that the next publish leaves alone stands where no publish writes, or under `keep` in
mkdocs.yml:
- nginx, Caddy: in the settings of the server, as above, with passwords outside of the portals.
- Apache, most web space: .htaccess and .htpasswd in the folder of the portal, put there before the
  first publish, with `keep: [.htaccess, .htpasswd]`.
- Cloudflare Access, Identity-Aware Proxy, Front Door, single sign-on: in front of the whole host
  name, which `address` names, so that each publish asks there as a stranger.
A file `_headers` in the folder of the portal stays by `keep: [_headers]`."""


def told_headers() -> str:
    """Return the headers for nginx, for hosts that read a file `_headers`, and for others.

    Where a login stands so that it stays is told, too.
    """
    width = max(map(len, HEADERS)) + 1
    nginx = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    lines = "\n".join(f"  {f'{name}:':<{width}} {value}" for name, value in HEADERS.items())
    return "\n\n".join(
        (
            "nginx:",
            _NGINX.format(headers=nginx),
            "A file `_headers` (Netlify, Cloudflare Pages):",
            f"/*\n{lines}",
            _OTHERS,
            _LOGIN,
        )
    )
