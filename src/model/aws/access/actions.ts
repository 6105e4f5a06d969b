import { matchesPattern } from '../../../core/pattern.ts';
import { services, withoutResources } from './services.ts';

const READING = new RegExp(
  '^(batch)?(get|list|describe|head|query|scan|select|search|lookup|receive|conditioncheck|partiqlselect' +
    '|check|test|simulate|validate|view|read|estimate|preview|count|decode)',
);
// Reading these gives the power to act as somebody else.
const CREDENTIALS: readonly string[] = [
  'secretsmanager:getsecretvalue',
  'secretsmanager:batchgetsecretvalue',
  'ssm:getparameter',
  'ssm:getparameters',
  'ssm:getparametersbypath',
  'redshift:getclustercredentials',
];

/** True for a pattern that covers at least one action that changes something or hands out a credential. */
export function canChange(pattern: string): boolean {
  const { service, verb } = split(pattern);
  if (service === '*' || verb === '*') return true;
  if (!READING.test(verb)) return true;
  return CREDENTIALS.some((action) => matchesPattern(pattern.toLowerCase(), action));
}

/** True for a pattern that covers changes which could have been limited to named resources. */
export function canBeScoped(pattern: string): boolean {
  const { service, verb } = split(pattern);
  if (verb === '*') return service === '*' || !withoutResources.has(service);
  const known = services.get(service);
  if (!known || !canChange(pattern)) return false;
  if (known.judge === 'only') return known.actions.some((action) => matchesPattern(verb, action));
  return verb.includes('*') || !known.actions.includes(verb);
}

/** For `service:*` of a service that keeps data: the service. */
export function wholeDataService(pattern: string): string | undefined {
  const { service, verb } = split(pattern);
  return verb === '*' && services.get(service)?.keepsData === true ? service : undefined;
}

/** `*` and `*:*` are every action there is. */
export function isEverything(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

function split(pattern: string): { service: string; verb: string } {
  const lower = pattern.toLowerCase();
  const colon = lower.indexOf(':');
  if (colon < 0) return { service: '*', verb: lower };
  return { service: lower.slice(0, colon), verb: lower.slice(colon + 1).replace(/\*+/g, '*') };
}
