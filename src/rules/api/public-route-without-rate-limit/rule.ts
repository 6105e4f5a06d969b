import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import {
  isInner,
  layersEvidence,
  servesOnlyFiles,
  siblingEvidence,
  siblingsWith,
  wayOf,
} from '../../public-ways.ts';

/** A public entry that is filtered, and on which nothing limits what one client may ask. */
export const rule: Rule = {
  id: ruleId('api/public-route-without-rate-limit'),
  title: 'One client can use up the capacity of all',
  appliesTo: ['api', 'gateway', 'load-balancer', 'cdn'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const { isPublicEntry } = component.facts;
    if (isPublicEntry === undefined || isPublicEntry.value === false)
      return notApplicable('it is no public entry');
    if (Unknown.is(isPublicEntry.value)) return notApplicable('nothing tells that it faces the internet');
    if (isInner(component, context)) return notApplicable('another entry leads to it');
    if (servesOnlyFiles(component, context)) return notApplicable('it serves files only');
    return judge(component, context);
  },
};

function judge(component: Component, context: RuleContext): Outcome {
  const way = wayOf(component);
  if (way.rateLimit) return pass;
  const siblings = siblingsWith(component, context, 'rateLimit');
  const admitted = component.facts.admitsOnly;
  if (siblings.length === 0) {
    // Entries without any filter are another finding; what nobody limits anywhere may be limited in front.
    if (!way.filter) return notApplicable('nothing filters it at all, which is said elsewhere');
    if (way.maybe) return unknown(way.maybe);
    if (admitted && !Unknown.is(admitted.value)) return notApplicable(`it admits only ${admitted.value}`);
    if (answersTooMany(component, context)) return pass;
  } else if (way.maybe) return unknown(way.maybe);
  const [sibling] = siblings;
  return {
    status: 'fail',
    problem:
      `One client can use up what stands behind ${component.name}: ` +
      (sibling
        ? `${sibling.name} beside it limits requests, this entry does not.`
        : 'its filter has no rate rule and no layer behind it limits requests.'),
    evidence: [
      ...(way.filter ? [evidenceOf(way.filter, String(way.filter.value))] : []),
      layersEvidence(way, context),
      ...siblingEvidence(siblings, 'rateLimit'),
    ],
    remedies: [
      {
        title: 'Limit requests of one client at the outermost layer, with a value from measured use',
        safety: 'review',
        caution: 'Many people can share one address: count first, then block.',
        intents: [],
      },
    ],
    cause: placeOf(component),
    severity: admitted ? 'low' : undefined,
    confidence: 'medium',
  };
}

function placeOf({
  resources: [resource],
}: Component): { resource: typeof resource & string; path: [] } | undefined {
  return resource === undefined ? undefined : { resource, path: [] };
}

/** A contract that declares status 429 says that the application counts. */
function answersTooMany({ facts: { entryLayers = [] } }: Component, context: RuleContext): boolean {
  return entryLayers.some(({ component }) => {
    const operations = context.component(component).facts.contract?.operations ?? [];
    return operations.some(({ responses }) => responses.includes('429'));
  });
}
