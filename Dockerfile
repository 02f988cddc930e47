FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /out/entente ./cmd/entente

FROM alpine:3.22
COPY --from=build /out/entente /usr/local/bin/entente
# A number, so that an orchestrator can check that it is not root.
USER 10001:10001
# With a Neo4j of its own address nothing is written but short-lived files.
ENV ENTENTE_DATA=/tmp/entente
EXPOSE 8480
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8480/api/v1/health/ready"]
ENTRYPOINT ["entente"]
# Inside a container every address is the container's own: what is published,
# and to whom, is said where it is run. --insecure acknowledges that.
CMD ["serve", "--listen", "0.0.0.0:8480", "--no-browser", "--insecure"]
