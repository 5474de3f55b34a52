# The image of deploy/Dockerfile, and beside it what difang[cluster] brings, in the versions that the tests are run with:
#   docker build -f deploy/Dockerfile -t difang:0.1.0 .
#   docker build -f deploy/cluster.Dockerfile -t difang-cluster:0.1.0 .
FROM difang:0.1.0 AS project

FROM python:3.11-slim AS build
COPY --from=project /opt/difang/.venv /opt/difang/.venv
COPY requirements/cluster.lock /tmp/cluster.lock
RUN python -m pip --python /opt/difang/.venv/bin/python install --no-cache-dir --require-hashes --only-binary :all: \
       --requirement /tmp/cluster.lock

FROM difang:0.1.0
COPY --from=build /opt/difang/.venv /opt/difang/.venv
# Dask leaves its settings where this says; by itself in the home, which is the data.
ENV DASK_CONFIG=/tmp/dask
# Dask's profile of each worker grows with what it does: 100 MB in an hour of cleaning.
ENV DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False
