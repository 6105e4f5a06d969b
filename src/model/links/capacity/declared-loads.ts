import type { LinkPass } from '../../link-pass.ts';
import { DeclaredNames } from '../declared/find-declared.ts';

/** Puts the peak that the configuration declares on the workloads and functions of a service. */
export const declaredLoads: LinkPass = {
  name: 'declared-loads',
  after: ['every pass that adds components'],
  run(draft) {
    const loaded = draft.declared.services.filter(({ peakRps }) => peakRps !== undefined);
    if (loaded.length === 0) return;
    const names = new DeclaredNames(draft);
    for (const { match, peakRps, rpsPerReplica, place } of loaded) {
      const serving = names.matching(match).filter(({ kind }) => kind === 'workload' || kind === 'function');
      for (const { facts } of serving) {
        if (peakRps !== undefined) {
          facts.load = { peakRps, rpsPerReplica, place: `${place.file}:${place.line}` };
        }
      }
    }
  },
};
