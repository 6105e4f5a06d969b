import type { ComponentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { model } from '../../slo/slo.ts';
import type { NameIndex } from './name-index.ts';
import { nameIndex } from './name-index.ts';

/** Tells what SLOs are about: by reference, by the service they name, by the labels in their queries. */
export const slos: LinkPass = {
  name: 'slos',
  after: ['kubernetes-traffic'],
  run(draft) {
    const resources = draft.ofType(...model.types);
    if (resources.length === 0) return;
    const index = nameIndex(draft);
    const promised = new Map<ComponentId, Set<ComponentId>>();
    for (const resource of resources) {
      const component = draft.componentOf(resource.id);
      const slo = component?.facts.slo;
      if (!component || !slo) continue;
      const clues: Clues = { refs: new Set(), names: new Set() };
      collect(draft, resource.attributes, { clues, key: '', steps: 0 });
      const covered = coveredBy(component, clues, index);
      for (const { id } of covered) promised.set(id, (promised.get(id) ?? new Set()).add(component.id));
      const covers = [...new Set(covered.map(({ id }) => id))].sort(byCodeUnit);
      // What is called by a name that nothing here has is elsewhere.
      const isTold = covers.length > 0 || clues.names.size > 0;
      const coversUnknown = isTold ? undefined : namesNothing(component);
      component.facts.slo = { ...slo, covers, coversUnknown };
    }
    for (const [id, ids] of promised) {
      const component = draft.components.get(id);
      if (component) component.facts.promisedBy = [...ids].sort(byCodeUnit);
    }
  },
};

function namesNothing({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `nothing in the inputs is called as the SLO ${name} names its service`,
    settledBy: 'a service in the SLO that is called as the workload is, or slo.availability of a journey',
  });
}

// An SLO names a service, which names what it is made of.
const MAX_STEPS = 3;

interface Clues {
  readonly refs: Set<ComponentDraft>;
  readonly names: Set<string>;
}

function coveredBy(slo: ComponentDraft, clues: Clues, index: NameIndex): readonly ComponentDraft[] {
  const near = [...clues.names].flatMap((name) =>
    index.named(name).map(({ component }) => ({ component, relation: index.relation(slo.stack, component) })),
  );
  const own = near.filter(({ relation }) => relation === 'own' || relation === 'together');
  const others = near.filter(({ relation }) => relation === 'elsewhere');
  const named = (own.length > 0 ? own : others).map(({ component }) => component);
  return index.withSelected([...clues.refs, ...named]);
}

// What names a service in an SLO, beside the matchers of its queries.
const NAMING = /^(service|service_?name|app|job)$/i;
const LABELS = 'job|service|\\w+_name|app|deployment|workload|container|destination_\\w+|ingress';
const MATCHER = new RegExp(`\\b(?:${LABELS})\\s*=~?\\s*\\\\?["']([\\w./-]+)`, 'g');

interface Place {
  readonly clues: Clues;
  readonly key: string;
  readonly steps: number;
}

function collect(draft: GraphDraft, data: Data | undefined, { clues, key, steps }: Place): void {
  if (typeof data === 'string') {
    if (NAMING.test(key)) clues.names.add(data);
    for (const [, name = ''] of data.matchAll(MATCHER))
      clues.names.add(name.slice(name.lastIndexOf('/') + 1));
  } else if (Unknown.is(data)) {
    if (data.partial?.kind === 'parts') {
      for (const part of data.partial.parts)
        if (typeof part === 'string') collect(draft, part, { clues, key: '', steps });
    }
    for (const { resource } of steps < MAX_STEPS ? data.refs : []) {
      const target = draft.componentOf(resource);
      if (target && target.kind !== 'other' && target.kind !== 'slo') clues.refs.add(target);
      else collect(draft, draft.resource(resource)?.attributes, { clues, key: '', steps: steps + 1 });
    }
  } else if (isDataList(data)) for (const item of data) collect(draft, item, { clues, key, steps });
  else if (isDataObject(data)) {
    for (const [inner, value] of Object.entries(data)) collect(draft, value, { clues, key: inner, steps });
  }
}
