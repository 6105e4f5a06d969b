import type { LinkPass } from '../../link-pass.ts';
import { controllerOf } from '../../kubernetes/pods/controllers.ts';
import { readPods } from '../../kubernetes/pods/read-pods.ts';
import { workloadRemedies } from '../../kubernetes/remedies/workload-remedies.ts';

/** Makes workloads of objects whose kind nobody knows, where they carry a pod template. */
export const unknownKinds: LinkPass = {
  name: 'unknown-kinds',
  after: [],
  run(draft) {
    for (const component of draft.components.values()) {
      const { main } = component;
      if (component.kind !== 'other' || main?.mode !== 'object') continue;
      const kind = controllerOf(main);
      if (!kind) continue;
      component.kind = 'workload';
      component.facts.pods = readPods(main, kind);
      Object.assign(component.remedies, workloadRemedies(main, component.facts.pods));
    }
  },
};
