import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { scalarOf } from '../objects/make-node.ts';
import { flag, made } from './made.ts';

export interface Reuse {
  readonly kind: 'action' | 'workflow' | 'include' | 'image';
  readonly text: Value<string>;
  /** The file in the inputs. */
  readonly file?: string | undefined;
  /** Whose it is, where the text does not say so. */
  readonly ownedBy?: string | undefined;
  /** True for what comes with the platform itself. */
  readonly isBuiltIn?: boolean | undefined;
  /** True where its own steps or jobs stand behind it. */
  readonly isFollowed?: boolean | undefined;
}

/** Code that a pipeline takes from elsewhere, in its parts. */
export function reusedNode(reuse: Reuse, at: YamlNode): YamlMapping {
  const { kind, text, file } = reuse;
  const isImage = kind === 'image' || (typeof text === 'string' && text.startsWith('docker://'));
  const parts = isImage ? imageParts(text) : referenceParts(text);
  const isKnown = file !== undefined || reuse.isBuiltIn === true;
  const scalar = (value: Value<string> | boolean | undefined) =>
    value === undefined ? undefined : scalarOf(value, at);
  return made(
    [
      ['kind', scalarOf(kind, at)],
      ['text', scalarOf(text, at)],
      ['owner', scalar(file === undefined ? (reuse.ownedBy ?? parts.owner) : undefined)],
      ['repository', scalar(file === undefined ? parts.repository : undefined)],
      ['file', scalar(file)],
      ['version', scalar(file === undefined ? parts.version : undefined)],
      ['isPinned', scalarOf(isKnown ? true : parts.isPinned, at)],
      ['isFollowed', flag(reuse.isFollowed === true, at)],
    ],
    at,
  );
}

interface Parts {
  readonly owner?: string | undefined;
  readonly repository?: string | undefined;
  readonly version?: Value<string> | undefined;
  readonly isPinned: Value<boolean>;
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** `owner/repository/path@version`. */
function referenceParts(text: Value<string>): Parts {
  if (Unknown.is(text)) return { version: text, isPinned: text };
  if (/^\.{0,2}\//.test(text)) return { isPinned: true };
  const match = /^([^/@\s]+)\/([^/@\s]+)(?:\/[^@\s]*)?(?:@(\S+))?$/.exec(text.trim());
  if (!match) return { isPinned: false };
  const [, owner, repository, version] = match;
  return { owner, repository, version, isPinned: version !== undefined && COMMIT.test(version) };
}

/** `registry/owner/name:tag@sha256:…`. */
function imageParts(text: Value<string>): Parts {
  if (Unknown.is(text)) return { isPinned: text };
  const [name = '', digest] = text.replace(/^docker:\/\//, '').split('@', 2);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const version = digest ?? (colon < 0 ? undefined : name.slice(colon + 1));
  const segments = (colon < 0 ? name : name.slice(0, colon)).split('/');
  const owner = segments.length > 1 ? segments.slice(0, -1).join('/') : undefined;
  return { owner, repository: segments.at(-1), version, isPinned: digest !== undefined };
}
