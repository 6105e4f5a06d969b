import type { YamlNode, YamlScalar } from './ast.ts';
import { AMPERSAND, BANG, isBlank, isFlowMark, isGap } from './characters.ts';
import { YamlProblem } from './problem.ts';
import type { Anchored, Reader } from './reader.ts';
import { giveUp, MOST_ALIASED_NODES } from './reader.ts';
import { valueByTag } from './tags.ts';

/** The name and the type that stand before a node. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

/** Reads `&name` and `!tag`, in any order, at most one of each. */
export function readProperties(r: Reader): Properties {
  let anchor: string | undefined;
  let tag: string | undefined;
  let end = r.at;
  for (;;) {
    const code = r.text.charCodeAt(r.at);
    if (code === AMPERSAND && anchor === undefined) {
      r.at += 1;
      anchor = readName(r);
    } else if (code === BANG && tag === undefined) tag = readTag(r);
    else if (code === AMPERSAND || code === BANG) giveUp();
    else break;
    end = r.at;
    while (isBlank(r.text.charCodeAt(r.at))) r.at += 1;
  }
  r.at = end;
  return { anchor, tag };
}

/** Reads the node behind properties: typed by its tag, kept under its name. */
export function withProperties(r: Reader, { anchor, tag }: Properties, read: () => YamlNode): YamlNode {
  // A tag whose node goes on with further properties on the next line: `!!str` above `&name`.
  if (r.isTagged) giveUp();
  const before = r.nodes + r.aliasedNodes;
  const { at } = r;
  r.isTagged = tag !== undefined;
  let node = read();
  r.isTagged = false;
  if (tag !== undefined && node.kind === 'scalar') node = typedByTag(r, node, tag, at);
  if (anchor !== undefined) r.anchors.set(anchor, { node, size: r.nodes + r.aliasedNodes - before });
  return node;
}

/** Reads `*name`: the very node that has the name, with its own place. */
export function readAlias(r: Reader): YamlNode {
  const start = r.at;
  r.at += 1;
  const name = readName(r);
  const node = nodeOfAlias(r, r.anchors.get(name), { start, end: r.at });
  r.lastEnd = r.at;
  return node;
}

/** The node of an alias, within the limit of what aliases may stand for. */
export function nodeOfAlias(
  r: Pick<Reader, 'aliasedNodes'>,
  found: Anchored | undefined,
  at: { readonly start: number; readonly end: number },
): YamlNode {
  if (!found) {
    const message = 'No anchor above this alias has its name. Name the anchor or write the value.';
    throw new YamlProblem('yaml-alias', message, at);
  }
  r.aliasedNodes += found.size;
  if (r.aliasedNodes > MOST_ALIASED_NODES) {
    const message = `The aliases of this text stand for more than ${MOST_ALIASED_NODES} values. Use fewer.`;
    throw new YamlProblem('yaml-too-many-aliases', message, at);
  }
  return found.node;
}

function typedByTag(r: Reader, node: YamlScalar, tag: string, at: number): YamlScalar {
  const value = valueByTag(String(node.value), tag, r.typing);
  if (value !== undefined) return { ...node, value };
  const message = `The value does not fit its tag ${tag}. Correct one of the two.`;
  throw new YamlProblem('yaml-tag', message, { start: at, end: node.end });
}

function readName(r: Reader): string {
  const start = r.at;
  const { text } = r;
  let { at } = r;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isGap(code) || isFlowMark(code)) break;
    at += 1;
  }
  r.at = at;
  const name = text.slice(start, at);
  if (name === '' || name.includes(':')) giveUp();
  return name;
}

function readTag(r: Reader): string {
  const start = r.at;
  const { text } = r;
  let { at } = r;
  while (!isGap(text.charCodeAt(at)) && !isFlowMark(text.charCodeAt(at))) at += 1;
  r.at = at;
  const tag = text.slice(start, at);
  // A handle that only a directive declares, or a tag with an escape or brackets.
  if (/^![^!<]+!/.test(tag) || tag.includes('%') || (tag.startsWith('!<') && !tag.endsWith('>'))) giveUp();
  return tag;
}
