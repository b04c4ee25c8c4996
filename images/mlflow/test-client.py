"""
Callers of MLflow, with the client as it is published.

    test-client.py log EXPERIMENT FILE    makes a run with a file and a version of a model, and prints the run
    test-client.py show RUN FILE          fetches the file back and compares it, and prints user, parameter and metric
    test-client.py routes ADDRESS         asks for every route of the server without a login, and prints how many there are
    test-client.py token USER SECONDS     makes a token
"""

import filecmp
import os
import re
import sys
import tempfile
import time
from pathlib import Path


def log(experiment: str, file: str) -> None:
    import mlflow

    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        mlflow.log_param("depth", 7)
        for step in range(3):
            mlflow.log_metric("error", 1 / (step + 1), step=step)
        mlflow.log_artifact(file, "data")
        mlflow.log_dict({"link": "http://example.test/a?b=c&d=1", "text": "ä"}, "data/pages.json")
        mlflow.log_text("<html><a href='http://mlflow.test:5000/x'>y</a></html>", "data/page.html")
        model = mlflow.MlflowClient().create_registered_model(f"model-{experiment}")
        mlflow.MlflowClient().create_model_version(model.name, f"{run.info.artifact_uri}/data", run.info.run_id)
    print(run.info.run_id)


def show(number: str, file: str) -> None:
    import mlflow

    run = mlflow.get_run(number)
    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(mlflow.artifacts.download_artifacts(run_id=number, artifact_path="data", dst_path=folder))
        assert filecmp.cmp(fetched / Path(file).name, file, shallow=False), "another file comes back"
        assert (fetched / "page.html").read_text() == "<html><a href='http://mlflow.test:5000/x'>y</a></html>", (fetched / "page.html").read_text()
        assert '"http://example.test/a?b=c&d=1"' in (fetched / "pages.json").read_text(), (fetched / "pages.json").read_text()
    experiment = mlflow.get_experiment(run.info.experiment_id).name
    assert [version.run_id for version in mlflow.MlflowClient().search_model_versions(f"name='model-{experiment}'")] == [number]
    print(run.info.user_id, run.data.tags["mlflow.user"], run.data.params["depth"], round(run.data.metrics["error"], 3))


def routes(address: str) -> None:
    os.environ["_MLFLOW_SERVER_FILE_STORE"] = "sqlite://"
    import requests
    from mlflow.server import app as flask
    from mlflow.server.fastapi_app import app as fast

    every = {(method, rule.rule) for rule in flask.url_map.iter_rules() for method in rule.methods}
    for included in filter(lambda route: hasattr(route, "original_router"), fast.routes):
        for route in included.original_router.routes:
            every |= {(method, included.include_context.prefix + route.path) for method in route.methods}
    assert len(every) > 200, len(every)
    let_in = set()
    with requests.Session() as http:
        for method, path in sorted(every):
            answer = http.request(method, address + re.sub(r"[<{][^>}]*[>}]", "x", path), json={} if method == "POST" else None)
            if answer.status_code != 401:
                let_in.add((method, path))
    assert {path for _, path in let_in} == {"/health"}, let_in
    print(len(every))


def token(user: str, seconds: str) -> None:
    import jwt

    key = Path("/var/run/secrets/mlflow/key").read_text()
    print(jwt.encode({"sub": user, "aud": "mlflow", "exp": int(time.time()) + int(seconds)}, key, algorithm="HS256"))


if __name__ == "__main__":
    {"log": log, "show": show, "routes": routes, "token": token}[sys.argv[1]](*sys.argv[2:])
