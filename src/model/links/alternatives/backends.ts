import type { Resource } from '../../../core/resource.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at } from '../../read.ts';
import { isSet } from '../../presence.ts';
import { gather } from '../gather.ts';
import { choose, waysFrom } from './choice.ts';

const SERVERLESS = 'https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts';

/**
 * Services of Cloud Run in several regions behind one load balancer: there is no health check of them, and a
 * region that fails is left out only where outliers are detected. Groups of servers must have a check, and
 * are members as of any target group.
 */
export function backends(draft: GraphDraft): void {
  for (const resource of draft.ofType('google_compute_backend_service')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const options = gather(resource, 'backend.group').map(({ at: own }) => ({
      ways: waysFrom(
        draft,
        component,
        (place) => place.resource === resource.id && place.path.join() === own.path.join(),
      ),
      rank: 0,
      isLeftOut: {
        value: isSet(resource, ['outlier_detection']),
        at: [at(resource, 'outlier_detection')],
        origin: 'written',
        source: SERVERLESS,
      } as const,
    }));
    if (options.every(({ ways }) => ways.every(isServerless))) choose(draft, component, options);
  }
}

function isServerless({ main }: { readonly main: Resource | undefined }): boolean {
  return main !== undefined && /^google_(?:cloud_run|cloudfunctions)/.test(main.type);
}
