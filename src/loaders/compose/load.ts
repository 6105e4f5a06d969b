import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { stackId } from '../../core/id.ts';
import type { StackId } from '../../core/id.ts';
import { byCodeUnit, byKey } from '../../core/order.ts';
import { folderOf, isSelected, nameOf } from '../../core/path.ts';
import type { Stack } from '../../core/resource.ts';
import { isDataObject } from '../../core/value.ts';
import type { YamlEntry, YamlMapping } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { concealAttributes } from '../credentials/conceal-attributes.ts';
import type { FileResource } from '../file-stack.ts';
import { fileStack } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { nothingLoaded } from '../loaded.ts';
import { originAt } from '../objects/trace.ts';
import { nodeData } from '../objects/to-data.ts';
import type { Found } from './find-projects.ts';
import { findProjects, isComposeName, titleOf } from './find-projects.ts';
import { finishedService } from './finish-service.ts';
import { ComposeFiles } from './read-file.ts';
import type { Project } from './read-project.ts';
import { readProject } from './read-project.ts';

/**
 * Reads compose files as `docker compose config` shows them: one stack for the file of a folder with its
 * override (`compose:shop`), and one for each further file (`compose:shop@dev`), over the folder's own where
 * it only changes that.
 */
export const loadCompose: Loader = (files, { selected }) => {
  const names = namesByFolder(files, selected);
  if (names.size === 0) return nothingLoaded;
  const opened = new ComposeFiles(files);
  const projects = [...names].flatMap(([folder, inside]) =>
    findProjects(opened, folder, inside).flatMap((found) => {
      const project = readProject(opened, found);
      return project && project.services.entries.length > 0 ? [{ found, project, id: idOf(found) }] : [];
    }),
  );
  const users = new Map<string, StackId>();
  for (const { id, project } of projects) {
    for (const path of project.included) if (!users.has(path)) users.set(path, id);
  }
  const stacks = projects.map(({ found, project, id }): Stack => {
    const user = users.get(found.paths[0] ?? '');
    return stackOf(opened, { found, project, id, user: user === id ? undefined : user });
  });
  return { stacks: stacks.sort(byKey(({ id }) => id)), notRead: [], diagnostics: opened.diagnostics };
};

function namesByFolder(files: Files, selected: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const path of files.list()) {
    const name = nameOf(path);
    const folder = folderOf(path);
    if (!isComposeName(name) || !isSelected(folder, selected) || !mayDescribeServices(files, path)) continue;
    const known = names.get(folder);
    if (known) known.push(name);
    else names.set(folder, [name]);
  }
  return names;
}

function mayDescribeServices(files: Files, path: string): boolean {
  const text = files.read(path);
  return !isDenied(text) && /^["']?(?:services|include)["']?\s*:/m.test(text);
}

function idOf({ folder, variant }: Found): StackId {
  return stackId(`compose:${folder || '.'}${variant === '' ? '' : `@${variant}`}`);
}

function wholeOf({ folder, whole }: Found): string {
  return `compose:${folder || '.'}@${whole}`;
}

interface Described {
  readonly found: Found;
  readonly project: Project;
  readonly id: StackId;
  /** The project that includes it. */
  readonly user: StackId | undefined;
}

function stackOf(files: ComposeFiles, { found, project, id, user }: Described): Stack {
  if (found.whole === undefined) tellAbsentServices(files, found, project);
  const stack = fileStack({
    id,
    kind: 'compose',
    root: found.folder,
    resources: project.services.entries.flatMap((entry) => serviceResource(files, entry, project) ?? []),
    environments: found.environments,
    sample: found.sample,
    because: `${titleOf(found)} starts services together`,
  });
  return {
    ...stack,
    conceal: (attributes) => concealAttributes(attributes, files.secrets),
    family: found.isOfFolder ? `compose:${found.folder || '.'}` : id,
    ...(user === undefined ? {} : { partOf: [user] }),
    ...(found.whole === undefined
      ? {}
      : { notDeployed: `${wholeOf(found)} is how the repository starts it` }),
  };
}

function serviceResource(files: ComposeFiles, entry: YamlEntry, project: Project): FileResource | undefined {
  const { key } = entry;
  if (!isMapping(entry.value)) return undefined;
  const service = finishedService(entry.value, files, project.lookup);
  const attributes = nodeData(service);
  if (!isDataObject(attributes)) return undefined;
  const isTogether = entry.value.file === key.file && entry.value.end > key.start;
  return {
    address: `service/${key.value}`,
    name: key.value,
    type: 'compose-service',
    attributes,
    declaredAt: { file: key.file, start: key.start, end: isTogether ? entry.value.end : key.end },
    origin: (path) => {
      const file = nodeAt(service, ...path)?.file ?? key.file;
      return originAt(service, path, `${file} ${key.value}`);
    },
  };
}

/** Compose refuses a project that waits for a service that it does not have. */
function tellAbsentServices(files: ComposeFiles, found: Found, { services }: Project): void {
  const names = new Set(services.entries.map(({ key }) => key.value));
  const absent = services.entries.flatMap(({ key, value }) =>
    requiredBy(value).flatMap((name) => (names.has(name) ? [] : [{ name, key }])),
  );
  const [first] = absent;
  if (!first) return;
  const missing = [...new Set(absent.map(({ name }) => name))].sort(byCodeUnit).join(', ');
  const { file, start, end } = first.key;
  files.tell({
    severity: 'note',
    code: 'compose-absent-service',
    message:
      `${first.key.value} depends on ${missing}, which ${titleOf(found)} does not declare: ` +
      'it starts only together with a further file. What was read stands without it.',
    at: { file, start, end },
  });
}

function requiredBy(service: YamlEntry['value']): readonly string[] {
  const needed: YamlMapping | undefined = isMapping(service) ? dependsOn(service) : undefined;
  return (needed?.entries ?? []).flatMap(({ key, value }) => {
    const required = nodeAt(value, 'required');
    return required?.kind === 'scalar' && required.value === false ? [] : [key.value];
  });
}

function dependsOn(service: YamlMapping): YamlMapping | undefined {
  const node = nodeAt(service, 'depends_on');
  return isMapping(node) ? node : undefined;
}
