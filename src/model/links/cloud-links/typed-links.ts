import { lookup } from '../../../core/lookup.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { dataAt } from '../../read.ts';
import { connect, ownersOf } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { LINKS, OWNERS, PARTS } from './link-table.ts';
import type { Link } from './link-table.ts';
import { Pointers } from '../addresses/pointers.ts';

/** Joins services of AWS with what their configuration hands requests, events and data to. */
export const typedLinks: LinkPass = {
  name: 'typed-links',
  after: ['functions', 'entries'],
  run(draft) {
    const stated = new Set(draft.dependencies.map(({ from, to, kind }) => keyOf(from, to, kind)));
    const work: Work = { draft, pointers: new Pointers(draft), stated };
    for (const link of LINKS) {
      for (const resource of draft.ofType(link.type)) follow(work, resource, link);
    }
    for (const [type, attribute] of PARTS) {
      for (const resource of draft.ofType(type)) {
        const owner = ownerOf(draft, resource, attribute);
        if (owner) draft.absorb(resource, owner);
      }
    }
  },
};

interface Work {
  readonly draft: GraphDraft;
  readonly pointers: Pointers;
  /** What is said already. */
  readonly stated: Set<string>;
}

function follow({ draft, pointers, stated }: Work, resource: Resource, link: Link): void {
  const owner =
    link.owner === undefined ? draft.componentOf(resource.id) : ownerOf(draft, resource, link.owner);
  if (!owner) return;
  for (const { data, at: place } of gather(resource, link.to)) {
    const named = link.named ? ownersOf(draft, draft.follow(data, resource, link.named).targets) : [];
    const hints = link.hint === undefined ? [] : [link.hint];
    for (const target of new Set([...named, ...pointers.of(data, resource, hints)])) {
      if (target === owner || (link.kinds && !link.kinds.includes(target.kind))) continue;
      const [from, to] = link.reversed ? [target, owner] : [owner, target];
      const key = keyOf(from.id, to.id, link.kind);
      if (stated.has(key)) continue;
      stated.add(key);
      const says = `${from.name} ${link.says} ${to.name}`;
      connect(draft, { from, to, kind: link.kind, strength: link.strength, says, at: place });
      if (link.kind === 'consumes' && from.kind === 'function') {
        from.facts.calledAsynchronously ??= { value: true, at: [place], origin: 'written' };
      }
    }
  }
}

function ownerOf(draft: GraphDraft, resource: Resource, attribute: string): ComponentDraft | undefined {
  const named = lookup(OWNERS, attribute);
  if (!named) return undefined;
  return ownersOf(draft, draft.follow(dataAt(resource, attribute), resource, named).targets)[0];
}

function keyOf(from: string, to: string, kind: string): string {
  return `${from}\u0000${to}\u0000${kind}`;
}
