/** Pipelines on both platforms, with everything that one file of them takes from another. */
export const pipelineFiles: Readonly<Record<string, string>> = {
  '.github/workflows/orders.yml': `name: orders
on:
  push: { branches: [main, "release/**"], tags: ["v*"], paths: ["services/orders/**"] }
  pull_request_target: { types: [labeled] }
  workflow_dispatch: { inputs: { stage: { type: choice, options: [test, prod], default: test } } }
  workflow_run: { workflows: [infra], types: [completed] }
  schedule: [{ cron: "0 5 * * 1" }]
permissions: { contents: read, id-token: write }
env: { IMAGE: registry.shop.example/orders, STAGE: "\${{ inputs.stage }}" }
concurrency: { group: "orders-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        service: [orders, refunds]
        os: [linux]
        include: [{ service: ledger, path: ledger }]
        exclude: [{ os: linux }]
    steps:
      - uses: actions/checkout@v4
      - uses: ./.github/actions/build
        with: { service: "\${{ matrix.service }}" }
      - id: meta
        run: |
          docker build -t "$IMAGE:\${GITHUB_SHA}" services/\${{ matrix.service }}
          docker push "$IMAGE:\${GITHUB_SHA}"
          ./scripts/deploy.sh "\${{ github.event.pull_request.title }}"
      - run: make -C services/orders release
  test:
    needs: build
    if: github.ref == 'refs/heads/main' && !failure()
    runs-on: ubuntu-latest
    services: { db: { image: "postgres:16" } }
    steps: [{ run: npm ci && npm test }]
  deploy:
    needs: [build, test]
    uses: ./.github/workflows/deploy.yml
    with: { stage: prod }
    secrets: inherit
`,
  '.github/workflows/deploy.yml': `on:
  workflow_call:
    inputs: { stage: { type: string, required: true } }
    secrets: { token: {} }
jobs:
  deploy:
    runs-on: [self-hosted, linux]
    environment: { name: "\${{ inputs.stage }}", url: "https://\${{ inputs.stage }}.shop.example" }
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: "arn:aws:iam::123456789012:role/deploy", aws-region: eu-west-1 }
      - run: kubectl apply -f deploy/orders.yaml
      - run: terraform -chdir=infra apply -auto-approve
  again:
    uses: ./.github/workflows/nested.yml
`,
  '.github/workflows/nested.yml':
    'on: workflow_call\njobs: { again: { uses: ./.github/workflows/deploy.yml } }\n',
  '.github/actions/build/action.yml': `name: build
inputs: { service: { default: orders } }
runs:
  using: composite
  steps:
    - { uses: ./.github/actions/setup }
    - { shell: bash, run: "npm run build -- \${{ inputs.service }}" }
`,
  '.github/actions/setup/action.yml': `name: setup
runs:
  using: composite
  steps: [{ uses: ./.github/actions/build }, { shell: bash, run: make setup }]
`,
  'scripts/deploy.sh': `#!/bin/bash
set -euo pipefail
source "$(dirname "$0")/common.sh"
for service in orders refunds; do
  push "$service" <<EOF
image: $service
EOF
done
"$0" "$@"
`,
  'scripts/common.sh':
    'push() { docker push "registry.shop.example/$1"; push "$1"; }\n. ./scripts/deploy.sh\n',
  'services/orders/Makefile':
    'release: build ; docker push orders\nbuild: release\n' +
    '\t$(MAKE) -C . release\n\t../../scripts/deploy.sh\n',
  'package.json': '{"name":"shop","scripts":{"build":"npm run test && tsc","test":"npm run build"}}\n',
  '.gitlab-ci.yml': `include:
  - local: /ci/*.yml
  - { local: ci/deploy.yml, inputs: { stage: prod } }
  - { project: shop/ci, file: /base.yml, ref: main }
  - https://ci.shop.example/all.yml
stages: [build, deploy]
workflow: { rules: [{ if: '$CI_COMMIT_BRANCH =~ /^release-.*$/' }, { changes: ["services/**/*"] }] }
variables: { IMAGE: "$CI_REGISTRY/orders", STAGE: { value: test, options: [test, prod] } }
default: { image: "alpine:3.22", before_script: [!reference [.login, script]] }
.login: { script: [docker login, !reference [.more, script]] }
.more: { script: [!reference [.login, script], echo] }
.base: &base { stage: build, extends: .parent, tags: [linux] }
.parent: { extends: .base, rules: [{ if: $A, when: manual }] }
image:
  <<: *base
  parallel: { matrix: [{ SERVICE: [orders, refunds], REGION: [eu, us] }] }
  script: ["docker build -t $IMAGE services/$SERVICE", "docker push $IMAGE"]
deploy:
  extends: [.base, .login]
  stage: deploy
  needs: [image, { job: image, artifacts: true }]
  environment: { name: production, url: "https://shop.example" }
  script: kubectl apply -k deploy
child: { trigger: { include: ci/child.yml, strategy: depend } }
`,
  'ci/child.yml': `include: .gitlab-ci.yml
again: { trigger: { include: [{ local: .gitlab-ci.yml }, { artifact: made.yml, job: image }] } }
`,
  'ci/deploy.yml': `spec: { inputs: { stage: { default: test } } }
---
"to-$[[ inputs.stage ]]": { script: ["./scripts/deploy.sh $[[ inputs.stage ]]"], needs: [deploy] }
`,
};
