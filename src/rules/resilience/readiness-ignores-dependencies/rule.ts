import type { Component } from '../../../core/component.ts';
import type { Container, Probe } from '../../../core/facts/container.ts';
import type { Setting } from '../../../core/facts/settings.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isNotApplicable, keptPods } from '../../pods.ts';
import { compareProbes, probeWords } from '../../probes.ts';

export const rule: Rule = {
  id: ruleId('resilience/readiness-ignores-dependencies'),
  title: 'Pods report ready although they cannot reach what they need',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component): Outcome | readonly Outcome[] {
    const pods = keptPods(component);
    if (isNotApplicable(pods)) return pods;
    const outcomes = neighboursOf(component, pods).map((neighbour) => judge(component, neighbour));
    return outcomes.length > 0 ? outcomes : notApplicable('it needs nothing that only one pod can lose');
  },
};

/** A container that another one of the same pod asks: each pod has its own, and can lose it alone. */
interface Neighbour {
  readonly asking: Container;
  readonly asked: Container;
  readonly port: number;
  readonly setting: Setting;
}

function neighboursOf({ facts }: Component, { containers }: Pods): readonly Neighbour[] {
  const found = new Map<string, Neighbour>();
  for (const setting of facts.settings ?? []) {
    const { value, container } = setting;
    if (typeof value !== 'string') continue;
    const asking = containers.find(({ name, role }) => name === container && role === 'main');
    if (!asking) continue;
    for (const [, digits] of value.matchAll(OWN_MACHINE)) {
      const port = Number(digits);
      const asked = containers.find(
        (one) => one !== asking && one.role !== 'init' && one.ports.some(({ number }) => number === port),
      );
      const key = `${asking.name} ${asked?.name ?? ''}`;
      if (asked && !found.has(key)) found.set(key, { asking, asked, port, setting });
    }
  }
  return [...found.values()];
}

const OWN_MACHINE = /(?:^|[/@,\s=])(?:localhost|127\.0\.0\.1):(\d{2,5})\b/g;

function judge({ name }: Component, neighbour: Neighbour): Outcome {
  const { asking, asked } = neighbour;
  const key = asking.name;
  const { readiness, liveness, probesUnknown } = asking;
  // The pod is ready only when all its containers are.
  if (asked.readiness) return { ...pass, key };
  if (probesUnknown) return { ...unknown(probesUnknown), key };
  if (asked.probesUnknown) return { ...unknown(asked.probesUnknown), key };
  if (!readiness) return { ...notApplicable('it has no readiness probe, which is another question'), key };
  if (liveness && compareProbes(readiness, liveness) === true) {
    return { ...notApplicable('liveness and readiness ask the same, which is another question'), key };
  }
  const sees = seesOther(readiness, neighbour);
  if (sees === true) return { ...pass, key };
  if (Unknown.is(sees)) return { ...unknown(sees), key };
  return failed(name, neighbour, readiness);
}

/** A command can be read; what a path or a call tests, only the code says. */
function seesOther(
  { handler, command, port, path }: Probe,
  { asking, asked, port: other }: Neighbour,
): boolean | Unknown {
  if (port === other) return true;
  if (handler === 'tcp') return false;
  if (handler === 'exec' && command !== undefined && !Unknown.is(command)) {
    const words = command.map((word) => (Unknown.is(word) ? '' : word)).join(' ');
    return new RegExp(`\\b${other}\\b`).test(words) || words.includes(asked.name) || isScript(words);
  }
  return new Unknown({
    reason: 'not-in-inputs',
    detail:
      `whether the readiness of ${asking.name} (${String(path ?? handler)}) tests ${asked.name} ` +
      'is decided by its code',
    settledBy: `a look into the code behind the probe, or a readiness probe on ${asked.name}`,
  });
}

/** What a script or a program of the image does cannot be read here. */
function isScript(words: string): boolean | Unknown {
  const isPlain = /^(?:(?:ba)?sh -c )?(?:cat|ls|test|true|nc|pgrep|pidof|stat|\[)\b/.test(words);
  return isPlain
    ? false
    : new Unknown({
        reason: 'not-in-inputs',
        detail: `what ${words.split(' ')[0] ?? 'the command'} tests is not in the inputs`,
        settledBy: 'a look into the script behind the probe',
      });
}

function failed(name: string, { asking, asked, port, setting }: Neighbour, readiness: Probe): Outcome {
  return {
    status: 'fail',
    key: asking.name,
    problem:
      `Users get errors from a pod of ${name} whose ${asked.name} has failed: ` +
      'the pod still reports ready.',
    evidence: [
      {
        says: `${asking.name} asks ${asked.name} on port ${port} of its own pod (${setting.name})`,
        at: setting.at,
      },
      { says: `readiness of ${asking.name} asks ${probeWords(readiness)}`, at: readiness.at },
      { says: `${asked.name} has no readiness probe; each pod has its own and loses it alone`, at: asked.at },
    ],
    remedies: [
      {
        title: `Give ${asked.name} a readiness probe of its own`,
        safety: 'review',
        caution: 'It should ask that container only, not what stands behind it and serves all pods.',
        intents: [],
      },
    ],
    cause: asked.at,
  };
}
