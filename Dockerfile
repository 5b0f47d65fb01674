# The program with what reading PDF files and scans needs. poppler-data holds the tables of Chinese fonts that are not embedded.
FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -tags nomsgpack -ldflags='-s -w' -o /wence ./cmd/wence

FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl poppler-utils poppler-data \
    tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 wence && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin wence \
 && install -d -o 10001 -g 10001 /data
COPY --from=build /wence /usr/local/bin/wence
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV WENCE_ADDR=0.0.0.0:8080 WENCE_STORE=/data/wence.db
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/readyz"]
# migrate makes an empty store at the first start; a misspelt one would be refused by serve alone
CMD ["sh", "-c", "wence migrate && exec wence serve"]
