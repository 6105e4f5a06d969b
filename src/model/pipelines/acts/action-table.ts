import type { Act, PipelineStep } from '../../../core/facts/pipeline.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import { Unknown } from '../../../core/value.ts';

type Does = Act['does'];

/** What an action does; `unknown` where nobody here knows it. */
export type ActionActs = readonly Does[] | 'unknown';

/** Actions by name, as their pages describe them, 2026-11. */
const ACTIONS: readonly (readonly [name: RegExp, does: readonly Does[]])[] = [
  [/^actions\/checkout$/, ['checkout']],
  [/^docker\/login-action$|\/(?:ecr-login|amazon-ecr-login|docker-login)$/, ['login']],
  [/^aws-actions\/configure-aws-credentials$/, ['login']],
  [/^google-github-actions\/auth$|^azure\/login$|^hashicorp\/vault-action$/, ['login']],
  [
    /^redhat-actions\/(?:oc-login|podman-login)$|^azure\/(?:docker-login|aks-set-context|k8s-set-context)$/,
    ['login'],
  ],
  [/^(?:tale\/kubectl|matootie\/dokube|steebchen\/kubectl|actions-hub\/kubectl)$/, ['deploy']],
  [
    /^azure\/k8s-(?:deploy|bake)$|^azure\/(?:webapps-deploy|functions-action|container-apps-deploy-action|static-web-apps-deploy)$/,
    ['deploy'],
  ],
  [/^azure\/(?:arm-deploy|bicep-deploy)$/, ['apply']],
  [
    /^google-github-actions\/(?:deploy-(?:cloudrun|appengine|cloud-functions)|create-cloud-deploy-release)$/,
    ['deploy'],
  ],
  [
    /^aws-actions\/(?:amazon-ecs-deploy-(?:task-definition|express-service)|aws-lambda-deploy|amazon-eks-.*deploy)$/,
    ['deploy'],
  ],
  [/^aws-actions\/aws-cloudformation-github-deploy$/, ['apply']],
  [
    /^(?:appleboy\/lambda-action|einaregilsson\/beanstalk-deploy|aws-actions\/aws-codebuild-run-build)$/,
    ['deploy'],
  ],
  [/^(?:jakejarvis\/s3-sync-action|reggionick\/s3-deploy|shallwefootball\/s3-upload-action)$/, ['deploy']],
  [
    /^(?:superfly\/flyctl-actions|akhileshns\/heroku-deploy|amondnet\/vercel-action|nwtgck\/actions-netlify|netlify\/actions|cloudflare\/(?:wrangler-action|pages-action)|firebaseextended\/action-hosting-deploy|w9jds\/firebase-action|bervproject\/railway-deploy|johnbeynon\/render-deploy-action|digitalocean\/app_action)(?:\/.*)?$/,
    ['deploy'],
  ],
  [
    /^(?:actions\/deploy-pages|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action|crazy-max\/ghaction-github-pages)$/,
    ['deploy'],
  ],
  [
    /^(?:clowdhaus\/argo-cd-action|argoproj\/argocd-.*|deliverybot\/helm|bitovi\/github-actions-deploy.*|wyozi\/.*helm.*|vimtor\/action-helm|openshift.*\/.*deploy.*|helmfile\/helmfile-action)$/,
    ['deploy'],
  ],
  [
    /^(?:pulumi\/actions|serverless\/github-action|aws-cdk.*\/.*|youyo\/aws-cdk-github-actions|gruntwork-io\/terragrunt-action|dflook\/(?:terraform|tofu)-(?:apply|destroy.*)|cloudposse\/github-action-terraform-apply|cloudposse\/github-action-atmos-terraform-apply)$/,
    ['apply'],
  ],
  [
    /^(?:dflook\/(?:terraform|tofu)-plan|hashicorp\/tfc-workflows-github.*create-run|cloudposse\/github-action-(?:terraform|atmos-terraform)-plan)$/,
    ['plan'],
  ],
  [/^hashicorp\/tfc-workflows-github.*apply-run$/, ['apply']],
  [
    /^docker\/(?:build-push-action|bake-action)$|^depot\/(?:build-push|bake)-action$|^redhat-actions\/buildah-build$|^elgohr\/publish-docker-github-action$|^mr-smithers-excellent\/docker-build-push$|^whoan\/docker-build-with-cache-action$|^aevea\/action-kaniko$/,
    ['build-image'],
  ],
  [/^redhat-actions\/push-to-registry$/, ['push-image']],
  [
    /^(?:appleboy\/(?:ssh-action|scp-action)|easingthemes\/ssh-deploy|burnett01\/rsync-deployments|samkirkland\/(?:ftp-deploy-action|web-deploy)|garygrossgarten\/github-action-(?:ssh|scp)|fifsky\/ssh-action|wlixcc\/sftp-deploy-action|up9cloud\/action-rsync|cross-the-world\/.*)$/,
    ['copy-to-servers'],
  ],
  [/^dawidd6\/action-ansible-playbook$/, ['deploy']],
  [
    /^(?:cypress-io\/github-action|grafana\/(?:k6-action|run-k6-action)|matt-ball\/newman-action|helm\/chart-testing-action|gabrielbb\/xvfb-action|reactivecircus\/android-emulator-runner|browserstack\/.*|saucelabs\/.*|bahmutov\/.*|treosh\/lighthouse-ci-action|chromaui\/action)$/,
    ['test'],
  ],
  [
    /^(?:golangci\/golangci-lint-action|reviewdog\/.*|github\/super-linter|super-linter\/super-linter(?:\/.*)?|oxsecurity\/megalinter(?:\/.*)?|hadolint\/hadolint-action|ludeeus\/action-shellcheck|terraform-linters\/(?:setup-tflint|tflint-action)|aquasecurity\/(?:trivy|tfsec)-.*|bridgecrewio\/checkov-action|pre-commit\/action|snyk\/actions.*|anchore\/scan-action|psf\/black|chartboost\/ruff-action|astral-sh\/ruff-action|wagoid\/commitlint-github-action|amannn\/action-semantic-pull-request|raven-actions\/actionlint|streetsidesoftware\/cspell-action|crate-ci\/typos|stefanprodan\/kube-tools|yannh\/kubeconform|instrumenta\/.*|azohra\/shell-linter|clowdhaus\/terraform-composite-actions\/pre-commit|terraform-docs\/gh-actions|sonarsource\/.*|codespell-project\/.*|lycheeverse\/lychee-action|zizmorcore\/.*|rhysd\/actionlint|dotenv-linter\/.*|docker:\/\/.*lint.*)$/,
    ['lint'],
  ],
];

/** Actions that prepare, report or keep things, and do nothing to a system. */
const HARMLESS: readonly RegExp[] = [
  /^(?:actions|github|actions-rs|actions-rust-lang|dtolnay|ruby|gradle|docker|codecov|coverallsapp|dorny|tj-actions|slackapi|8398a7|rtcamp|ravsamhq|step-security|sigstore|anchore|ossf|googleapis|release-drafter|softprops|ncipollo|mikepenz|enricomi|test-summary|peter-evans|stefanzweifel|thollander|marocchino|mshick|dependabot|renovatebot|crazy-max|helm|hashicorp|opentofu|aws-actions|google-github-actions|azure|astral-sh|snok|abatilo|pnpm|oven-sh|denoland|swatinem|taiki-e|baptiste0928|cachix|determinatesystems|imranismail|fluxcd|jdx|asdf-vm|mamba-org|conda-incubator|erlef|shivammathur|subosito|microsoft|nick-fields|nick-invision|jlumbroso|easimon|insightsengineering|webfactory|trstringer|tibdex|benchmark-action|dawidd6|gacts|aquaproj|autero1|alexellis|arduino|awalsh128|browser-actions|nanasess|montudor|fjogeleit|frenck|getsentry|sentry-io|newrelic|datadog|cpina|bobheadxi|chrnorm|int128|mxschmitt|nuget|goreleaser|pypa|ad-m|endbug|cycjimmy|go-semantic-release|mathieudutour|paulhatch|gittools|ilammy|haya14busa|pascalgn|hmarr|andymckay|styfle|fkirc|potiuk|rlespinasse|madhead|mindsers|zoexx|ethanjli|medyagh|manusa|engineerd|nolar|actions-cool|pozil|bot-detector|kentaro-m|toshimaru|technote-space|stefanbuck|juliangruber|myrotvorets|wearerequired|tubone24|julia-actions|r-lib|haskell-actions|ocaml|coursier|sbt|scalacenter|fwal|maxim-lobanov|vmactions|cross-platform-actions|jwlawson|lukka|seanmiddleditch|hecrj|goto-bus-stop|bahmutov)\//,
  /\/(?:setup|install|cache|upload|download|notify|slack|label|comment|release|version|tag|changelog|lint)[\w-]*$/,
  /(?:^|[/-])(?:setup|install|installer|cache|notification|notifier|slack|labeler)(?:$|-)/,
];

// Of otherwise harmless owners.
const STARTS_OTHERS =
  /^(?:peter-evans\/repository-dispatch|benc-uk\/workflow-dispatch|convictional\/trigger-workflow-and-wait|actions\/github-script|nick-fields\/retry|nick-invision\/retry|azure\/(?:cli|powershell)|devcontainers\/ci|docker\/.*)$/;
const OF_DOCKER =
  /^docker\/(?:setup-.*|metadata-action|scout-action|login-action|build-push-action|bake-action|github-builder.*)$/;

/** What an action does, told by its name in small letters. */
export function actsOfAction(name: string): ActionActs {
  const row = ACTIONS.find(([pattern]) => pattern.test(name));
  if (row) return row[1];
  if (STARTS_OTHERS.test(name) && !OF_DOCKER.test(name)) return 'unknown';
  return HARMLESS.some((pattern) => pattern.test(name)) ? [] : 'unknown';
}

/** `short-lived` rights of a role or long-lived keys, as the inputs of a login tell; undefined: not told. */
export function loginOf(name: string, step: PipelineStep): Act['login'] {
  const has = (...names: readonly string[]): boolean =>
    step.inputs.some((input) => names.includes(input.name) && input.value !== '');
  if (name === 'aws-actions/configure-aws-credentials') {
    if (has('aws-access-key-id')) return { cloud: 'aws', by: 'keys' };
    return has('role-to-assume') ? { cloud: 'aws', by: 'role' } : undefined;
  }
  if (name === 'google-github-actions/auth') {
    if (has('credentials_json')) return { cloud: 'google', by: 'keys' };
    return has('workload_identity_provider') ? { cloud: 'google', by: 'role' } : undefined;
  }
  if (name === 'azure/login') {
    if (has('creds')) return { cloud: 'azure', by: 'keys' };
    return has('client-id') ? { cloud: 'azure', by: 'role' } : undefined;
  }
  return undefined;
}

/** The text of an input as written; undefined where it is not given. */
export function inputOf({ inputs }: PipelineStep, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const input = inputs.find((one) => one.name.toLowerCase() === name);
    if (input && (Unknown.is(input.value) || input.value !== '')) return writtenText(input.value);
  }
  return undefined;
}
