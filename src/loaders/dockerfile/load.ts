import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { Location, Origin, SourceRange } from '../../core/location.ts';
import { folderOf, isSelected } from '../../core/path.ts';
import type { DataObject } from '../../core/value.ts';
import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { FileResource } from '../file-stack.ts';
import { stacksByRole } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { nothingLoaded } from '../loaded.ts';
import type { Artifact } from './skaffold.ts';
import { artifactData, artifactsOf } from './skaffold.ts';
import type { Placed, Stage } from './stages.ts';
import { stagesOf } from './stages.ts';

/**
 * Reads the Dockerfiles inside the boundary, and the Skaffold files that say which image each one makes. They
 * are no system that is deployed together: one stack holds all of them, another one those of examples, a
 * third those of tests.
 */
export const loadDockerfiles: Loader = (files, { selected }) => {
  const resources: FileResource[] = [];
  for (const file of files.list()) {
    if (!isSelected(folderOf(file), selected)) continue;
    const built = isDockerfile(file)
      ? dockerfile(files, file)
      : isSkaffold(file)
        ? skaffold(files, file)
        : undefined;
    if (built) resources.push(built);
  }
  const stacks = stacksByRole({
    kind: 'dockerfiles',
    because: 'images are made from it',
    resources,
    selected,
  });
  return { ...nothingLoaded, stacks };
};

const NAME = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/;
const NOT_ONE = /\.(?:dockerignore|j2|jinja2?|erb|tmpl|tpl|template|md|txt|sh|ya?ml|json)$/;

function isDockerfile(file: string): boolean {
  return NAME.test(file) && !NOT_ONE.test(file);
}

function isSkaffold(file: string): boolean {
  return /(?:^|\/)skaffold[\w.-]*\.ya?ml$/.test(file);
}

function dockerfile(files: Files, file: string): FileResource | undefined {
  const text = files.read(file);
  const stages = isDenied(text) ? [] : stagesOf(parseDockerfile(text, file));
  const [first] = stages;
  if (!first) return undefined;
  return {
    address: file,
    name: file,
    type: 'dockerfile',
    attributes: { file, stages: stages.map(stageData) },
    declaredAt: rangeOf(first.at),
    origin: (path) => stageOrigin(stages, first, path),
  };
}

/** What nobody wrote is null. */
function stageData({ name, from, parent, user }: Stage): DataObject {
  return { name: name ?? null, image: from.value, parent: parent ?? null, user: user?.value ?? null };
}

function stageOrigin(stages: readonly Stage[], first: Stage, path: Location['path']): Origin {
  const [, index, attribute] = path;
  const { file } = first.at;
  const stage = typeof index === 'number' ? stages[index] : undefined;
  if (!stage) return { kind: 'literal', at: rangeOf(first.at), address: file };
  const address = `${file} stage ${stage.name ?? String(index)} ${String(attribute ?? '')}`.trimEnd();
  const placed = attribute === 'image' ? stage.from : attribute === 'user' ? stage.user : undefined;
  return placed ? placedOrigin(placed, address) : { kind: 'absent', at: rangeOf(stage.at), address };
}

function placedOrigin({ at, literal, value }: Placed, address: string): Origin {
  if (literal) return { kind: 'reference-chain', literal, through: [at], address };
  if (typeof value === 'string') return { kind: 'literal', at, address };
  return { kind: 'computed', why: 'an argument without default', at, address };
}

function skaffold(files: Files, file: string): FileResource | undefined {
  const text = files.read(file);
  const artifacts: readonly Artifact[] = isDenied(text) ? [] : artifactsOf(text, file);
  const [first] = artifacts;
  if (!first) return undefined;
  return {
    address: file,
    name: file,
    type: 'skaffold',
    attributes: { file, artifacts: artifacts.map(artifactData) },
    declaredAt: first.at,
    origin: ([, index]) => {
      const artifact = (typeof index === 'number' ? artifacts[index] : undefined) ?? first;
      return { kind: 'literal', at: artifact.at, address: `${file} ${artifact.image}` };
    },
  };
}

function rangeOf({ file, start, end }: SourceRange): SourceRange {
  return { file, start, end };
}
