import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { leaveBurstableClass } from '../aws/stores/remedies.ts';
import type { LinkPass } from '../link-pass.ts';
import { readText } from '../read.ts';

const GUIDE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide';
const DEFAULTS = `${GUIDE}/burstable-performance-instances-unlimited-mode-concepts.html`;
const MODE = ['credit_specification', 0, 'cpu_credits'];

/** Tells for servers and groups of servers whether they live on CPU credits, and what happens without. */
export const serverCredits: LinkPass = {
  name: 'server-credits',
  after: ['launch-templates'],
  run(draft) {
    for (const { kind, main, facts, remedies } of draft.components.values()) {
      const { instanceClass } = facts;
      const place = instanceClass?.at[0];
      if (kind !== 'workload' || !main || !instanceClass || !place) continue;
      // The class of a group is written in its launch template, and so is its credit mode.
      const holder = draft.resource(place.resource) ?? main;
      facts.burstable = derive(instanceClass, (name) => /^t\d/.test(name));
      if (facts.burstable.value !== true) continue;
      facts.cpuCredits = creditsOf(main, holder, instanceClass);
      remedies['leave-burstable-class'] = leaveBurstableClass(holder, 'instance_type');
    }
  },
};

/** T2 is limited unless told otherwise, everything newer unlimited. */
function creditsOf(
  server: Resource,
  holder: Resource,
  instanceClass: Stated<string>,
): Stated<'limited' | 'unlimited'> {
  const written = readText(server, MODE) ?? readText(holder, MODE);
  if (written) return derive(written, (mode) => (mode === 'unlimited' ? 'unlimited' : 'limited'));
  const older = Unknown.is(instanceClass.value) || /^t[12]\./.test(instanceClass.value);
  const value = older ? 'limited' : 'unlimited';
  return { value, at: instanceClass.at, origin: 'default', source: DEFAULTS };
}
