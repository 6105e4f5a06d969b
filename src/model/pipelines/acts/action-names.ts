import type { Act } from '../../../core/facts/pipeline.ts';
import { Names } from './names.ts';

/** What actions do, by name in small letters, as their pages describe them, 2026-11. */
export const ACTIONS: readonly (readonly [does: Act['does'], names: Names])[] = [
  ['checkout', new Names('actions/checkout')],
  [
    'login',
    new Names(`
      docker/login-action aws-actions/amazon-ecr-login aws-actions/configure-aws-credentials
      google-github-actions/auth azure/login azure/docker-login azure/aks-set-context azure/k8s-set-context
      hashicorp/vault-action redhat-actions/oc-login redhat-actions/podman-login
    `),
  ],
  [
    'deploy',
    new Names(`
      tale/kubectl-action matootie/dokube steebchen/kubectl actions-hub/kubectl azure/k8s-deploy
      azure/k8s-bake azure/webapps-deploy azure/functions-action azure/container-apps-deploy-action
      azure/static-web-apps-deploy google-github-actions/deploy-cloudrun
      google-github-actions/deploy-appengine google-github-actions/deploy-cloud-functions
      google-github-actions/create-cloud-deploy-release aws-actions/amazon-ecs-deploy-task-definition
      aws-actions/amazon-ecs-deploy-express-service aws-actions/aws-lambda-deploy
      aws-actions/aws-codebuild-run-build appleboy/lambda-action einaregilsson/beanstalk-deploy
      jakejarvis/s3-sync-action reggionick/s3-deploy shallwefootball/s3-upload-action
      superfly/flyctl-actions* akhileshns/heroku-deploy amondnet/vercel-action nwtgck/actions-netlify
      netlify/actions* cloudflare/wrangler-action cloudflare/pages-action bervproject/railway-deploy
      firebaseextended/action-hosting-deploy w9jds/firebase-action johnbeynon/render-deploy-action
      digitalocean/app_action* actions/deploy-pages peaceiris/actions-gh-pages
      jamesives/github-pages-deploy-action crazy-max/ghaction-github-pages clowdhaus/argo-cd-action
      deliverybot/helm bitovi/github-actions-deploy* vimtor/action-helm helmfile/helmfile-action
      dawidd6/action-ansible-playbook
    `),
  ],
  [
    'apply',
    new Names(`
      azure/arm-deploy azure/bicep-deploy aws-actions/aws-cloudformation-github-deploy pulumi/actions
      serverless/github-action youyo/aws-cdk-github-actions gruntwork-io/terragrunt-action
      dflook/terraform-apply dflook/terraform-destroy dflook/tofu-apply dflook/tofu-destroy
      cloudposse/github-action-terraform-apply cloudposse/github-action-atmos-terraform-apply
      hashicorp/tfc-workflows-github/actions/apply-run hashicorp/terraform-github-actions
    `),
  ],
  [
    'plan',
    new Names(`
      dflook/terraform-plan dflook/tofu-plan hashicorp/tfc-workflows-github/actions/create-run
      cloudposse/github-action-terraform-plan cloudposse/github-action-atmos-terraform-plan
    `),
  ],
  [
    'build-image',
    new Names(`
      docker/build-push-action docker/bake-action depot/build-push-action depot/bake-action
      redhat-actions/buildah-build elgohr/publish-docker-github-action
      mr-smithers-excellent/docker-build-push whoan/docker-build-with-cache-action aevea/action-kaniko
    `),
  ],
  ['push-image', new Names('redhat-actions/push-to-registry')],
  [
    'copy-to-servers',
    new Names(`
      appleboy/ssh-action appleboy/scp-action easingthemes/ssh-deploy burnett01/rsync-deployments
      samkirkland/ftp-deploy-action samkirkland/web-deploy garygrossgarten/github-action-ssh
      garygrossgarten/github-action-scp fifsky/ssh-action wlixcc/sftp-deploy-action up9cloud/action-rsync
    `),
  ],
  [
    'test',
    new Names(`
      cypress-io/github-action grafana/k6-action grafana/run-k6-action matt-ball/newman-action
      reactivecircus/android-emulator-runner treosh/lighthouse-ci-action chromaui/action
    `),
  ],
  [
    'lint',
    new Names(`
      golangci/golangci-lint-action reviewdog/* github/super-linter* super-linter/super-linter*
      oxsecurity/megalinter* hadolint/hadolint-action ludeeus/action-shellcheck aquasecurity/trivy-action
      aquasecurity/tfsec-action aquasecurity/tfsec-pr-commenter-action bridgecrewio/checkov-action
      pre-commit/action snyk/actions* anchore/scan-action psf/black chartboost/ruff-action
      astral-sh/ruff-action wagoid/commitlint-github-action amannn/action-semantic-pull-request
      raven-actions/actionlint rhysd/actionlint streetsidesoftware/cspell-action crate-ci/typos
      yannh/kubeconform azohra/shell-linter clowdhaus/terraform-composite-actions/pre-commit
      terraform-docs/gh-actions sonarsource/* codespell-project/* lycheeverse/lychee-action zizmorcore/*
      ibiqlik/action-yamllint dflook/terraform-validate dflook/terraform-fmt-check
      gaurav-nelson/github-action-markdown-link-check tcort/github-action-markdown-link-check
    `),
  ],
];

/** Actions that do one of several things, or run what is not seen. */
export const OPEN_ACTIONS = new Names(`
  actions/github-script peter-evans/repository-dispatch benc-uk/workflow-dispatch azure/cli azure/powershell
  convictional/trigger-workflow-and-wait nick-fields/retry nick-invision/retry
`);

/** Actions that prepare, report or keep things, and do nothing to a system. */
export const QUIET_ACTIONS = new Names(`
  actions/* github/codeql-action* docker/setup-* docker/metadata-action docker/scout-action
  aws-actions/setup-* aws-actions/amazon-ecs-render-task-definition aws-actions/stale-issue-cleanup
  google-github-actions/setup-* google-github-actions/get-* google-github-actions/upload-*
  azure/setup-* azure/use-kubelogin azure/get-keyvault-secrets azure/appservice-settings
  hashicorp/setup-* opentofu/setup-opentofu helm/chart-releaser-action helm/chart-testing-action
  helm/kind-action codecov/* coverallsapp/* dorny/* tj-actions/* slackapi/* 8398a7/action-slack
  rtcamp/action-slack-notify ravsamhq/* step-security/harden-runner sigstore/* anchore/sbom-action
  ossf/scorecard-action googleapis/release-please-action google-github-actions/release-please-action
  release-drafter/* softprops/* ncipollo/release-action mikepenz/* enricomi/* test-summary/*
  peter-evans/* stefanzweifel/* thollander/* marocchino/* mshick/* dependabot/* renovatebot/*
  crazy-max/ghaction-* astral-sh/setup-uv snok/* abatilo/* pnpm/* oven-sh/* denoland/* swatinem/*
  taiki-e/* baptiste0928/* cachix/* determinatesystems/* imranismail/* fluxcd/flux2/action jdx/mise-action
  asdf-vm/* mamba-org/* conda-incubator/* erlef/* shivammathur/* subosito/* microsoft/setup-*
  jlumbroso/* easimon/* insightsengineering/* webfactory/ssh-agent trstringer/manual-approval tibdex/*
  benchmark-action/* dawidd6/action-download-artifact gacts/* alexellis/* awalsh128/*
  browser-actions/* nanasess/* montudor/* fjogeleit/* frenck/* getsentry/* newrelic/* datadog/*
  bobheadxi/deployments chrnorm/* int128/* mxschmitt/* nuget/* goreleaser/* pypa/* ad-m/* endbug/*
  cycjimmy/* mathieudutour/* paulhatch/* gittools/* ilammy/* haya14busa/* hmarr/* andymckay/* styfle/*
  fkirc/* potiuk/* rlespinasse/* ethanjli/* medyagh/* manusa/* engineerd/* nolar/* pozil/*
  kentaro-m/* toshimaru/* stefanbuck/* juliangruber/* myrotvorets/* julia-actions/* r-lib/* ruby/*
  haskell-actions/* ocaml/* coursier/* sbt/* scalacenter/* fwal/* maxim-lobanov/* lukka/* gradle/*
  dtolnay/* actions-rs/* actions-rust-lang/* dessant/* rajatjindal/krew-release-bot
  clowdhaus/terraform-min-max
  clowdhaus/terraform-composite-actions/directories dflook/terraform-version dflook/terraform-output
  planetscale/ghcommit-action joelanford/go-apidiff apache/skywalking-eyes* stefanprodan/helm-gh-pages
  grafana/shared-workflows/actions/get-vault-secrets fossas/fossa-action erzz/dockle-action
  sliteteam/github-action-git-crypt-unlock atlassian/gajira-* jpmcb/prow-github-actions
  chainguard-dev/actions*
  aws-actions/amazon-ecr-* getsops/* mdgreenwald/* mozilla/* kenchan0130/* mattermost/*
  appleboy/telegram-action
`);

/** Actions that make a cluster on the machine of the job. */
export const CLUSTER_ACTIONS = new Names(`
  helm/kind-action engineerd/setup-kind medyagh/setup-minikube manusa/actions-setup-minikube
  absaoss/k3d-action nolar/setup-k3d-k3s jupyterhub/action-k3s-helm
  replicatedhq/replicated-actions/create-cluster
`);
