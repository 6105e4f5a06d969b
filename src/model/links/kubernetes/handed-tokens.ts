import type { Evidence } from '../../../core/finding.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { wordsOf } from '../addresses/hosts-in.ts';
import type { ObjectIndex } from './together.ts';
import { nearestOf, objectIndex } from './together.ts';

/**
 * Joins a workload with the Service that it is handed a token for. Where code finds its neighbours by a rule
 * of its own, no setting holds their address: a setting and a Secret that both name the Service are all there
 * is.
 */
export const handedTokens: LinkPass = {
  name: 'handed-tokens',
  after: ['addresses'],
  run(draft) {
    const index = objectIndex(draft);
    const stated = statedPairs(draft);
    for (const component of Array.from(draft.components.values())) {
      for (const { to, evidence } of tokensOf(component, index)) {
        const key = `${component.id}\u0000${to.id}`;
        if (stated.has(key) || serves(to, component)) continue;
        stated.add(key);
        draft.depend({
          from: component.id,
          to: to.id,
          kind: 'calls',
          strength: UNDECIDED,
          grade: 'D',
          evidence: [evidence],
        });
      }
    }
  },
};

function statedPairs(draft: GraphDraft): Set<string> {
  const stated = new Set<string>();
  for (const { from, to, candidate } of draft.dependencies) {
    if (candidate !== true) stated.add(`${from}\u0000${to}`);
  }
  return stated;
}

/** Whoever stands behind the Service keeps the token to check the callers with. */
function serves({ facts }: ComponentDraft, component: ComponentDraft): boolean {
  return facts.service?.selects.includes(component.id) ?? false;
}

interface Token {
  readonly to: ComponentDraft;
  readonly evidence: Evidence;
}

function tokensOf({ facts, main }: ComponentDraft, index: ObjectIndex): readonly Token[] {
  const { pods } = facts;
  if (!pods || !main || Unknown.is(pods.namespace.value)) return [];
  const namespace = pods.namespace.value;
  return pods.containers.flatMap(({ environment }) =>
    environment.flatMap(({ name, from, at }): readonly Token[] => {
      if (from?.kind !== 'secret' || Unknown.is(from.name)) return [];
      const service = serviceOf(name);
      if (service === undefined || !isFor(service, from.name)) return [];
      const [to, another] = nearestOf(index.named(main, namespace, service, ['Service']));
      if (!to || another) return [];
      const says = `${name} comes from Secret ${from.name}: a token for ${service}`;
      return [{ to, evidence: { says, at } }];
    }),
  );
}

// What callers show. A password or a secret may as well be what the one who is called checks them with.
const TOKENS: readonly string[] = ['bearer-token', 'access-token', 'api-token', 'api-key'];

/** `PUBLISHING_API_BEARER_TOKEN` is for `publishing-api`. */
function serviceOf(setting: string): string | undefined {
  const name = wordsOf(setting).join('-');
  const end = TOKENS.find((token) => name.endsWith(`-${token}`));
  return end === undefined ? undefined : name.slice(0, -end.length - 1);
}

/** Whether the Secret too ends with the name of the Service, after something that says whose it is. */
function isFor(service: string, secret: string): boolean {
  return secret.endsWith(`-${service}`);
}

const UNDECIDED = new Unknown({
  reason: 'rule-question',
  detail: 'it is handed a token for it; whether it can work without it is not written down',
  settledBy: 'a line under `dependencies` in whatfails.yaml that says how much it is needed',
});
