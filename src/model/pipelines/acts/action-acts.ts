import type { Act, PipelineJob, PipelineStep } from '../../../core/facts/pipeline.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { CLUSTER_ACTIONS } from './action-names.ts';
import { actsOfAction, inputOf, loginOf } from './action-table.ts';
import { shellValue } from './targets.ts';
import { folderBelow } from '../../../core/shell-commands.ts';

/** What is found out while the steps of a job are read. */
export interface JobState {
  /** Why the job may do more, each reason once. */
  readonly unread: Set<string>;
  /** True behind a step that makes a cluster on the machine of the job. */
  isLocal: boolean;
}

// Calls and files by which a script of the API starts what is not seen here.
const STARTS_OTHERS = /ispatch|createDeployment|child_process|exec\.|require\(['"]\.|process\.env\.\w*SCRIPT/;

/** What an action of a step does. */
export function actionActs(step: PipelineStep, job: PipelineJob, state: JobState): readonly Act[] {
  const { uses } = step;
  if (!uses || uses.kind !== 'action' || uses.isFollowed === true) return [];
  if (Unknown.is(uses.text)) {
    state.unread.add(`which action it uses is not known: ${writtenText(uses.text)}`);
    return [];
  }
  if (uses.owner === undefined) {
    const why = uses.file === undefined ? 'is not in the inputs' : 'is a program';
    state.unread.add(`the action ${uses.text} ${why}`);
    return [];
  }
  const { text } = uses;
  const name = (text.split('@')[0] ?? '').toLowerCase();
  if (CLUSTER_ACTIONS.has(name)) state.isLocal = true;
  if (name === 'actions/github-script' && !STARTS_OTHERS.test(inputOf(step, 'script') ?? '')) return [];
  // Its script is read in the place of one of the job's own.
  if (step.run) return [];
  const does = actsOfAction(name);
  if (does === 'unknown') {
    state.unread.add(`what ${uses.text} does is not known here`);
    return [];
  }
  const outputs = inputOf(step, 'outputs') ?? '';
  if (name.endsWith('build-push-action') && outputs.includes('${{')) {
    state.unread.add(`whether ${text} pushes what it builds is not known`);
  }
  const login = loginOf(name, step);
  const acts = inputActs(name, step) ?? does;
  return acts.map((one): Act => {
    const images = imagesOf(name, step, job);
    return {
      does: one,
      tool: name,
      says: text,
      target: targetOf(name, one, step),
      ...(images.length > 0 && one !== 'checkout' && one !== 'login' ? { images } : {}),
      components: [],
      ...(login && one === 'login' ? { login } : {}),
      at: step.at,
    };
  });
}

/** Actions whose inputs say which of several things they do. */
function inputActs(name: string, step: PipelineStep): readonly Act['does'][] | undefined {
  const input = (...names: readonly string[]): string => inputOf(step, ...names) ?? '';
  switch (name) {
    case 'docker/build-push-action':
    case 'depot/build-push-action':
    case 'docker/bake-action': {
      // An expression may be true.
      const pushes = !/^(?:false)?$/.test(input('push')) || /type=registry|push=true/.test(input('outputs'));
      return pushes ? ['build-image', 'push-image'] : ['build-image'];
    }
    case 'elgohr/publish-docker-github-action':
    case 'mr-smithers-excellent/docker-build-push':
    case 'whoan/docker-build-with-cache-action':
    case 'aevea/action-kaniko':
      return ['build-image', 'push-image'];
    case 'pulumi/actions':
      return /^(?:preview|plan)$/.test(input('command'))
        ? ['plan']
        : /^(?:up|update|destroy)$/.test(input('command'))
          ? ['apply']
          : [];
    case 'helmfile/helmfile-action':
      return /\b(?:apply|sync)\b/.test(input('helmfile-args')) ? ['deploy'] : ['plan'];
    case 'gruntwork-io/terragrunt-action':
      return /\bapply|destroy\b/.test(input('tg_command')) ? ['apply'] : ['plan'];
    case 'hashicorp/terraform-github-actions': {
      const command = input('tf_actions_subcommand');
      return command === 'apply' || command === 'destroy' ? ['apply'] : command === 'plan' ? ['plan'] : [];
    }
    case 'cloudflare/wrangler-action':
      return input('command') === '' || /deploy|publish/.test(input('command')) ? ['deploy'] : [];
    case 'azure/k8s-bake':
      return ['plan'];
    case 'superfly/flyctl-actions':
      return /deploy/.test(input('args')) ? ['deploy'] : [];
    default:
      return undefined;
  }
}

const FOLDERS_OF_TERRAFORM = ['tg_dir', 'tf_actions_working_dir'];

function targetOf(name: string, does: Act['does'], step: PipelineStep): Value<string> | undefined {
  if (does === 'build-image') {
    const context = inputOf(step, 'context', 'path', 'workdir') ?? '.';
    const file =
      inputOf(step, 'file', 'dockerfile', 'containerfiles') ?? `${context.replace(/\/$/, '')}/Dockerfile`;
    return shellValue(folderBelow('', file) ?? file);
  }
  if (does === 'login') {
    const role = inputOf(step, 'role-to-assume', 'service_account', 'client-id', 'registry');
    return role === undefined ? undefined : shellValue(role);
  }
  if (/pulumi|cdk|terra|serverless/.test(name)) {
    const folder =
      inputOf(step, 'work-dir', 'working-directory', 'working_dir', ...FOLDERS_OF_TERRAFORM, 'path') ?? '.';
    return shellValue(folderBelow('', folder) ?? folder);
  }
  const target = inputOf(
    step,
    'service',
    'app-name',
    'app_name',
    'manifests',
    'function-name',
    'name',
    'stack_name',
    'bucket',
    'host',
  );
  return target === undefined ? undefined : shellValue(target);
}

/** Image names among the inputs; tags that a metadata step makes are those of its images. */
function imagesOf(name: string, step: PipelineStep, job: PipelineJob): readonly Value<string>[] {
  const text = inputOf(step, 'tags', 'image', 'images', 'image-name') ?? '';
  const registry = name.startsWith('redhat') ? inputOf(step, 'registry') : undefined;
  const found: Value<string>[] = [];
  for (const line of text.split(/[\n,]/)) {
    const one = line.trim();
    const from = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.(?:tags|json)\s*\}\}$/.exec(one)?.[1];
    if (from !== undefined) found.push(...metadataImages(from, job));
    else if (one !== '' && !one.startsWith('type='))
      found.push(shellValue(registry === undefined ? one : `${registry}/${one}`));
  }
  return found;
}

function metadataImages(id: string, job: PipelineJob): readonly Value<string>[] {
  const meta = job.steps.find((step) => step.id === id);
  const images = meta && inputOf(meta, 'images');
  if (images === undefined) return [];
  const names = images.split(/[\n,]/).map((line) => line.trim().replace(/^name=/, ''));
  // The tag is what the step makes of the event.
  return names
    .filter((one) => one !== '')
    .map((one) => shellValue(`${one}:\${{ steps.${id}.outputs.version }}`));
}
