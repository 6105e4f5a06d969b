import type { Act } from '../../../core/facts/pipeline.ts';
import { lookup } from '../../../core/lookup.ts';

type Does = Act['does'];
type Row = readonly [when: RegExp, does: Does];

const TEST_RUNNERS = `
  pytest py.test tox nox rspec phpunit jest vitest mocha ava karma ctest bats ginkgo gotestsum k6 newman
  locust behave robot detox pest minitest testcafe
`;
const LINTERS = `
  golangci-lint eslint tflint checkov tfsec shellcheck hadolint kubeconform kubeval kube-linter flake8 ruff
  mypy pylint rubocop yamllint actionlint prettier stylelint ktlint black isort terrascan semgrep spectral
  markdownlint pre-commit conftest gofmt gofumpt staticcheck trivy grype standardx
`;

// Targets and scripts that are called after the tests that they run.
const TESTS_BY_NAME = new RegExp(
  '(?:^|\\s)(?:(?:unit|integration|smoke|acceptance|e2e|functional|component|cypress)[-_:])?' +
    '(?:tests?|e2e|spec)(?=[\\s:_-]|$)|(?:^|\\s)(?:check|vitest|jest|verify)(?=\\s|$)',
);

/** What a command does, by its words without options. Read from the manuals of the tools, 2026-11. */
const COMMANDS: { readonly [tool: string]: readonly Row[] } = {
  ...rowsOf(TEST_RUNNERS, 'test'),
  ...rowsOf(LINTERS, 'lint'),
  go: [
    [/^test\b/, 'test'],
    [/^vet\b/, 'lint'],
  ],
  cargo: [
    [/^(?:test|nextest|llvm-cov|tarpaulin)\b/, 'test'],
    [/^(?:clippy|fmt)\b/, 'lint'],
  ],
  ...sameRows('mvn mvnw', [
    [/(?:^|\s)(?:verify|test|install|package|integration-test)(?=\s|$)/, 'test'],
    [/jib:build(?=\s|$)/, 'push-image'],
    [/jib:dockerBuild(?=\s|$)/, 'build-image'],
  ]),
  ...sameRows('gradle gradlew', [
    [/(?:^|[\s:])(?:test|check|build|\w*[tT]est)(?=\s|$)/, 'test'],
    [/(?:^|[\s:])jib(?=\s|$)/, 'push-image'],
    [/(?:^|[\s:])(?:jibDockerBuild|bootBuildImage|dockerBuild)(?=\s|$)/, 'build-image'],
    [/(?:^|[\s:])(?:spotlessCheck|ktlintCheck|detekt|checkstyle\w*|lint)(?=\s|$)/, 'lint'],
  ]),
  sbt: [[/\btest\b|^test/, 'test']],
  dotnet: [
    [/^test\b/, 'test'],
    [/^format\b/, 'lint'],
  ],
  mix: [
    [/^test\b/, 'test'],
    [/^(?:credo|format)\b/, 'lint'],
  ],
  ...sameRows('swift flutter deno dart', [
    [/^test\b/, 'test'],
    [/^(?:lint|analyze)\b/, 'lint'],
  ]),
  ...sameRows('ng ah buf sqlfluff moon pants cabal stack mill zig', [
    [/^test\b/, 'test'],
    [/^lint\b/, 'lint'],
  ]),
  bazel: [[/\btest\b/, 'test']],
  xcodebuild: [[/\btest\b/, 'test']],
  playwright: [[/^test\b/, 'test']],
  cypress: [[/^run\b/, 'test']],
  python: [
    [/^(?:pytest|unittest|tox|nose2?)(?=\s|$)/, 'test'],
    [/manage\.py test\b/, 'test'],
    [/^(?:flake8|mypy|pylint|ruff|black)(?=\s|$)/, 'lint'],
  ],
  rake: [[/^(?:test|spec)\b/, 'test']],
  rails: [[/^test\b/, 'test']],
  ct: [
    [/^install\b/, 'test'],
    [/^lint\b/, 'lint'],
  ],
  ...sameRows('npm yarn pnpm bun make gmake just task nx turbo lerna rush mage invoke composer', [
    [TESTS_BY_NAME, 'test'],
    [/(?:^|\s)(?:lint|format|fmt|typecheck|prettier|eslint)(?=[\s:_-]|$)/, 'lint'],
  ]),
  ...sameRows('docker podman buildah nerdctl', [
    [/^(?:buildx |image )?(?:build|bud|bake)\b|^compose (?:\S+ )*build\b/, 'build-image'],
    [/^(?:image |manifest )?push\b|^compose (?:\S+ )*push\b/, 'push-image'],
    [/^buildx imagetools create\b/, 'push-image'],
    [/^stack deploy\b|^service update\b/, 'deploy'],
    [/^login\b/, 'login'],
  ]),
  'docker-compose': [
    [/(?:^|\s)build\b/, 'build-image'],
    [/(?:^|\s)push\b/, 'push-image'],
  ],
  executor: [[/^/, 'build-image']],
  ko: [
    [/^(?:build|publish)\b/, 'push-image'],
    [/^(?:apply|create)\b/, 'deploy'],
  ],
  pack: [[/^build\b/, 'build-image']],
  crane: [[/^(?:push|copy|cp|tag|append)\b/, 'push-image']],
  skopeo: [[/^copy \S+ docker:/, 'push-image']],
  regctl: [[/^image copy\b/, 'push-image']],
  skaffold: [
    [/^(?:run|deploy|apply)\b/, 'deploy'],
    [/^build\b/, 'build-image'],
  ],
  ...sameRows('terraform tofu', [
    [/^(?:apply|destroy)\b/, 'apply'],
    [/^plan\b/, 'plan'],
    [/^test\b/, 'test'],
    [/^(?:validate|fmt)\b/, 'lint'],
  ]),
  terragrunt: [
    [/^(?:run-all |run |stack run )?(?:apply|destroy)\b|^apply-all\b/, 'apply'],
    [/^(?:run-all |run |stack run )?plan\b|^plan-all\b/, 'plan'],
    [/^(?:run-all |run )?(?:validate|hclfmt)\b/, 'lint'],
  ],
  pulumi: [
    [/^(?:up|update|destroy)\b/, 'apply'],
    [/^preview\b/, 'plan'],
  ],
  cdk: [
    [/^(?:deploy|destroy)\b/, 'apply'],
    [/^diff\b/, 'plan'],
  ],
  cdktf: [
    [/^(?:deploy|destroy|apply)\b/, 'apply'],
    [/^(?:diff|plan)\b/, 'plan'],
  ],
  sam: [
    [/^(?:deploy|sync)\b/, 'apply'],
    [/^validate\b/, 'lint'],
  ],
  ...sameRows('serverless sls', [[/^(?:deploy|remove)\b/, 'apply']]),
  sst: [[/^deploy\b/, 'apply']],
  aws: [
    [/\bcloudformation (?:deploy|create-stack|update-stack|execute-change-set|delete-stack)\b/, 'apply'],
    [/\bcloudformation create-change-set\b/, 'plan'],
    [/\bcloudformation validate-template\b/, 'lint'],
    [/\becs (?:update-service|run-task|create-service|deploy)\b/, 'deploy'],
    [/\blambda (?:update-function-code|publish-version|update-alias)\b/, 'deploy'],
    [/\bdeploy create-deployment\b/, 'deploy'],
    [/\bapprunner (?:start-deployment|update-service)\b/, 'deploy'],
    [/\belasticbeanstalk update-environment\b/, 'deploy'],
    [/\bamplify start-(?:job|deployment)\b/, 'deploy'],
    [/\bautoscaling start-instance-refresh\b/, 'deploy'],
    [/\bs3 sync .+ s3:/, 'deploy'],
    [/\bsts assume-role/, 'login'],
    [/\bconfigure set aws_(?:access_key_id|secret_access_key)\b/, 'login'],
  ],
  eb: [[/^deploy\b/, 'deploy']],
  copilot: [[/\bdeploy\b/, 'deploy']],
  'ecs-cli': [[/^compose .*\bup\b/, 'deploy']],
  'ecs-deploy': [[/^/, 'deploy']],
  gcloud: [
    [/\brun (?:deploy|services (?:update|replace)|jobs (?:deploy|update|replace))\b/, 'deploy'],
    [/\bfunctions deploy\b/, 'deploy'],
    [/\bapp deploy\b/, 'deploy'],
    [/\bdeploy releases create\b/, 'deploy'],
    [/\bmanaged rolling-action (?:start-update|replace)\b/, 'deploy'],
    [/\bdeployment-manager deployments (?:create|update)\b/, 'apply'],
    [/\binfra-manager deployments apply\b/, 'apply'],
    [/\bbuilds submit\b/, 'build-image'],
    [/\bstorage rsync\b/, 'deploy'],
    [/\bauth (?:activate-service-account|login)\b/, 'login'],
  ],
  gsutil: [[/\brsync\b/, 'deploy']],
  az: [
    [/\bdeployment (?:group|sub|mg|tenant) create\b|\bstack (?:group|sub|mg) create\b/, 'apply'],
    [/\bdeployment (?:group|sub|mg|tenant) what-if\b/, 'plan'],
    [/^webapp (?:deploy|up|deployment (?:slot swap|source)|config container set)\b/, 'deploy'],
    [/^functionapp (?:deploy|deployment (?:slot swap|source)|config container set)\b/, 'deploy'],
    [/^containerapp (?:update|up|create|revision|job)\b/, 'deploy'],
    [/^storage blob (?:upload-batch|sync)\b/, 'deploy'],
    [/^acr build\b/, 'push-image'],
    [/^acr login\b/, 'login'],
    [/^login\b/, 'login'],
  ],
  azd: [
    [/^(?:up|provision)\b/, 'apply'],
    [/^deploy\b/, 'deploy'],
  ],
  func: [[/\bpublish\b/, 'deploy']],
  swa: [[/^deploy\b/, 'deploy']],
  ...sameRows('kubectl oc', [
    [
      /(?:^|\s)(?:apply|replace|patch|scale|rollout (?:restart|undo)|set image|start-build|new-app)(?=\s|$)/,
      'deploy',
    ],
    [/^create \S+\.(?:ya?ml|json)$/, 'deploy'],
    [/(?:^|\s)diff(?=\s|$)/, 'plan'],
  ]),
  helm: [
    [
      /^(?!plugin|repo|dep|show|push|pull|package)(?:\S+ )?(?:upgrade|install|rollback|uninstall)\b/,
      'deploy',
    ],
    [/^(?:template|diff)\b/, 'plan'],
    [/^(?:lint|unittest)\b/, 'lint'],
    [/^test\b/, 'test'],
  ],
  helmfile: [
    [/(?:^|\s)(?:apply|sync|destroy)\b/, 'deploy'],
    [/(?:^|\s)(?:diff|template)\b/, 'plan'],
    [/(?:^|\s)lint\b/, 'lint'],
  ],
  argocd: [
    [/\bapp (?:sync|set|create|rollback)\b/, 'deploy'],
    [/\bapp diff\b/, 'plan'],
  ],
  flux: [[/^(?:reconcile|bootstrap|push artifact)\b/, 'deploy']],
  tk: [[/^apply\b/, 'deploy']],
  kapp: [[/^deploy\b/, 'deploy']],
  kluctl: [[/^deploy\b/, 'deploy']],
  werf: [[/^(?:converge|bundle apply)\b/, 'deploy']],
  ...sameRows('okteto garden devspace', [[/^deploy\b/, 'deploy']]),
  nomad: [
    [/^(?:job )?run\b/, 'deploy'],
    [/^(?:job )?plan\b/, 'plan'],
  ],
  ...sameRows('fly flyctl', [[/^deploy\b/, 'deploy']]),
  heroku: [[/^container:(?:release|push)\b/, 'deploy']],
  vercel: [[/^(?:deploy\b|$|--)/, 'deploy']],
  netlify: [[/^deploy\b/, 'deploy']],
  wrangler: [[/^(?:deploy|publish|pages (?:deploy|publish))\b/, 'deploy']],
  firebase: [[/^deploy\b/, 'deploy']],
  railway: [[/^(?:up|deploy|redeploy)\b/, 'deploy']],
  cf: [[/^(?:push|cf7-push|v3-push)\b/, 'deploy']],
  kamal: [[/^(?:deploy|redeploy|setup)\b/, 'deploy']],
  cap: [[/\bdeploy\b/, 'deploy']],
  'ansible-playbook': [[/^/, 'deploy']],
  mkdocs: [[/^gh-deploy\b/, 'deploy']],
  mike: [[/^deploy\b/, 'deploy']],
  ...rowsOf('scp sftp lftp ncftpput', 'copy-to-servers'),
  ssh: [[/^\S*\S+/, 'copy-to-servers']],
  rsync: [[/\S+:\S*/, 'copy-to-servers']],
};

function rowsOf(tools: string, does: Does): { readonly [tool: string]: readonly Row[] } {
  return sameRows(tools, [[/^/, does]]);
}

function sameRows(tools: string, rows: readonly Row[]): { readonly [tool: string]: readonly Row[] } {
  return Object.fromEntries(
    tools
      .trim()
      .split(/\s+/)
      .map((tool) => [tool, rows]),
  );
}

// Options with which a command only says what it would do, or leaves the tests out.
const DRY =
  /^--(?:dry-run(?:=(?!none|false)\w+)?|dryrun|no-execute-changeset|what-if|check-only|validate-only)$/;
const SKIPS_TESTS = /^-D(?:skipTests|maven\.test\.skip)(?:=true)?$/;

const RELEASES = /^--(?:force-new-deployment|task-definition)\b/;

/** What a command does; nothing for commands that are none of these. */
export function actsOfCommand(tool: string, args: readonly string[]): readonly Does[] {
  const rows = lookup(COMMANDS, tool);
  if (!rows || args.at(-1) === '--help' || /^(?:--version|-v|-V|version|help)$/.test(args[0] ?? ''))
    return [];
  const plain = args.filter((word) => !word.startsWith('-')).join(' ');
  const found = rows.filter(([when]) => when.test(plain)).map(([, does]) => does);
  const isDry = args.some((word) => DRY.test(word)) || (tool === 'terraform' && args.includes('-dry-run'));
  const skips = args.some(
    (word, index) => SKIPS_TESTS.test(word) || (word === '-x' && args[index + 1] === 'test'),
  );
  const acts = new Set(
    found.slice(0, tool === 'gradle' || tool === 'mvn' || tool.endsWith('w') ? found.length : 1),
  );
  if (isDry && (acts.delete('deploy') || acts.delete('apply'))) acts.add('plan');
  if (skips) acts.delete('test');
  // A playbook for the machine of the job prepares or builds something there.
  if (
    tool === 'ansible-playbook' &&
    args.some((word) => /^localhost,$|^(?:--connection=|-c)?local$/.test(word))
  )
    acts.delete('deploy');
  // More or fewer of the same are no release.
  if (args.includes('--desired-count') && !args.some((word) => RELEASES.test(word))) acts.delete('deploy');
  if (acts.has('build-image') && pushes(tool, args)) acts.add('push-image');
  return [...acts];
}

function pushes(tool: string, args: readonly string[]): boolean {
  if (tool === 'executor') return !args.includes('--no-push');
  if (tool === 'gcloud') return args.some((word) => /^(?:--tag|-t)\b/.test(word));
  return args.some(
    (word) => /^--(?:push|publish)(?:=true)?$/.test(word) || /type=registry|push=true/.test(word),
  );
}
