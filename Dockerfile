# syntax=docker/dockerfile:1

FROM swift:6.3-bookworm AS build
WORKDIR /source
COPY scripts/install-packages scripts/packages scripts/
RUN scripts/install-packages build
COPY . .
RUN --mount=type=cache,target=/source/.build \
    swift build -c release --static-swift-stdlib --product lapwing \
    && install -D .build/release/lapwing /staging/usr/local/bin/lapwing \
    && strip /staging/usr/local/bin/lapwing

# Makes the certificate with which nginx begins; see compose.yaml.
FROM debian:bookworm-slim AS certificate
RUN apt-get update \
    && apt-get install --yes --no-install-recommends openssl \
    && rm -rf /var/lib/apt/lists/*
COPY deploy/nginx/self-signed /usr/local/bin/self-signed
ENTRYPOINT ["self-signed", "/etc/nginx/tls"]

FROM debian:bookworm-slim AS runtime
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates libcurl4 libpq5 libsqlite3-0 libssl3 libstdc++6 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 lapwing \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin lapwing \
    && install --directory --owner=lapwing --group=lapwing --mode=0700 /data
COPY --from=build /staging/ /
ENV APP_ENV=production HOST=0.0.0.0 PORT=5000 DATA_DIR=/data LOG_FILE=none
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 5000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 CMD ["lapwing", "health"]
ENTRYPOINT ["lapwing"]
CMD ["serve"]
