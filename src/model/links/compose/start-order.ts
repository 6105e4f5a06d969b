import type { DependencyKind } from '../../../core/dependency.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, scalarText } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { textListAt } from '../../kubernetes/lists.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { serviceBeside } from './service-hosts.ts';

/**
 * Adds what services of a compose project wait for when they start, where nothing else says that they need
 * it, and whose network they share.
 * https://docs.docker.com/reference/compose-file/services/#depends_on
 */
export const composeStartOrder: LinkPass = {
  name: 'compose-start-order',
  after: ['addresses'],
  run(draft) {
    const services = draft.ofType('compose-service');
    if (services.length === 0) return;
    const pairs = new Set<string>();
    for (const { from, to, candidate } of draft.dependencies) {
      if (candidate !== true) pairs.add(`${from}\u0000${to}`);
    }
    for (const resource of services) {
      const from = draft.componentOf(resource.id);
      if (!from) continue;
      for (const wait of [...waitsOf(resource), ...linksOf(resource)]) {
        const to = serviceBeside(draft, resource, wait.name);
        const pair = `${from.id}\u0000${to?.id ?? ''}`;
        if (!to || pairs.has(pair)) continue;
        pairs.add(pair);
        waitFor(draft, { from, to, wait });
      }
      shareNetwork(draft, from, resource);
    }
  },
};

interface Wait {
  readonly name: string;
  readonly says: string;
  readonly at: Location;
}

const CONDITIONS: Readonly<Record<string, string>> = {
  service_healthy: 'is healthy',
  service_completed_successfully: 'has ended well',
};

function waitsOf(resource: Resource): readonly Wait[] {
  const needed = dataAt(resource, 'depends_on');
  if (!isDataObject(needed)) return [];
  return Object.keys(needed).map((name) => {
    const condition = dataAt(resource, 'depends_on', name, 'condition');
    const until = CONDITIONS[scalarText(condition) ?? ''] ?? 'has started';
    return { name, says: `starts when ${name} ${until}`, at: at(resource, 'depends_on', name) };
  });
}

function linksOf(resource: Resource): readonly Wait[] {
  return textListAt(resource, 'links').flatMap((link, index): readonly Wait[] => {
    const name = typeof link === 'string' ? link.split(':')[0] : undefined;
    if (name === undefined || name === '') return [];
    return [{ name, says: `is linked to ${name}`, at: at(resource, 'links', index) }];
  });
}

interface Waiting {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly wait: Wait;
}

function waitFor(draft: GraphDraft, { from, to, wait }: Waiting): void {
  const kind: DependencyKind = to.kind === 'datastore' || to.kind === 'cache' ? 'stores' : 'calls';
  draft.depend({
    from: from.id,
    to: to.id,
    kind,
    strength: 'startup-only',
    grade: 'B',
    evidence: [{ says: `${from.name} ${wait.says}`, at: wait.at }],
  });
}

/** `network_mode: service:proxy`: without the other there is no network. */
function shareNetwork(draft: GraphDraft, from: ComponentDraft, resource: Resource): void {
  const mode = dataAt(resource, 'network_mode');
  const name = typeof mode === 'string' ? /^service:(.+)$/.exec(mode)?.[1] : undefined;
  const to = name === undefined ? undefined : serviceBeside(draft, resource, name);
  if (!to) return;
  draft.depend({
    from: from.id,
    to: to.id,
    kind: 'runs-on',
    strength: 'hard',
    grade: 'B',
    evidence: [{ says: `${from.name} uses the network of ${to.name}`, at: at(resource, 'network_mode') }],
  });
}
