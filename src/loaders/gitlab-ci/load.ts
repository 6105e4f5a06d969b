import type { Diagnostic } from '../../core/diagnostic.ts';
import { stackId } from '../../core/id.ts';
import { folderOf, isSelected, nameOf, normalPath } from '../../core/path.ts';
import type { Stack } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { FileResource } from '../file-stack.ts';
import { fileStack, originInTree } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import { made, textOf, treeData } from '../pipelines/made.ts';
import { ScriptReader } from '../pipelines/scripts.ts';
import { ConfigReader } from './config.ts';
import { JobReader } from './extend.ts';
import { jobNode, readJobs, stagesOf } from './jobs.ts';
import { triggersOf } from './triggers.ts';
import { variablesOf } from './variables.ts';

/**
 * Reads the pipelines of GitLab CI with what they include from the tree. GitLab runs the file at the root;
 * those of folders below it are templates for other projects.
 */
export const loadGitlabCi: Loader = (files, { selected }) => {
  const configs = new ConfigReader(files);
  const shared: Shared = { configs, scripts: new ScriptReader(files), diagnostics: [] };
  const own: FileResource[] = [];
  const templates: FileResource[] = [];
  for (const file of files.list()) {
    if (nameOf(file) !== NAME || !isSelected(folderOf(file), selected)) continue;
    const tree = pipelineTree(file, shared, []);
    if (!tree) continue;
    (file === NAME ? own : templates).push({
      address: file,
      name: file,
      type: 'gitlab-pipeline',
      attributes: treeData(tree),
      declaredAt: { file, start: 0, end: 0 },
      origin: originInTree(tree, file),
    });
  }
  const stacks = [stackOf('gitlab-ci:.', own), stackOf('gitlab-ci:.@examples', templates)];
  return {
    stacks: stacks.filter(({ resources }) => resources.length > 0),
    notRead: [],
    diagnostics: [...configs.diagnostics, ...shared.diagnostics],
  };
};

const NAME = '.gitlab-ci.yml';

interface Shared {
  readonly configs: ConfigReader;
  readonly scripts: ScriptReader;
  readonly diagnostics: Diagnostic[];
}

/** A pipeline with its jobs in the form that all platforms share; child pipelines stand behind their job. */
function pipelineTree(file: string, shared: Shared, inside: readonly string[]): YamlMapping | undefined {
  const config = shared.configs.config(file);
  if (!config) return undefined;
  const { root, elsewhere } = config;
  const reader = new JobReader(root, shared.configs);
  const jobs = readJobs(root, reader);
  const variables = variablesOf(nodeAt(root, 'variables'));
  const context = { reader, scripts: shared.scripts, jobs, stages: stagesOf(root), variables };
  const entries: (readonly [string, YamlNode])[] = [];
  for (const job of jobs) {
    const node = jobNode(job, context);
    const children = childJobs(job.name, node, { shared, inside: [...inside, file] });
    entries.push([job.name, children.length > 0 ? followed(node) : node], ...children);
  }
  shared.diagnostics.push(...reader.diagnostics);
  const names = elsewhere.map((one) => textAt(one, 'text') ?? 'an include');
  return made(
    [
      ['file', scalarOf(file, root)],
      ['triggers', triggersOf(root, jobs)],
      ['jobs', mappingOf(entries, root)],
      ['includes', elsewhere.length > 0 ? sequenceOf(elsewhere, root) : undefined],
      ['moreJobs', names.length > 0 ? scalarOf(notRead(names), elsewhere[0] ?? root) : undefined],
    ],
    root,
  );
}

function notRead(names: readonly string[]): Unknown {
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what it includes from elsewhere is not read: ${shown}${more}`,
  });
}

/** The jobs of a child pipeline whose file is in the tree. */
function childJobs(
  name: string,
  job: YamlMapping,
  { shared, inside }: { shared: Shared; inside: readonly string[] },
): readonly (readonly [string, YamlNode])[] {
  const text = textAt(job, 'calls', 'text');
  const file = text === undefined || !/\.ya?ml$/.test(text) ? undefined : normalPath(text);
  // A child may have children, and these none: https://docs.gitlab.com/ci/pipelines/downstream_pipelines/
  if (file === undefined || inside.length > 3) return [];
  if (inside.includes(file)) {
    const message = `${file} starts itself through ${name}. Break the circle; it is not followed.`;
    shared.diagnostics.push({ severity: 'warning', code: 'pipeline-starts-itself', message, at: job });
    return [];
  }
  const child = pipelineTree(file, shared, inside);
  const jobs = child && nodeAt(child, 'jobs');
  if (jobs?.kind !== 'mapping') return [];
  return jobs.entries.map(({ key, value }) => [`${name} / ${key.value}`, childJob(name, value, job)]);
}

/** A job of a child pipeline waits for what the job that starts it waits for. */
function childJob(name: string, node: YamlNode, caller: YamlMapping): YamlNode {
  if (node.kind !== 'mapping') return node;
  const outer = nodeAt(caller, 'needs');
  const entries = node.entries.map((entry) => {
    if (entry.key.value !== 'needs' || entry.value.kind !== 'sequence') return entry;
    const items = entry.value.items.map((item) => scalarOf(`${name} / ${textOf(item) ?? ''}`, item));
    return { ...entry, value: items.length > 0 || !outer ? { ...entry.value, items } : outer };
  });
  return { ...node, entries };
}

function followed(job: YamlMapping): YamlMapping {
  const entries = job.entries.map((entry) => {
    if (entry.key.value !== 'calls' || entry.value.kind !== 'mapping') return entry;
    const { value } = entry;
    return {
      ...entry,
      value: made(
        [
          ...value.entries.map(({ key, value: one }) => [key.value, one] as const),
          ['isFollowed', scalarOf(true, value)],
        ],
        value,
      ),
    };
  });
  return { ...job, entries };
}

function stackOf(id: string, resources: readonly FileResource[]): Stack {
  const isSample = id.endsWith('@examples');
  return fileStack({
    id: stackId(id),
    kind: 'gitlab-ci',
    root: '',
    resources,
    ...(isSample ? { sample: { role: 'example', name: NAME } as const } : {}),
    because: 'GitLab runs it',
  });
}
