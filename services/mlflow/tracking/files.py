"""Files of runs and models, in a store of S3 that only this server reaches."""

from pathlib import Path

from mlflow.entities import FileInfo
from mlflow.store.artifact.artifact_repo import ArtifactRepository
from mlflow.store.artifact.artifact_repository_registry import _artifact_repository_registry
from mlflow.store.artifact.s3_artifact_repo import S3ArtifactRepository


class ProxiedFiles(ArtifactRepository):
    """
    MLflow's store of S3 without what tells clients to go there themselves, by addresses that are signed for them: they would not get there.

    Clients see by themselves what a server cannot, and send and fetch their files through it.
    """

    def __init__(self, artifact_uri: str, tracking_uri: str | None = None, registry_uri: str | None = None):
        super().__init__(artifact_uri, tracking_uri, registry_uri)
        self._store = S3ArtifactRepository(artifact_uri, tracking_uri=tracking_uri, registry_uri=registry_uri)

    def log_artifact(self, local_file: str, artifact_path: str | None = None) -> None:
        self._store.log_artifact(local_file, artifact_path)

    def log_artifacts(self, local_dir: str, artifact_path: str | None = None) -> None:
        self._store.log_artifacts(local_dir, artifact_path)

    def list_artifacts(self, path: str | None = None) -> list[FileInfo]:
        return self._store.list_artifacts(path)

    def _download_file(self, remote_file_path: str, local_path: str | Path) -> None:
        self._store._download_file(remote_file_path, local_path)

    def delete_artifacts(self, artifact_path: str | None = None) -> None:
        self._store.delete_artifacts(artifact_path)


def proxy_files() -> None:
    _artifact_repository_registry.register("s3", ProxiedFiles)
