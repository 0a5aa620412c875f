# Builds portals with PDFs on any system, with nothing else installed. Once:
#   docker build -t coaching-site .
# Then, in the folder of your workspace:
#   docker run --rm --network none --user "$(id -u):$(id -g)" -e ENGAGEMENT=jane-doe -v "$PWD:/work" coaching-site
FROM python:3.14-slim

# What sets the type of the PDFs.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*

COPY . /src
RUN pip install --no-cache-dir --constraint /src/constraints.txt "/src[pdf]" && rm -rf /src

# Whoever runs it without --user is not root either; the folder is theirs to write a cache to.
RUN useradd --uid 1000 --create-home coach
USER coach
ENV HOME=/tmp NO_MKDOCS_2_WARNING=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /work
CMD ["mkdocs", "build", "--strict"]
