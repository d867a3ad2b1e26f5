"""What browsers may do with the site, said once: as a meta tag in every page and as response headers for web servers.

Where a server can send headers, both hold; a meta tag alone still keeps every script and style out that is not ours.
"""

from __future__ import annotations

from pipeline.outputs import Output

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",  # Pagefind is compiled in the browser
    "style-src 'self'",
    "img-src 'self' data:",  # the icons of Material's styles
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",  # the search form leads to the search page, without script too
)
POLICY = "; ".join(_DIRECTIVES)
"""The content-security policy as a meta tag may carry it."""

HEADERS = {
    # Browsers ignore this last directive in a meta tag.
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",  # the same for browsers that do not know it
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every answer of the server should carry."""

_OPEN = "Access-Control-Allow-Origin"
"""Only the open data may be read by the pages of others."""

_NGINX = """\
# 由 make generate 生成，不要手工修改；要另加响应头的，写在自己的配置里。
# 用法：复制到 /etc/nginx/catalogue-headers.conf，在 server 段里写 include /etc/nginx/catalogue-headers.conf;
# 注意：location 段里只要有一个 add_header，这里的就全部失效，须在那个 location 段里再 include 一次。
"""
_APACHE = """\
# 由 make generate 生成，不要手工修改；要另加响应头的，写在自己的配置里。
# 用法：在虚拟主机的 Directory 段里 Include 这个文件。
# 改不了主机配置的，复制成网站文件夹里的 .htaccess（要有 AllowOverride FileInfo），每次更新网站后都要还在。
# 需要 Apache 2.4 和 mod_headers 模块（a2enmod headers）。
"""


def static() -> Output:
    """Return the file from which hosts of static sites (Netlify, Cloudflare Pages and their like) read headers."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), "/api/*", f"  {_OPEN}: *"]
    return Output("_headers", ("\n".join(lines) + "\n").encode())


def snippets() -> dict[str, str]:
    """Return the same headers as configuration of web servers, by the names of the files."""
    nginx = [
        *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        'set $catalogue_open "";',
        'if ($uri ~ "/api/v1/") { set $catalogue_open "*"; }',
        f"add_header {_OPEN} $catalogue_open always;",
    ]
    apache = [
        *(f'Header always set {name} "{value}"' for name, value in HEADERS.items()),
        '<If "%{REQUEST_URI} =~ m#/api/v1/#">',
        f'  Header always set {_OPEN} "*"',
        "</If>",
    ]
    return {"nginx.conf": _NGINX + "\n".join(nginx) + "\n", "apache.conf": _APACHE + "\n".join(apache) + "\n"}
