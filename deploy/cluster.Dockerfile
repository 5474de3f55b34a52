# The image of deploy/Dockerfile, and beside it what difang[cluster] brings, in the versions that the tests are run with:
#   docker build -f deploy/Dockerfile -t difang:0.1.0 .
#   docker build -f deploy/cluster.Dockerfile -t difang-cluster:0.1.0 .
FROM difang:0.1.0 AS project

FROM python:3.11-slim AS build
COPY --from=project /opt/difang/.venv /opt/difang/.venv
RUN python -m pip --python /opt/difang/.venv/bin/python install --no-cache-dir --only-binary :all: \
       "dask==2026.8.0" "distributed==2026.8.0" "fsspec[http]==2026.9.0" "s3fs==2026.9.0"

FROM difang:0.1.0
COPY --from=build /opt/difang/.venv /opt/difang/.venv
# Dask leaves its settings where this says; by itself in the home, which is the data.
ENV DASK_CONFIG=/tmp/dask
