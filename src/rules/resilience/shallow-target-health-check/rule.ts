import type { Component, Stated } from '../../../core/component.ts';
import type { HealthCheck } from '../../../core/facts/compute.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/shallow-target-health-check'),
  title: 'The load balancer believes a server is healthy although it cannot serve',
  appliesTo: ['target-group'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const { healthCheck, targetKind } = component.facts;
    if (healthCheck === undefined) return notApplicable('it has no health check of its own');
    if (targetKind?.value === 'function') return notApplicable('functions have no health check by default');
    if (healthCheck.enabled.value === false) return notApplicable('its health check is off');
    const targets = context
      .dependenciesFrom(component.id, 'routes-to')
      .map(({ to }) => context.component(to));
    if (targets.some(({ kind }) => kind === 'node-pool'))
      return notApplicable('its targets are pods of a cluster');
    const protocol = healthCheck.protocol.value;
    if (Unknown.is(protocol)) return unknown(protocol);
    return protocol === 'HTTP' || protocol === 'HTTPS'
      ? judgeHttp(component, healthCheck, targets)
      : judgeConnection(component, healthCheck, targets);
  },
};

function judgeHttp(component: Component, check: HealthCheck, targets: readonly Component[]): Outcome {
  const { accepts, path } = check;
  if (accepts === undefined || path === undefined) return notApplicable('it has no answers to accept');
  if (Unknown.is(accepts.value)) return unknown(accepts.value);
  const errors = acceptedErrors(accepts.value);
  if (errors !== undefined) {
    const why = `it takes answers ${errors} for healthy`;
    return failed(component, { check, cause: accepts, why, confidence: undefined }, targets);
  }
  if (Unknown.is(path.value)) return unknown(path.value);
  return path.value === '/' || path.value === '' ? unknown(whatAnswers(component)) : pass;
}

/** The part of the accepted answers that are errors: `400-499`. Numbers below 100 are codes of gRPC. */
function acceptedErrors(accepts: string): string | undefined {
  for (const part of accepts.split(',')) {
    const [from = Number.NaN, to = from] = part.split('-').map(Number);
    if (to >= 400) return from >= 400 ? part.trim() : `400-${to}`;
  }
  return undefined;
}

function whatAnswers({ name }: Component): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `what answers / behind ${name} cannot be told: the application, or a server in front of it`,
    settledBy: 'a path of the application that tests what one copy needs',
  });
}

// Ports that speak HTTP by registration, and those that nearly always do.
const HTTP_PORTS: ReadonlySet<number> = new Set([80, 443]);
const USUAL_HTTP_PORTS: ReadonlySet<number> = new Set([8080, 8443]);
// Well-known ports of other protocols: SSH, mail, DNS, LDAP, databases, caches, brokers, VPN.
const OTHER_PORTS: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 465, 587, 636, 1194, 1433, 1521, 1883, 2049, 3306, 3389, 5432, 5439, 5671, 5672, 6379,
  8883, 9042, 9092, 9094, 9096, 9098, 11211, 27017, 51820,
]);

function judgeConnection(component: Component, check: HealthCheck, targets: readonly Component[]): Outcome {
  const { targetProtocol, targetPort, targetKind } = component.facts;
  const protocol = targetProtocol?.value;
  if (Unknown.is(protocol)) return unknown(protocol);
  if (protocol === 'UDP' || protocol === 'GENEVE') return notApplicable(`its targets speak ${protocol}`);
  const why =
    'it only tries to connect, and a server that answers nothing but errors still accepts connections';
  const situation = { check, cause: check.protocol, why };
  if (targetKind?.value === 'load-balancer')
    return failed(component, { ...situation, confidence: undefined }, targets);
  const port = targetPort?.value;
  if (port === undefined) return unknown(speaksHttp(component, 'its port is not written'));
  if (Unknown.is(port)) return unknown(port);
  if (OTHER_PORTS.has(port)) return notApplicable(`port ${port} does not speak HTTP`);
  if (HTTP_PORTS.has(port)) return failed(component, { ...situation, confidence: 'medium' }, targets);
  if (USUAL_HTTP_PORTS.has(port)) return failed(component, { ...situation, confidence: 'low' }, targets);
  return unknown(speaksHttp(component, `its port is ${port}`));
}

function speaksHttp({ name }: Component, because: string): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `whether the targets of ${name} speak HTTP cannot be told: ${because}`,
    settledBy: 'a health check over HTTP, if they do',
  });
}

interface Shallow {
  readonly check: HealthCheck;
  readonly cause: Stated<unknown>;
  readonly why: string;
  readonly confidence: 'medium' | 'low' | undefined;
}

function failed(component: Component, shallow: Shallow, targets: readonly Component[]): Outcome {
  const { check, cause, why, confidence } = shallow;
  const behind = targets.length > 0 ? targets.map(({ name }) => name).join(', ') : component.name;
  const remedy = component.remedies['ask-the-application'];
  return {
    status: 'fail',
    problem: `Users get errors from ${behind} while the load balancer sees nothing wrong: ${why}.`,
    evidence: checkEvidence(check),
    remedies: remedy ? [remedy] : [],
    cause: cause.at[0],
    confidence,
  };
}

function checkEvidence({ protocol, path, accepts }: HealthCheck): readonly Evidence[] {
  const parts: readonly (readonly [Stated<string> | undefined, string])[] = [
    [protocol, 'the check speaks'],
    [path, 'it asks for'],
    [accepts, 'it accepts'],
  ];
  return parts.flatMap(([fact, words]) =>
    fact === undefined || Unknown.is(fact.value) ? [] : [evidenceOf(fact, `${words} ${fact.value}`)],
  );
}
