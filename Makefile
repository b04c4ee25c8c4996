# One command for each thing that people do; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash -o pipefail

ENVIRONMENT ?=
BDC_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/big-data-cluster
CDK8S_CLI := cdk8s-cli@2.207.60
checker = $(BDC_CACHE)/python/manifest-check
sql_parser = $(BDC_CACHE)/python/sql-parser

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
	@for version in 1.28 1.37; do \
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

.PHONY: build
build: node_modules/.package-lock.json ## compile the program
	@npm run --silent build

.PHONY: format
format: node_modules/.package-lock.json ## format all files
	@npm run --silent format

.PHONY: golden
golden: build ## accept the rendered files as reviewed
	@npm run --silent golden

.PHONY: reference
reference: node_modules/.package-lock.json ## write the JSON Schema and the page of all fields from the schema of an environment
	@npm run --silent reference

.PHONY: images
images: ## build the container images whose content changed
	@images/packages
	@images/build

.PHONY: images-test
images-test: ## run the images without Kubernetes: any user, read-only, killed while formatting
	@images/packages
	@images/build
	@images/hadoop/test

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
live: build cluster ## apply the local environment to the cluster, store a file in it, break it, look again
	@test/live/run local.test.ts environments.test.ts

.PHONY: ha-test
ha-test: build cluster ## watch what takes over: in the images alone, then with local-ha on the cluster (12 minutes)
	@images/hadoop/test-ha
	@test/live/run local-ha.test.ts

.PHONY: clean
clean: ## remove what was built and rendered here
	@rm -rf build dist dist-cdk8s dist-check evidence node_modules

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(checker): test/check/requirements.txt
	@python3 -m venv $@.new && $@.new/bin/pip install --quiet --requirement $<
	@rm -rf $@ && mv $@.new $@ && sed -i 's|$@.new|$@|g' $@/bin/* && touch $@

# What the packages would install besides is not needed.
$(sql_parser): test/tsql/parser/requirements.txt
	@rm -rf $@.new && python3 -m venv $@.new && $@.new/bin/pip install --quiet --no-deps --require-hashes --requirement $<
	@rm -rf $@ && mv $@.new $@ && sed -i 's|$@.new|$@|g' $@/bin/* && touch $@
