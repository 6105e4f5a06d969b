import type { LinkPass } from '../../link-pass.ts';
import { accelerators } from './accelerators.ts';
import { backends } from './backends.ts';
import { frontDoors } from './front-doors.ts';
import { originGroups } from './origin-groups.ts';
import { records } from './records.ts';
import { trafficManagers } from './traffic-managers.ts';

/** Says where one way on stands in for another: names, content networks and entries of several regions. */
export const alternatives: LinkPass = {
  name: 'alternatives',
  after: ['entries', 'azure-entries', 'google-entries'],
  run(draft) {
    records(draft);
    originGroups(draft);
    accelerators(draft);
    frontDoors(draft);
    trafficManagers(draft);
    backends(draft);
  },
};
