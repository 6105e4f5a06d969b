import type { Stated } from '../../../core/component.ts';
import type { Facts } from '../../../core/facts.ts';
import { derive } from '../../presence.ts';

const BURSTABLE = /^(?:db|cache)\.t\d+[a-z]*\./;
const FIRST_GENERATIONS = /^(?:db|cache)\.t[12]\./;

interface CreditRule {
  /** What newer generations (t3, t4g) of this service do when the credits are spent. */
  readonly newer: 'limited' | 'unlimited';
  readonly source: string;
}

/** How each service treats spent CPU credits; older generations stall everywhere. */
export const CREDITS = {
  rds: {
    newer: 'unlimited',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html',
  },
  documentdb: {
    newer: 'unlimited',
    source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-classes.html',
  },
  neptune: {
    newer: 'unlimited',
    source: 'https://docs.aws.amazon.com/neptune/latest/userguide/instance-types.html',
  },
  elasticache: {
    newer: 'limited',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
  },
  memorydb: {
    newer: 'limited',
    source: 'https://docs.aws.amazon.com/memorydb/latest/devguide/nodes.supportedtypes.html',
  },
} as const satisfies Readonly<Record<string, CreditRule>>;

/** Whether a class lives on CPU credits, and what happens when they are spent. */
export function creditFacts(
  instanceClass: Stated<string> | undefined,
  rule: CreditRule,
): Pick<Facts, 'instanceClass' | 'burstable' | 'cpuCredits'> {
  if (instanceClass === undefined) return {};
  const burstable = derive(instanceClass, (name) => BURSTABLE.test(name));
  if (burstable.value !== true) return { instanceClass, burstable };
  const mode = derive(instanceClass, (name) => (FIRST_GENERATIONS.test(name) ? 'limited' : rule.newer));
  return { instanceClass, burstable, cpuCredits: { ...mode, origin: 'default', source: rule.source } };
}
