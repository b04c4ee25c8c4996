"""The command line of `spark-submit`."""

from ..creation import BatchCreation, Creation, SessionCreation

_OPTIONS = {
    "driverMemory": "--driver-memory",
    "driverCores": "--driver-cores",
    "executorMemory": "--executor-memory",
    "executorCores": "--executor-cores",
    "numExecutors": "--num-executors",
    "queue": "--queue",
}
_LISTS = {"jars": "--jars", "pyFiles": "--py-files", "archives": "--archives"}


def session_arguments(tag: str, user: str | None, creation: SessionCreation, driver: str, session_file: str) -> list[str]:
    # Another driver would not have what the statements of the first have made.
    once = ["--conf", "spark.yarn.maxAppAttempts=1"]
    # YARN is given the main file alone, and what that imports is where it runs.
    imports = ["--conf", f"spark.yarn.appMasterEnv.PYTHONPATH={driver}"]
    return [*_arguments(tag, user, creation, [session_file]), *once, *imports, "--name", creation.name or tag, f"file:{driver}/main.py"]


def batch_arguments(tag: str, user: str | None, creation: BatchCreation) -> list[str]:
    main_class = ["--class", creation.className] if creation.className else []
    name = ["--name", creation.name] if creation.name else []
    return [*_arguments(tag, user, creation, []), *name, *main_class, creation.file, *creation.args]


def _arguments(tag: str, user: str | None, creation: Creation, own_files: list[str]) -> list[str]:
    arguments = ["--master", "yarn", "--deploy-mode", "cluster"]
    if user:
        arguments += ["--proxy-user", user]
    # The driver outlives this program, so that it has nothing to wait for.
    conf = {**creation.conf, "spark.yarn.submit.waitAppCompletion": "false", "spark.yarn.tags": f"livy,{tag}"}
    # Options on the command line go before the same as a property, and would hide it.
    files = [*own_files, *creation.files, *filter(None, conf.pop("spark.files", "").split(","))]
    for name, option in _OPTIONS.items():
        if (value := getattr(creation, name)) is not None:
            arguments += [option, str(value)]
    for name, option in _LISTS.items():
        if values := getattr(creation, name):
            arguments += [option, ",".join(values)]
    if files:
        arguments += ["--files", ",".join(files)]
    for name, value in sorted(conf.items()):
        arguments += ["--conf", f"{name}={value}"]
    return arguments
