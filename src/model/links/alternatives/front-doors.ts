import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import { isSet } from '../../presence.ts';
import type { Option } from './choice.ts';
import { choose, grouped, shown, waysFrom } from './choice.ts';

const PROBES = 'https://learn.microsoft.com/azure/frontdoor/health-probes';
const GROUP = { types: ['azurerm_cdn_frontdoor_origin_group'], by: ['id'], managedOnly: true };

/** Origins of one group of Front Door: the smallest priority that answers its probe gets the requests. */
export function frontDoors(draft: GraphDraft): void {
  const origins = draft.ofType('azurerm_cdn_frontdoor_origin');
  const used = origins.filter((origin) => dataAt(origin, 'enabled') !== false);
  for (const members of grouped(used, (one) => shown(dataAt(one, 'cdn_frontdoor_origin_group_id')))) {
    const [first] = members;
    const data = first && dataAt(first, 'cdn_frontdoor_origin_group_id');
    const [group] = first ? draft.follow(data, first, GROUP).targets : [];
    if (!first || !group) continue;
    const profile = profileOf(draft, first);
    if (profile)
      choose(
        draft,
        profile,
        members.map((origin) => optionOf(draft, profile, { origin, group })),
      );
  }
}

/** What leads on by this origin. */
function profileOf(draft: GraphDraft, origin: Resource): ReturnType<GraphDraft['componentOf']> {
  const one = draft.dependencies.find(
    ({ kind, evidence }) =>
      kind === 'routes-to' && evidence.some(({ at: place }) => place?.resource === origin.id),
  );
  return one && draft.components.get(one.from);
}

type Profile = NonNullable<ReturnType<typeof profileOf>>;

function optionOf(
  draft: GraphDraft,
  profile: Profile,
  { origin, group }: { readonly origin: Resource; readonly group: Resource },
): Option {
  const priority = readNumber(origin, ['priority'])?.value ?? 1;
  return {
    ways: waysFrom(draft, profile, (place) => place.resource === origin.id),
    rank: Unknown.is(priority) ? 1 : priority,
    isLeftOut: probed(group),
  };
}

/** Without a probe every origin counts as healthy. */
function probed(group: Resource): Stated<boolean> {
  const value = isSet(group, ['health_probe']);
  const origin = value === false ? 'default' : 'written';
  return { value, at: [at(group, 'health_probe')], origin, source: PROBES };
}
