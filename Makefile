# make portal                     build the sample's portal and say where to open it
# make portal ENGAGEMENT=<slug>   the same for a folder in engagements/
# make portal PDF=1               with the agreement and the workbook as PDF, now and from then on
# make serve                      build it again on each change, at http://127.0.0.1:8000
# make test                       run every test, in a real browser too
# make check                      format, lint, types and tests
# make access                     ask three other checkers about both samples; needs Node
# make canaries                   build and verify 200 clients with a canary in every text; minutes
# make versions                   build the samples with the lowest, pinned and newest versions
# make pictures                   take the pictures of README.md and docs/ anew
# make clean                      remove what these have made, but for portals

PYTHON ?= python3
BIN := .venv/bin
NODE_BIN := node_modules/.bin
PINS := pyproject.toml constraints.txt
# What an install cuts the typefaces by.
FONT := hatch_build.py coaching_site/brand/subset_font.py

# The second pin is how newer versions of pip hear of the first for the build backend.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
# A banner of the theme about versions; the pins answer it.
export NO_MKDOCS_2_WARNING := 1

.PHONY: access canaries portal serve test test-setup chromium firefox pango rclone lint lint-assets check versions pictures clean

portal: .venv/installed $(if $(PDF),.venv/installed-pdf)
	@$(BIN)/mkdocs build
	@$(BIN)/python -c "$$SAY_WHERE"

serve: .venv/installed
	@$(BIN)/mkdocs serve

test: test-setup
	@if $(HAS_NODE); then node --test --test-reporter=dot tests/scripts/*.test.js; else echo "$(NO_NODE) not tested by themselves." >&2; fi
	@$(BIN)/python -m pytest

test-setup: .venv/installed-test chromium firefox pango rclone

# Asks each time: a browser may come and go without us.
chromium firefox: .venv/installed-test
	@{ $(HAS_$@) && $(BIN)/python -m tests.browser $@ 2>/dev/null; } || { $(INSTALL_BROWSER); }
	@$(BIN)/python -m tests.browser $@

# What sets the type of the PDFs; asks each time, too.
pango: .venv/installed-test
	@$(BIN)/python -c "import weasyprint" >/dev/null 2>&1 || { $(INSTALL_PANGO); }
	@$(BIN)/python -c "import weasyprint"

# What publishes by WebDAV and SFTP, and serves both to the tests.
rclone:
	@command -v rclone >/dev/null || { $(INSTALL_RCLONE); }
	@command -v rclone >/dev/null
	@rclone serve --help | grep -q " s3 " || echo "This rclone serves no S3: buckets are tested with one server." >&2

lint: .venv/installed-test .venv/installed-lint
	@$(BIN)/ruff format --check --quiet || { $(BIN)/ruff format --diff --quiet; exit 1; }
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy --no-error-summary
	@if $(HAS_NODE); then $(MAKE) --no-print-directory lint-assets; else echo "$(NO_NODE) not checked." >&2; fi

lint-assets: node_modules/.package-lock.json
	@$(NODE_BIN)/prettier --check --log-level warn .
	@$(NODE_BIN)/eslint --max-warnings 0
	@$(NODE_BIN)/stylelint --max-warnings 0 'overrides/**/*.css'
	@$(NODE_BIN)/tsc

check: lint test

# What other checkers say of both samples; wants Node, and Java for one of them.
access: test-setup node_modules/.package-lock.json
	@$(BIN)/python -m tests.second_opinions

# Builds two hundred portals in either order, by two processes, and searches them.
canaries: .venv/installed-test
	@$(BIN)/python -m tests.canaries

# Makes three environments from a package index, and takes minutes.
versions: .venv/installed-test pango
	@$(BIN)/python -m benchmarks.versions

pictures: test-setup
	@$(BIN)/python -m docs.pictures.take

# Not site/: a host's files may be there, such as the login of a portal.
clean:
	rm -rf .venv node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed; there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) -c "$$CHECK_PYTHON"
	@$(PYTHON) -m venv .venv

.venv/installed: $(PINS) $(FONT) | .venv/bin/python
	@echo "Installing what a portal needs (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-pdf: .venv/installed
	@echo "Installing what PDFs need (once) ..."
	@$(BIN)/python -m pip install --quiet --editable ".[pdf]"
	@$(BIN)/python -c "import weasyprint" >/dev/null 2>&1 || { $(INSTALL_PANGO); }
	@touch $@

.venv/installed-test: .venv/installed
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@

.venv/installed-lint: .venv/installed
	@echo "Installing what the checks need (once) ..."
	@$(BIN)/python -m pip install --quiet --editable ".[lint]"
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@echo "Installing what the checks of scripts and styles need (once) ..."
	@npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# A portal is made without node; only those who change its scripts and styles want it.
HAS_NODE = node -e 'const [major, minor] = process.versions.node.split("."); \
  process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null
NO_NODE := Node 20.19 or newer is not here, or not its npm: scripts and styles were

# The machine's packages if we may install them, else Playwright's own build. Playwright itself
# wants libatomic1, which a bare machine lacks; fonts, or pages have no letters.
define INSTALL_BROWSER
echo "Installing $@ (once) ..."; \
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes; \
  $(ADD_SECURITY); \
  apt-get update -qq && \
  apt-get install -qq --yes --no-install-recommends \
    $(PACKAGE_OF_$@) fonts-liberation libatomic1 >/dev/null; \
  rm -f $(SECURITY); \
else \
  $(BIN)/playwright install $@; \
fi
endef
# A bare Debian may lack its own security updates, and with them this year's Firefox.
SECURITY := /etc/apt/sources.list.d/portal-tests.list
define ADD_SECURITY
grep -qrs -e -security /etc/apt/sources.list /etc/apt/sources.list.d || \
  sed -n 's|^deb \(http[^ ]*/debian\)/* \([a-z]*\) main.*|deb \1-security \2-security main|p' \
    /etc/apt/sources.list >$(SECURITY)
endef
ifeq ($(shell . /etc/os-release 2>/dev/null; echo "$$ID"),debian)
PACKAGE_OF_chromium := chromium-headless-shell
PACKAGE_OF_firefox := firefox-esr
else
PACKAGE_OF_chromium := chromium
PACKAGE_OF_firefox := firefox
endif
# The package of Debian halves the time of the tests; who may not install it uses what there is.
HAS_chromium = { [ "$$(id -u)" != 0 ] || ! command -v apt-get || command -v $(PACKAGE_OF_chromium); } >/dev/null
HAS_firefox = true

define INSTALL_PANGO
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing Pango (once) ..."; \
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes; \
  apt-get update -qq && \
  apt-get install -qq --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null; \
else \
  echo "PDFs need Pango; docs/installing.md says how to install it." >&2; \
fi
endef

define INSTALL_RCLONE
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing rclone (once) ..."; \
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes; \
  apt-get update -qq && \
  apt-get install -qq --yes --no-install-recommends rclone openssh-client >/dev/null; \
else \
  echo "The tests of publishing need rclone and ssh-keygen; https://rclone.org/install says how." >&2; \
fi
endef

define CHECK_PYTHON
import sys
version = ".".join(map(str, sys.version_info[:3]))
if sys.version_info < (3, 11):
    sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {version}. If a newer one is "
             "installed under another name, say so: make portal PYTHON=python3.12")
try:
    import ensurepip, venv
except ImportError:
    sys.exit(f"Python {version} lacks its venv module. On Debian and Ubuntu it is a package: "
             "apt-get install python3-venv")
endef
export CHECK_PYTHON

# The folder is read from the settings: the engagement's default has one home.
define SAY_WHERE
import os
from mkdocs.config import load_config
from pathlib import Path
options = load_config("mkdocs.yml").plugins["coaching-site"].config
slug = os.environ.get("ENGAGEMENT", options.engagement)
page = Path("site", slug, "index.html").resolve()
print(f"\nOpen it in a browser:\n  {page}\n  {page.as_uri()}")
endef
export SAY_WHERE
