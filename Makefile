# One command for each thing that people do; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash -o pipefail

ENVIRONMENT ?=
BDC_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/big-data-cluster
CDK8S_CLI := cdk8s-cli@2.207.60
checker = $(BDC_CACHE)/python/manifest-check
checkov = $(BDC_CACHE)/python/checkov
KUBE_SCORE_VERSION := 1.20.0
kube_score = $(BDC_CACHE)/kube-score/$(KUBE_SCORE_VERSION)/kube-score
# What they say of the others they say of these: with and without load balancers, with and without users of the platform's own.
scored := kubeadm-prod aks-dev-test-ha openshift-prod
services := $(notdir $(patsubst %/package.json,%,$(wildcard services/*/package.json)))
HELM_VERSION := 3.22.0
helm = $(BDC_CACHE)/helm/$(HELM_VERSION)/helm
KUSTOMIZE_VERSION := 5.8.2
kustomize = $(BDC_CACHE)/kustomize/$(KUSTOMIZE_VERSION)/kustomize
sql_parser = $(BDC_CACHE)/python/sql-parser
livy = $(BDC_CACHE)/python/livy
livy_spark = $(BDC_CACHE)/python/livy-spark
mlflow = $(BDC_CACHE)/python/mlflow
demo_session = $(BDC_CACHE)/python/demo-session
demo_mlflow = $(BDC_CACHE)/python/demo-mlflow
demo_sources := demo test/demo test/live/clients services/onnx-scorer

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: synth
synth: build ## write the manifests of all environments, or of ENVIRONMENT, to dist
	@node build/cli/main.js synth $(ENVIRONMENT)

.PHONY: test
test: build $(sql_parser) ## lint, check the types, run the unit tests
	npm run --silent lint
	npm run --silent typecheck
	npm run --silent test

.PHONY: check
check: synth $(checker) ## look at the manifests as others do: schemas of two Kubernetes versions, cdk8s, generated files
	@rm -rf dist-check && for environment in test/check/environments/*.ts; do node build/cli/main.js synth $$environment --out dist-check >/dev/null || exit; done
	@for version in 1.30 1.37; do \
	  find dist dist-check -name '*.yaml' ! -name kustomization.yaml ! -name 'route.*.yaml' -print0 | sort -z | \
	    xargs -0 $(checker)/bin/kubernetes-validate --kubernetes-version $$version --strict --quiet || exit; \
	  echo "all objects fit the schemas of Kubernetes $$version"; \
	done
	@find dist dist-check -name 'route.*.yaml' -print0 | xargs -0 $(checker)/bin/python test/check/routes
	@rm -rf dist-cdk8s && npx --yes $(CDK8S_CLI) synth --output dist-cdk8s --check-upgrade false >/dev/null && \
	  diff -r dist dist-cdk8s && rm -rf dist-cdk8s && echo "cdk8s synth writes the same files"
	@images/tags --check && node .ci/complete-lock.mjs --check && echo "generated files are current"
	@if command -v shellcheck >/dev/null; then git ls-files -co --exclude-standard | xargs grep -lE '^#!.*\b(bash|sh)$$' | xargs -r shellcheck -x && echo "shell scripts are clean"; \
	  else echo "shell scripts were not looked at: shellcheck is not installed"; fi

.PHONY: score
score: build $(checkov) $(kube_score) ## ask kube-score and checkov: every finding is mended, or answered in test/score/answers.ts
	@rm -rf dist-score && for environment in $(scored); do node build/cli/main.js synth $$environment --out dist-score >/dev/null 2>&1 || exit; done
	@node_modules/.bin/jiti test/score/ask.ts $(kube_score) $(checkov)/bin/checkov $(scored:%=dist-score/%)
	@rm -rf dist-score

.PHONY: bench
bench: build $(helm) $(kustomize) ## measure CPU and memory against helm template and kustomize build, for the same objects
	@node_modules/.bin/jiti test/bench/bench.ts $(helm) $(kustomize)

.PHONY: build
build: node_modules/.package-lock.json ## compile the program
	@npm run --silent build

.PHONY: format
format: node_modules/.package-lock.json ## format all files
	@npm run --silent format

.PHONY: golden
golden: build ## accept the rendered files as reviewed
	@npm run --silent golden

.PHONY: public-api
public-api: node_modules/.package-lock.json ## record for a release what others rely on: names, selectors, volumes, ports, keys, exports, fields
	@npm run --silent public-api

.PHONY: reference
reference: node_modules/.package-lock.json ## write the JSON Schema and the page of all fields from the schema of an environment
	@npm run --silent reference

.PHONY: scorer
scorer: ## build what scores rows by models of ONNX inside of SQL Server, and compare it with Spark
	@services/onnx-scorer/packages
	@services/onnx-scorer/build

.PHONY: services
services: $(services:%=services/%/node_modules/.package-lock.json) ## compile the programs of the images and test them
	@for service in $(services); do (cd services/$$service && npm run --silent build && npm test --silent) || exit; done

services/%/node_modules/.package-lock.json: services/%/package.json services/%/package-lock.json
	cd services/$* && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: images
images: ## build the container images whose content changed
	@images/packages
	@images/build

.PHONY: images-test
images-test: node_modules/.package-lock.json ## run the images without Kubernetes: any user, read-only, killed in first starts, the doors in front of HDFS
	@images/packages
	@images/build
	@images/hadoop/test
	@cd images/s3 && CGO_ENABLED=0 go vet . && CGO_ENABLED=0 go test .
	@images/database/test
	@images/s3/test
	@images/gateway/test
	@images/mlflow/test
	@images/notebooks/test

.PHONY: spark-test
spark-test: node_modules/.package-lock.json ## run Spark on YARN through Livy without Kubernetes: sessions, tables, kills, a batch, the history
	@images/packages
	@images/spark/test

.PHONY: logins-test
logins-test: $(livy) ## test what several services ask whether a password is that of a user
	@cd services/logins && $(livy)/bin/ruff check --quiet && $(livy)/bin/ruff format --check --quiet && $(livy)/bin/pytest --quiet

.PHONY: livy-test
livy-test: $(livy) ## test the service for sessions of Spark, with drivers that need no Spark
	@cd services/livy && $(livy)/bin/ruff check --quiet && $(livy)/bin/ruff format --check --quiet && $(livy)/bin/pytest --quiet

.PHONY: mlflow-test
mlflow-test: $(mlflow) ## test the login in front of MLflow
	@cd services/mlflow && $(mlflow)/bin/ruff check --quiet && $(mlflow)/bin/ruff format --check --quiet && $(mlflow)/bin/pytest --quiet

.PHONY: livy-spark-test
livy-spark-test: $(livy) $(livy_spark) ## the same with a driver of Spark itself (Python, SQL, Scala) and with ZooKeeper
	@images/packages
	@jars=$$(images/fetch hadoop)/jars && cd services/livy && \
	  LIVY_SPARK_PYTHON=$(livy_spark)/bin/python LIVY_ZOO_KEEPER_JARS=$$jars $(livy)/bin/pytest --quiet test/test_spark.py test/stores

.PHONY: demo
demo: ## tell the story of the houses on a cluster that runs: from a CSV to a model in the registry, through the gateway
	@demo/run

.PHONY: demo-test
demo-test: $(livy) ## test the parts of the demo, which need no Spark, and that its notebook is current
	@$(livy)/bin/ruff check --quiet --config demo/pyproject.toml $(demo_sources)
	@$(livy)/bin/ruff format --check --quiet --config demo/pyproject.toml $(demo_sources)
	@$(livy)/bin/pytest --quiet --config-file demo/pyproject.toml --ignore test/demo/test_whole.py test/demo

.PHONY: demo-spark-test
demo-spark-test: $(livy) $(demo_session) $(demo_mlflow) ## tell the story to Livy, Spark and MLflow on this machine, without a cluster
	@DEMO_SPARK_PYTHON=$(demo_session)/bin/python DEMO_MLFLOW_PYTHON=$(demo_mlflow)/bin/python \
	  $(livy)/bin/pytest --quiet --config-file demo/pyproject.toml test/demo/test_whole.py

.PHONY: cluster
cluster: ## start a Kubernetes on this machine, unless KUBECONFIG names one
	@local/cluster up

.PHONY: cluster-test
cluster-test: cluster ## test the Kubernetes of this machine: volumes, DNS, Pod Security, NetworkPolicies
	@cd local && export CGO_ENABLED=0 GOFLAGS=-trimpath && go vet ./... && go test ./... # as in local/build, whose packages are then there
	@local/check

.PHONY: cluster-down
cluster-down: ## remove the Kubernetes on this machine and all its data
	@local/cluster down

.PHONY: live
live: build cluster ## HDFS broken and whole again; then the local environment with all its doors, and the story of the houses
	@test/live/run hdfs.test.ts environments.test.ts data-safety.test.ts controller.test.ts local.test.ts

.PHONY: live-clients
live-clients: node_modules/.package-lock.json ## ask an environment that runs, NAMESPACE (local), with sparkmagic and pylivy, as the image of the notebooks has them
	@export KUBECONFIG=$$(local/cluster kubeconfig) && PATH=$${KUBECONFIG%/*}/bin:$$PATH \
	  CLIENTS=$$(images/fetch-python ../test/live/clients):$$(images/fetch-python notebooks):$$(images/fetch-python ../services/mlflow) \
	  npx jest --ci --config jest.live.config.js clients.test.ts

.PHONY: live-pulumi
live-pulumi: build cluster ## deploy, change and destroy an environment with Pulumi's own engine on the cluster
	@test/live/run pulumi.test.ts

.PHONY: live-faults
live-faults: build cluster ## break local-ha in every way that has a promise, and hold the promises of docs/faults.md (an hour)
	@test/live/run faults.test.ts

.PHONY: live-bench
live-bench: build cluster ## measure local and local-ha: start, memory, files by each door, sessions, the story of the houses
	@test/live/run bench.test.ts

.PHONY: live-pages
live-pages: build cluster ## walk the pages behind the gateway of a cluster that runs (NAMESPACE) in a browser
	@command -v chromium >/dev/null || apt-get install --yes --no-install-recommends chromium
	@export KUBECONFIG=$$(local/cluster kubeconfig) && export PATH=$${KUBECONFIG%/*}/bin:$$PATH && \
	  npx jest --ci --config jest.live.config.js pages.test.ts

.PHONY: ha-test
ha-test: node_modules/.package-lock.json ## watch what takes over in the images alone: NameNodes, JournalNodes, ZooKeeper, lost volumes
	@images/packages
	@images/hadoop/test-ha

.PHONY: clean
clean: ## remove what was built and rendered here
	@rm -rf build dist dist-cdk8s dist-check dist-score evidence node_modules services/*/target

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(checker): test/check/requirements.txt
$(checkov): test/score/requirements.txt
$(sql_parser): test/tsql/parser/requirements.txt
$(livy): services/livy/requirements.txt services/livy/requirements-test.txt
$(livy_spark): services/livy/requirements-spark.txt
$(mlflow): services/mlflow/requirements.txt services/mlflow/requirements-test.txt
# As the images have them.
$(demo_session): images/spark/requirements.txt images/spark/pyspark/requirements.txt
$(demo_mlflow): services/mlflow/requirements.txt
$(livy) $(livy_spark) $(demo_session): pip_options := --require-hashes
# What its packages would install besides is not needed.
$(sql_parser) $(mlflow) $(demo_mlflow): pip_options := --no-deps --require-hashes
$(checker) $(checkov) $(sql_parser) $(livy) $(livy_spark) $(mlflow) $(demo_session) $(demo_mlflow):
	@python3 -m venv --clear $@.new && $@.new/bin/pip install --quiet $(pip_options) $(^:%=--requirement %)
	@rm -rf $@ && mv $@.new $@ && grep -rlIF '$@.new' $@/bin | xargs sed -i 's|$@.new|$@|g' && touch $@

$(kube_score):
	@GOBIN=$(@D) CGO_ENABLED=0 GOFLAGS=-trimpath go install github.com/zegl/kube-score/cmd/kube-score@v$(KUBE_SCORE_VERSION)

$(helm):
	@GOBIN=$(@D) CGO_ENABLED=0 GOFLAGS=-trimpath go install helm.sh/helm/v3/cmd/helm@v$(HELM_VERSION)

$(kustomize):
	@GOBIN=$(@D) CGO_ENABLED=0 GOFLAGS=-trimpath go install sigs.k8s.io/kustomize/kustomize/v5@v$(KUSTOMIZE_VERSION)
