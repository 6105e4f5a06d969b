import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import type { Cluster } from './cluster-versions.ts';
import { clustersOf, oldestSupportedMinor } from './cluster-versions.ts';
import type { RemovedApi } from './removed-apis.ts';
import { REMOVALS_AS_OF, REMOVALS_SOURCE, removals } from './removed-apis.ts';

export const rule: Rule = {
  id: ruleId('lifecycle/removed-kubernetes-api'),
  title: 'The next cluster upgrade will refuse these manifests',
  appliesTo: ['stack'],
  severity: 'high',
  consequence: 'change-failure',
  environments: 'any',
  check(stack, context) {
    const objects = objectsOf(stack, context);
    if (objects.length === 0) return notApplicable('it holds no objects of a cluster');
    const used = new Map<string, Used>();
    for (const component of objects) {
      const { apiVersion = '', kind = '' } = component.facts.apiObject ?? {};
      const key = `${apiVersion} ${kind}`;
      const removal = byApi.get(key);
      const known = used.get(key);
      if (known) known.objects.push(component);
      else if (removal) used.set(key, { key, kind, removal, objects: [component] });
    }
    if (used.size === 0) return pass;
    return [...used.values()].map((one) => ({ ...judge(stack, one, context), key: one.key }));
  },
};

const byApi: ReadonlyMap<string, RemovedApi> = new Map(
  removals.flatMap((removal) =>
    removal.kinds.map((kind): [string, RemovedApi] => [`${removal.apiVersion} ${kind}`, removal]),
  ),
);

/** One API version that objects of a stack use and that goes away. */
interface Used {
  readonly key: string;
  readonly kind: string;
  readonly removal: RemovedApi;
  readonly objects: Component[];
}

function objectsOf({ stack }: Component, context: RuleContext): readonly Component[] {
  if (stack === undefined) return [];
  return context.stack(stack).resources.flatMap(({ id, mode }) => {
    const component = mode === 'object' ? context.componentOf(id) : undefined;
    return component?.facts.apiObject ? [component] : [];
  });
}

// A removal this many versions ahead is met by one of the next two upgrades.
const AHEAD = 2;

function judge(stack: Component, used: Used, context: RuleContext): Outcome {
  const clusters = clustersOf(stack, context);
  const { minor } = used.removal;
  if (clusters.length > 0) {
    const met = clusters.filter((cluster) => minor <= cluster.minor + AHEAD);
    if (met.length === clusters.length) return failed(used, clusters);
    return met.length === 0 ? pass : unknown(undecided(used, 'its clusters run different versions'));
  }
  const oldest = oldestSupportedMinor(context);
  if (oldest === undefined) return unknown(undecided(used, 'the support table has no Kubernetes versions'));
  if (minor <= oldest) return failed(used, []);
  return unknown(undecided(used, 'the version of the cluster is not in the inputs'));
}

function undecided({ removal: { minor, apiVersion }, kind }: Used, why: string): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `${why}, and Kubernetes 1.${minor} is the first that refuses ${apiVersion} ${kind}`,
    settledBy: 'the version of the cluster',
  });
}

function failed({ removal, kind, objects }: Used, clusters: readonly Cluster[]): Outcome {
  const { minor, apiVersion, replacement } = removal;
  const names = objects.map(({ name }) => name);
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  const [lowest] = clusters;
  const refused = lowest !== undefined && minor <= lowest.minor;
  const when =
    lowest === undefined
      ? `every supported version of Kubernetes refuses`
      : refused
        ? `the cluster's version 1.${lowest.minor} refuses`
        : `Kubernetes 1.${minor} refuses`;
  const [first] = objects;
  return {
    status: 'fail',
    problem:
      `Deploying ${names.slice(0, 3).join(', ')}${more} fails: ${when} ` +
      `${apiVersion} ${kind}, removed in 1.${minor}.`,
    evidence: [
      ...objects.map(({ name, facts }): Evidence => {
        return { says: `${name}: apiVersion ${apiVersion}`, at: facts.apiObject?.at };
      }),
      {
        says:
          `removed in 1.${minor} (table of ${REMOVALS_AS_OF})` +
          (replacement === undefined ? '; nothing replaces it' : `; ${replacement} replaces it`),
        source: REMOVALS_SOURCE,
      },
      ...clusters.map(({ evidence }) => evidence),
    ],
    remedies: [remedyOf(removal, kind, objects)],
    cause: first?.facts.apiObject?.at,
    confidence: lowest === undefined ? 'medium' : undefined,
  };
}

function remedyOf(
  { replacement, sameFields }: RemovedApi,
  kind: string,
  objects: readonly Component[],
): Remedy {
  if (replacement === undefined) {
    return { title: `Remove these objects of kind ${kind}`, safety: 'review', intents: [] };
  }
  if (!sameFields) {
    return {
      title: `Rewrite them for ${replacement}, whose fields differ`,
      safety: 'review',
      caution: 'The migration guide lists the fields that were renamed or became mandatory.',
      intents: [],
    };
  }
  return {
    title: `Set apiVersion to ${replacement}`,
    safety: 'review',
    caution: 'Clusters that are too old for the new version refuse it; the fields stay as they are.',
    intents: objects.flatMap(({ facts }) => {
      const { at } = facts.apiObject ?? {};
      return at ? [{ op: 'set' as const, at, value: replacement }] : [];
    }),
  };
}
