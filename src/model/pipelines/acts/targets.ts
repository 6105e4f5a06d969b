import type { Act } from '../../../core/facts/pipeline.ts';
import { joinedText, runtimeValue } from '../../../core/pipeline-text.ts';
import type { Value } from '../../../core/value.ts';
import { folderBelow } from '../../../core/shell-commands.ts';
import { DOCKER_VALUES, HELM_VALUES, optionOf, optionsOf, withoutValues } from './options.ts';
import { Names } from './names.ts';

export interface Aim {
  /** Folder, chart, file or service. */
  readonly target: Value<string> | undefined;
  readonly images: readonly Value<string>[];
  /** Files of variables or values. */
  readonly files: readonly string[];
}

export interface AimInput {
  readonly does: Act['does'];
  readonly tool: string;
  readonly args: readonly string[];
  readonly folder: string | undefined;
}

/** What a command is done to, as far as its words tell. */
export function aimOf(input: AimInput): Aim {
  const { tool, does } = input;
  if (does === 'build-image' || does === 'push-image') return imageAim(input);
  const target = targetOf(input, tool);
  return {
    target: target === undefined || target === '-' ? undefined : shellValue(target),
    images: setImages(input),
    files: valueFiles(input, target),
  };
}

/** Files of variables (Terraform, below its folder) and of values (Helm). */
function valueFiles({ tool, args, folder }: AimInput, target: string | undefined): readonly string[] {
  const isTerraform = tool === 'terraform' || tool === 'tofu';
  const names = isTerraform
    ? optionsOf(args, '-var-file', '--var-file')
    : tool === 'helm'
      ? optionsOf(args, '-f', '--values')
      : [];
  const base = isTerraform ? target : folder;
  return names.flatMap((name) => folderBelow(base, name) ?? []);
}

function targetOf({ args, folder, does }: AimInput, tool: string): string | undefined {
  const here = (path: string | undefined): string | undefined =>
    path === undefined || path.includes('://') ? path : (folderBelow(folder, path) ?? path);
  switch (tool) {
    case 'terraform':
    case 'tofu':
      return here(optionOf(args, '-chdir') ?? '.');
    case 'terragrunt':
      return here(optionOf(args, '--terragrunt-working-dir', '--working-dir') ?? '.');
    case 'pulumi':
      return here(optionOf(args, '-C', '--cwd') ?? '.');
    case 'kubectl':
    case 'oc':
      return (
        here(optionOf(args, '-k', '--kustomize', '-f', '--filename') ?? undefined) ??
        plainAfter(args, ['image', 'restart', 'patch', 'scale', 'undo'])
      );
    case 'helm':
      return chartOf(args, folder);
    case 'helmfile':
      return here(optionOf(args, '-f', '--file') ?? '.');
    case 'skaffold':
      return here(optionOf(args, '-f', '--filename') ?? '.');
    case 'aws':
      return (
        optionOf(args, '--service', '--function-name', '--stack-name', '--application-name') ?? bucketOf(args)
      );
    case 'gcloud':
      return plainAfter(args, ['deploy', 'update', 'replace']);
    case 'az':
      return optionOf(args, '--name', '-n');
    case 'argocd':
      return plainAfter(args, ['sync', 'set']);
    case 'cdk':
    case 'sam':
    case 'serverless':
    case 'sls':
    case 'cdktf':
      return here('.');
    default:
      return does === 'apply' ? here('.') : undefined;
  }
}

/** `helm upgrade orders ./charts/orders`: the chart, as a folder of the tree where it is one. */
function chartOf(args: readonly string[], folder: string | undefined): string | undefined {
  const plain = withoutValues(args, HELM_VALUES);
  const verb = plain.findIndex((word) => /^(?:upgrade|install)$/.test(word));
  const chart = verb < 0 ? undefined : plain[verb + 2];
  if (chart === undefined) return verb < 0 ? undefined : plain[verb + 1];
  return /^\.{0,2}\/|^\.$/.test(chart) ? (folderBelow(folder, chart) ?? chart) : chart;
}

/** Images that a command puts into what runs: `kubectl set image deployment/orders app=shop/orders:1`. */
function setImages({ tool, args }: AimInput): readonly Value<string>[] {
  const named = optionOf(args, '--image', '--docker-image', '--image-uri', '--container-image-name');
  const found = named === undefined ? [] : [named];
  const verb = args.indexOf('image');
  if (/^(?:kubectl|oc|kustomize)$/.test(tool) && args[verb - 1] === 'set') {
    for (const word of args.slice(verb + 1)) {
      const image = /^(?:\*|[\w./-]+)=(.+)$/.exec(word)?.[1];
      if (image !== undefined) found.push(image);
    }
  }
  return found.map(shellValue);
}

const NOTHING: Aim = { target: undefined, images: [], files: [] };
// Programs whose words say what they build or push.
const BUILDERS = new Names('docker podman buildah nerdctl docker-compose executor az gcloud crane skopeo');

function imageAim({ does, tool, args, folder }: AimInput): Aim {
  if (!BUILDERS.has(tool)) return NOTHING;
  const images = optionsOf(args, '-t', '--tag', '--image', '--destination', '-d').filter(
    (image) => image !== '',
  );
  const plain = withoutValues(args, DOCKER_VALUES).filter((word) => !word.startsWith('-'));
  if (does === 'push-image' && images.length === 0) {
    const last = plain.at(-1);
    const isName = last !== undefined && plain.length > 1 && !plain.includes('compose');
    const clean = last?.replace(/^docker:\/\//, '');
    return {
      target: clean === undefined || !isName ? undefined : shellValue(clean),
      images: isName && clean !== undefined ? [shellValue(clean)] : [],
      files: [],
    };
  }
  const isCompose = plain.includes('compose') || tool === 'docker-compose';
  const file = optionOf(args, '-f', '--file', '--dockerfile');
  const context =
    isCompose || !/^(?:docker|podman|buildah|nerdctl|az|executor)$/.test(tool)
      ? '.'
      : (optionOf(args, '--context') ?? lastOf(plain) ?? '.');
  const relative = file ?? (isCompose ? undefined : `${context.replace(/\/$/, '')}/Dockerfile`);
  const path = relative === undefined ? undefined : (folderBelow(folder, relative) ?? relative);
  return {
    target: path === undefined ? undefined : shellValue(path),
    images: images.map(shellValue),
    files: [],
  };
}

function lastOf(plain: readonly string[]): string | undefined {
  const last = plain.at(-1);
  return last === undefined || /^(?:build|bud|buildx)$/.test(last) ? undefined : last;
}

function bucketOf(args: readonly string[]): string | undefined {
  return args.findLast((word) => word.startsWith('s3://'));
}

function plainAfter(args: readonly string[], verbs: readonly string[]): string | undefined {
  const verb = args.findIndex((word) => verbs.includes(word));
  return verb < 0 ? undefined : args.slice(verb + 1).find((word) => !word.startsWith('-'));
}

/** A word of a shell as a value: what a variable, a command or an expression supplies is not known. */
export function shellValue(word: string): Value<string> {
  const pieces: Value<string>[] = [];
  let from = 0;
  for (const match of word.matchAll(/\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)+|\$\w+/g)) {
    pieces.push(word.slice(from, match.index), runtimeValue(match[0]));
    from = match.index + match[0].length;
  }
  pieces.push(word.slice(from));
  return joinedText(pieces);
}
