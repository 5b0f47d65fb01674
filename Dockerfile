# The program with what reading PDF files and scans needs.
FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /wence ./cmd/wence

FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates poppler-utils poppler-data \
    tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /data wence && mkdir /data && chown wence /data
COPY --from=build /wence /usr/local/bin/wence
USER wence
WORKDIR /data
ENV WENCE_ADDR=0.0.0.0:8080
EXPOSE 8080
CMD ["wence", "serve"]
