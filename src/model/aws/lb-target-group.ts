import type { Stated } from '../../core/component.ts';
import type { HealthCheck, TargetKind } from '../../core/facts/compute.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';
import { at, dataAt, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const GROUP = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb_target_group';
const CHECKS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const NETWORK_CHECKS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html';
const CHECK = ['health_check', 0] as const;

/** The targets of a load balancer and how it tells whether they can serve. */
export const model: ResourceModel = {
  types: ['aws_lb_target_group', 'aws_alb_target_group'],
  describe(resource) {
    return {
      kind: 'target-group',
      name: displayName(resource),
      facts: {
        targetProtocol: readText(resource, ['protocol']),
        targetPort: readNumber(resource, ['port']),
        targetKind: targetKind(resource),
        healthCheck: healthCheck(resource),
      },
      remedies: { 'ask-the-application': askApplication() },
    };
  },
};

const KINDS: { readonly [type: string]: TargetKind } = {
  instance: 'server',
  ip: 'address',
  lambda: 'function',
  alb: 'load-balancer',
};

function targetKind(resource: Resource): Stated<TargetKind> {
  const type = readText(resource, ['target_type'], { value: 'instance', source: GROUP });
  if (Unknown.is(type.value)) return { ...type, value: type.value };
  const kind = lookup(KINDS, type.value);
  const detail = `target_type of ${resource.address} is none that is known`;
  return { ...type, value: kind ?? new Unknown({ reason: 'evaluation-error', detail }) };
}

function healthCheck(resource: Resource): HealthCheck {
  const protocol = checkProtocol(resource);
  const speaksHttp = protocol.value === 'HTTP' || protocol.value === 'HTTPS' || Unknown.is(protocol.value);
  return {
    enabled: readBool(resource, [...CHECK, 'enabled'], { value: true, source: GROUP }),
    protocol,
    path: speaksHttp ? checkPath(resource) : undefined,
    accepts: speaksHttp ? accepts(resource) : undefined,
    port: readText(resource, [...CHECK, 'port'], { value: 'traffic-port', source: GROUP }),
  };
}

/**
 * The provider fills in HTTP where a block without protocol is written; without a block the service takes
 * HTTP where an application load balancer is in front or is the target, else TCP.
 */
function checkProtocol(resource: Resource): Stated<string> {
  const path = [...CHECK, 'protocol'];
  if (dataAt(resource, ...CHECK) !== undefined)
    return readText(resource, path, { value: 'HTTP', source: GROUP });
  const traffic = readText(resource, ['protocol']);
  if (traffic === undefined)
    return { value: 'HTTP', at: [at(resource, ...path)], origin: 'default', source: CHECKS };
  if (Unknown.is(traffic.value)) return traffic;
  const target = dataAt(resource, 'target_type');
  if (Unknown.is(target)) return { value: target, at: [at(resource, 'target_type')], origin: 'written' };
  const isHttp = traffic.value === 'HTTP' || traffic.value === 'HTTPS' || target === 'alb';
  return {
    value: isHttp ? 'HTTP' : 'TCP',
    at: [at(resource, ...path)],
    origin: 'default',
    source: isHttp ? CHECKS : NETWORK_CHECKS,
  };
}

function checkPath(resource: Resource): Stated<string> {
  const version = readText(resource, ['protocol_version'])?.value;
  const value = version === 'GRPC' ? '/AWS.ALB/healthcheck' : '/';
  return readText(resource, [...CHECK, 'path'], { value, source: CHECKS });
}

function accepts(resource: Resource): Stated<string> {
  const version = readText(resource, ['protocol_version'])?.value;
  const traffic = readText(resource, ['protocol'])?.value;
  const application = traffic === undefined || traffic === 'HTTP' || traffic === 'HTTPS';
  const value = version === 'GRPC' ? '12' : application ? '200' : '200-399';
  return readText(resource, [...CHECK, 'matcher'], { value, source: application ? CHECKS : NETWORK_CHECKS });
}

function askApplication(): Remedy {
  return {
    title: 'Let the health check ask the application and accept 2xx answers only',
    safety: 'review',
    caution:
      'Take a path that tests what one copy needs, never a shared dependency: ' +
      'else one slow database takes every copy out of service.',
    intents: [],
  };
}
