import type { Labels } from '../../core/facts/workload.ts';
import { annotation } from './load-balancer-annotations.ts';

// https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
const ACTION = 'alb.ingress.kubernetes.io/actions.';

/** A Service that an action of the AWS controller forwards to. */
export interface ActionTarget {
  readonly name: string;
  readonly port: number | string | undefined;
}

/**
 * The Services that get requests by an action's annotation; none for redirects, fixed answers and target
 * groups that an ARN names.
 */
export function actionTargets(annotations: Labels, action: string): readonly ActionTarget[] {
  const text = annotation(annotations, `${ACTION}${action}`);
  const config = member(parsed(text), 'forwardConfig');
  const groups = member(config, 'targetGroups');
  if (!Array.isArray(groups)) return [];
  const targets = groups.flatMap((group: unknown) => {
    const name = member(group, 'serviceName');
    const port = member(group, 'servicePort');
    if (typeof name !== 'string') return [];
    const weight = member(group, 'weight');
    return [{ name, port: isPort(port) ? port : undefined, isIdle: weight === 0 }];
  });
  // What has no weight waits: a release that is not tried yet.
  const busy = targets.filter(({ isIdle }) => !isIdle);
  return (busy.length > 0 ? busy : targets).map(({ name, port }) => ({ name, port: numbered(port) }));
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is no JSON stays an action that cannot be followed.
    return undefined;
  }
}

/** A member under its name, or under the name with a capital that older versions write. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = new Map<string, unknown>(Object.entries(value));
  return entries.get(name) ?? entries.get(`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

function isPort(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function numbered(port: number | string | undefined): number | string | undefined {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
}
