"""Statements in Scala, by the compiler that comes with Spark, in the JVM of the driver."""

import re
from typing import Any

from statements import Failed

# What goes on with the line before it.
_GOES_ON = re.compile(r"\s|[.})\]]|(else|catch|finally|extends|with|yield)\b|$")

_IMPORTS = ("import org.apache.spark.SparkContext._", "import spark.implicits._", "import spark.sql", "import org.apache.spark.sql.functions._")


def parts(code: str) -> list[str]:
    """
    Pieces that can be run one after the other, as if they were typed: what uses a class has to come after the one that defines it was run,
    or Spark does not find what it is in.
    """
    found: list[str] = []
    for line in code.splitlines(keepends=True):
        if found and _GOES_ON.match(line):
            found[-1] += line
        else:
            found.append(line)
    return found


class ScalaInterpreter:
    """@param classes: the folder that executors fetch compiled classes from"""

    def __init__(self, sc: Any, spark: Any, classes: str):
        self._sc = sc
        self._spark = spark
        self._classes = classes
        self._written: Any = None
        self._main: Any = None

    def run(self, code: str) -> dict[str, object]:
        if self._main is None:
            self._start()
        said: list[str] = []
        begun = ""
        for part in parts(code):
            begun += part
            result, text = self._interpret(begun)
            if result == "Error":
                first, *rest = text.splitlines() or ["Error"]
                raise Failed("Error", first, [line + "\n" for line in rest])
            if result == "Success":
                said.append(text)
                begun = ""
        if begun.strip():
            raise Failed("Error", "incomplete statement", [])
        return {"text/plain": "\n".join(filter(None, said))}

    def complete(self, code: str, cursor: int) -> list[str]:
        return []

    def _interpret(self, code: str) -> tuple[str, str]:
        self._written.reset()
        result = self._main.interpret(code).toString()
        return result, self._written.toString().strip()

    def _start(self) -> None:
        # A session that runs no Scala does not wait for its compiler.
        jvm = self._sc._jvm
        self._written = jvm.java.io.ByteArrayOutputStream()
        out = jvm.java.io.PrintStream(self._written, True)
        # What statements print, of this thread alone.
        self._module("scala.Console").setOutDirect(out)
        settings = jvm.scala.tools.nsc.Settings()
        arguments = ["-usejavacp", "-Yrepl-class-based", "-Yrepl-outdir", self._classes, *self._jars()]
        settings.processArguments(self._list(arguments), True)
        reporter = jvm.scala.tools.nsc.interpreter.shell.ReplReporterImpl(settings, jvm.java.io.PrintWriter(out, True))
        loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()
        self._main = jvm.scala.tools.nsc.interpreter.IMain(settings, jvm.scala.Some(loader), settings, reporter)
        self._main.initializeCompiler()
        # Spark looks here for the object that a class of a statement is defined in.
        jvm.java.lang.Thread.currentThread().setContextClassLoader(self._main.classLoader())
        transient = self._list(["@transient"])
        self._main.bind("sc", "org.apache.spark.SparkContext", self._sc._jsc.sc(), transient)
        self._main.bind("spark", "org.apache.spark.sql.SparkSession", self._spark._jsparkSession, transient)
        for line in _IMPORTS:
            result, text = self._interpret(line)
            if result != "Success":
                raise Failed("Error", text, [])

    def _jars(self) -> list[str]:
        """Those of the user, which are on no class path of the JVM."""
        jars = [jar.removeprefix("file:") for jar in self._sc.getConf().get("spark.repl.local.jars", "").split(",") if jar]
        return ["-classpath", ":".join(jars)] if jars else []

    def _module(self, name: str) -> Any:
        package, _, last = name.rpartition(".")
        found = self._sc._jvm
        for part in package.split("."):
            found = getattr(found, part)
        return getattr(getattr(found, last + "$"), "MODULE$")

    def _list(self, values: list[str]) -> Any:
        return self._sc._jvm.PythonUtils.toSeq(values).toList()
