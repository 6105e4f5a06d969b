import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';
import { derive } from '../presence.ts';
import { at, blocksAt, dataAt, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ownedNumber } from '../ignored-changes.ts';
import { allOf, anyOf } from '../logic.ts';

const SERVICE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ecs_service';
const KEPT =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html#sd-deploymentconfiguration';
const BREAKER = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html';

/** Tasks that Amazon ECS keeps running. Scaling targets and target groups are joined by link passes. */
export const model: ResourceModel = {
  types: ['aws_ecs_service'],
  describe(resource) {
    const strategy = readText(resource, ['scheduling_strategy'], { value: 'REPLICA', source: SERVICE });
    const isDaemon = strategy.value === 'DAEMON';
    return {
      kind: 'workload',
      facts: {
        runsAs: isDaemon ? 'daemon' : 'service',
        desiredSize: isDaemon ? undefined : ownedNumber(resource, ['desired_count']),
        hasPublicAddress: publicAddress(resource),
        behindLoadBalancer: hasBlocks(resource, ['load_balancer'], ['vpc_lattice_configurations']),
        discoverable: discoverable(resource),
        deployedBy: deployedBy(resource),
        keptDuringRollout: readNumber(resource, ['deployment_minimum_healthy_percent'], {
          value: isDaemon ? 0 : 100,
          source: KEPT,
        }),
        ...badRelease(resource),
        ...rolloutFacts(resource, isDaemon),
      },
      remedies: {
        'revert-bad-release': revertRemedy(resource),
        'run-two-copies': twoTasks(resource),
        'keep-tasks-during-rollout': keepTasks(resource),
      },
    };
  },
};

/** Daemons replace their tasks in place; others start new ones beside the old up to the maximum. */
function rolloutFacts(resource: Resource, isDaemon: boolean): Pick<Facts, 'rolloutSurge' | 'takesAddresses'> {
  const percent = readNumber(resource, ['deployment_maximum_percent'], { value: 200, source: KEPT });
  return {
    rolloutSurge: isDaemon ? undefined : derive(percent, (maximum) => `${Math.max(maximum - 100, 0)}%`),
    takesAddresses: hasBlocks(resource, ['network_configuration']),
  };
}

function publicAddress(resource: Resource): Stated<boolean> | undefined {
  if (dataAt(resource, 'network_configuration', 0) === undefined) return undefined;
  const path = ['network_configuration', 0, 'assign_public_ip'];
  return readBool(resource, path, { value: false, source: SERVICE });
}

function discoverable(resource: Resource): Stated<boolean> {
  return hasBlocks(resource, ['service_registries'], ['service_connect_configuration', 0, 'service']);
}

/** True when at least one block is written at one of the paths. */
function hasBlocks(resource: Resource, ...paths: readonly (readonly (string | number)[])[]): Stated<boolean> {
  const values = paths.map((path) => {
    const blocks = blocksAt(resource, ...path);
    return Unknown.is(blocks) ? blocks : blocks.length > 0;
  });
  const first = paths[values.indexOf(true)];
  const place = first ? at(resource, ...first, 0) : at(resource, ...(paths[0] ?? []));
  return { value: anyOf(...values), at: [place], origin: 'written' };
}

const CONTROLLERS: { readonly [type: string]: string } = {
  CODE_DEPLOY: 'AWS CodeDeploy',
  EXTERNAL: 'a controller outside Amazon ECS',
};

function deployedBy(resource: Resource): Stated<string> | undefined {
  const type = readText(resource, ['deployment_controller', 0, 'type']);
  if (type === undefined || type.value === 'ECS') return undefined;
  if (Unknown.is(type.value)) return type;
  return { ...type, value: lookup(CONTROLLERS, type.value) ?? type.value };
}

// Either the circuit breaker or alarms can stop a rollout, and each can also undo it.
function badRelease(resource: Resource): {
  stopsBadRelease: Stated<boolean>;
  revertsBadRelease: Stated<boolean>;
} {
  const off = { value: false, source: BREAKER };
  const breaker = readBool(resource, ['deployment_circuit_breaker', 0, 'enable'], off);
  const breakerBack = readBool(resource, ['deployment_circuit_breaker', 0, 'rollback'], off);
  const alarms = readBool(resource, ['alarms', 0, 'enable'], off);
  const alarmsBack = readBool(resource, ['alarms', 0, 'rollback'], off);
  const written = dataAt(resource, 'deployment_circuit_breaker', 0) ?? dataAt(resource, 'alarms', 0);
  const origin = written === undefined ? 'default' : 'written';
  const source = origin === 'default' ? BREAKER : undefined;
  const stops = anyOf(breaker.value, alarms.value);
  const reverts = anyOf(allOf(breaker.value, breakerBack.value), allOf(alarms.value, alarmsBack.value));
  const block = ['deployment_circuit_breaker', 0] as const;
  const decides = breaker.value === true ? 'rollback' : 'enable';
  const isWritten = dataAt(resource, ...block) !== undefined;
  const place = [isWritten ? at(resource, ...block, decides) : at(resource, block[0])];
  return {
    stopsBadRelease: { value: stops, at: place, origin, source },
    revertsBadRelease: { value: reverts, at: place, origin, source },
  };
}

function revertRemedy(resource: Resource): Remedy {
  const block = ['deployment_circuit_breaker', 0] as const;
  const written = dataAt(resource, ...block) !== undefined;
  return {
    title: 'Add deployment_circuit_breaker { enable = true, rollback = true }',
    safety: 'review',
    caution:
      'A rollout whose tasks do not become healthy is undone; the next plan then shows a change again.',
    intents: written
      ? [
          { op: 'set', at: at(resource, ...block, 'enable'), value: true },
          { op: 'set', at: at(resource, ...block, 'rollback'), value: true },
        ]
      : [
          {
            op: 'set',
            at: at(resource, 'deployment_circuit_breaker'),
            value: [{ enable: true, rollback: true }],
          },
        ],
  };
}

function twoTasks(resource: Resource): Remedy {
  return {
    title: 'Set desired_count = 2, over subnets of several zones',
    safety: 'review',
    caution: 'Two tasks cost twice as much, and both must be able to work at the same time.',
    intents: [{ op: 'set', at: at(resource, 'desired_count'), value: 2 }],
  };
}

function keepTasks(resource: Resource): Remedy {
  return {
    title: 'Set deployment_minimum_healthy_percent = 100',
    safety: 'review',
    caution: 'A rollout then needs room for the new tasks beside the old ones.',
    intents: [{ op: 'set', at: at(resource, 'deployment_minimum_healthy_percent'), value: 100 }],
  };
}
