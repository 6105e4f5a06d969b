import type { LinkPass } from '../../link-pass.ts';
import { linkClassicListeners } from './classic-balancers.ts';
import { linkListeners } from './listeners.ts';
import { linkOrigins } from './origins.ts';

/**
 * Joins load balancers with their listeners and target groups, and every entry with what stands behind it.
 */
export const entries: LinkPass = {
  name: 'entries',
  after: ['placement'],
  run(draft) {
    linkListeners(draft);
    linkClassicListeners(draft);
    linkOrigins(draft);
  },
};
