import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlFile, YamlNode, YamlTyping } from '../../syntax/yaml/ast.ts';
import type { ShapeOf } from './merge-shape.ts';
import type { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';
import type { SharedNodes } from './shared-nodes.ts';
import type { SourceReader } from './source-reader.ts';
import { isBelow, isRemote, pathFrom } from './source-reader.ts';

/** What every step of one kustomization needs: where it stands, how it reads, whom it tells. */
export interface Step {
  readonly reader: SourceReader;
  readonly log: BuildLog;
  readonly folder: string;
  /** The kustomization file. */
  readonly file: string;
  readonly shapeOf: ShapeOf;
  readonly shared: SharedNodes;
  /** Whether some of the objects could not be read, so that a missing one may just be among them. */
  readonly isIncomplete: () => boolean;
}

/** The path of a file that a kustomization names; throws where it cannot be read. */
export function localPath(step: Step, path: string, at: SourceRange): string {
  if (isRemote(path)) {
    step.log.leaveOut('kustomization', `${path} stands elsewhere in the network`, at);
    const message = `${path} stands elsewhere in the network and is not read. Keep a copy in the tree.`;
    throw new Refusal('kustomize-remote', message, at);
  }
  const local = pathFrom(step.folder, path);
  if (local === undefined) {
    const message = `${path} is outside the folder that may be read. Move it inside, or widen with --root.`;
    throw new Refusal('outside-boundary', message, at);
  }
  return local;
}

/** The documents of a file that a kustomization names; throws where they cannot be read. */
export function readDocuments(step: Step, path: string, at: SourceRange, typing: YamlTyping): YamlFile {
  const local = localPath(step, path, at);
  const parsed = step.reader.documents(local, typing);
  if (isDenied(parsed)) throw missing(path, parsed.message, at);
  noteRead(step, local, at);
  const [syntax] = parsed.diagnostics;
  if (syntax) step.log.refuse(new Refusal(syntax.code, syntax.message, syntax.at), at);
  return parsed;
}

/** The bytes of a file that a kustomization names; throws where they cannot be read. */
export function readContent(step: Step, path: string, at: SourceRange): Uint8Array {
  const local = localPath(step, path, at);
  const bytes = step.reader.bytes(local);
  if (isDenied(bytes)) throw missing(path, bytes.message, at);
  noteRead(step, local, at);
  return bytes;
}

/** The first document of a file that a kustomization names. */
export function readFirst(
  step: Step,
  path: string,
  at: SourceRange,
  typing: YamlTyping,
): YamlNode | undefined {
  return readDocuments(step, path, at, typing).documents.find(({ root }) => root)?.root;
}

function missing(path: string, why: string, at: SourceRange): Refusal {
  return new Refusal(
    'kustomize-missing',
    `${path} cannot be read (${why}). Correct the path, or add it.`,
    at,
  );
}

/** Remembers a file, and says where only builds without load restriction (Flux, Argo CD) would read it. */
export function noteRead(step: Step, local: string, at: SourceRange): void {
  step.log.files.add(local);
  const real = step.reader.folder(local);
  if (isBelow(local, step.folder) && (isDenied(real) || isBelow(real, step.folder))) return;
  const message =
    `${local} stands outside the folder of the kustomization: kubectl reads it only with ` +
    '`--load-restrictor LoadRestrictionsNone`, as Flux does.';
  step.log.note('kustomize-load-restriction', message, at);
}
