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
    for (const { name, match, peakRps, rpsPerReplica, place } of loaded) {
      const found = names.matching(match);
      const serving = found.filter(({ kind }) => kind === 'workload' || kind === 'function');
      // That nothing matches at all is told where services are read.
      if (found.length > 0 && serving.length === 0) {
        const message =
          `${place.file}:${place.line} declares a peak of ${name}, which has no workload and no function. ` +
          'Write the peak to the service that answers the requests.';
        draft.diagnostics.push({ severity: 'warning', code: 'unused-declaration', message });
      }
      for (const { facts } of serving) {
        if (peakRps !== undefined) {
          facts.load = { peakRps, rpsPerReplica, place: `${place.file}:${place.line}` };
        }
      }
    }
  },
};
