import type { Container } from '../../../../core/facts/container.ts';
import type { Setting } from '../../../../core/facts/settings.ts';
import type { Resource } from '../../../../core/resource.ts';
import type { Value } from '../../../../core/value.ts';
import { isDataObject, Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { argumentSettings } from './arguments.ts';
import { askedSettings } from './asked.ts';
import { expand } from './expand.ts';
import type { Keeper, KeptObject } from './kept-texts.ts';
import { KeptTexts } from './kept-texts.ts';
import { mountedSettings } from './mounted.ts';
import { findSharing } from './sharing.ts';
import type { Around, Told } from './told.ts';

/** Tells of every workload what its containers are told: variables, arguments, files. */
export const kubernetesSettings: LinkPass = {
  name: 'kubernetes-settings',
  after: ['kubernetes-traffic'],
  run(draft) {
    const kept = new KeptTexts(draft);
    const around: Around = { kept, sharing: findSharing(draft, kept), files: new Map() };
    for (const component of draft.components.values()) addSettings(draft, component, around);
    for (const resource of draft.ofType('Service')) addExternalName(draft, resource);
  },
};

function addSettings(draft: GraphDraft, component: ComponentDraft, around: Around): void {
  const { main } = component;
  const { pods } = component.facts;
  if (!pods || !main) return;
  const namespace = pods.namespace.value;
  if (Unknown.is(namespace)) return draft.setFact(component, 'moreSettings', namespace);
  const settings: Setting[] = [];
  let more = pods.notRendered;
  for (const container of pods.containers) {
    const called = pods.containers.length > 1 ? container.name : undefined;
    const told: Told = { ...around, main, namespace, container, called };
    const ofContainer = variablesOf(told);
    const values = new Map(ofContainer.settings.map(({ name, value }) => [name, value]));
    settings.push(
      ...ofContainer.settings,
      ...argumentSettings(told, values),
      ...mountedSettings(told, pods.volumes),
    );
    more ??= ofContainer.more;
  }
  settings.push(...askedSettings(main, namespace, around));
  draft.setFact(component, 'settings', settings);
  if (more) draft.setFact(component, 'moreSettings', more);
}

interface Variables {
  readonly settings: readonly Setting[];
  readonly more: Unknown | undefined;
}

function variablesOf(told: Told): Variables {
  const { container, called } = told;
  const found = new Map<string, Setting>();
  let more: Unknown | undefined;
  for (const { kind, name } of container.environmentFrom) {
    const whole = Unknown.is(name) ? undefined : taken(told, { kind, name, namespace: told.namespace });
    for (const setting of whole?.settings ?? []) found.set(setting.name, setting);
    more ??= Unknown.is(name) ? name : whole?.more;
  }
  const values = new Map<string, Value<string> | undefined>(
    [...found].map(([name, { value }]) => [name, value]),
  );
  for (const variable of container.environment) {
    const { name, value, from, at } = variable;
    if (from?.kind === 'field') continue;
    const setting =
      from === undefined
        ? {
            value: value === undefined || Unknown.is(value) ? value : expand(value, values),
            through: [],
            at: value === undefined ? at : { ...at, path: [...at.path, 'value'] },
          }
        : { ...keptIn(told, from), at };
    // Of two variables of one name the later counts.
    found.set(name, { name, passed: 'variable', container: called, ...setting });
    values.set(name, setting.value);
  }
  return { settings: [...found.values()], more };
}

type From = Exclude<Container['environment'][number]['from'], { readonly kind: 'field' } | undefined>;

function keptIn(told: Told, { kind, name, key }: From): Pick<Setting, 'value' | 'through'> {
  const open = [name, key].find((one) => Unknown.is(one));
  if (open || Unknown.is(name) || Unknown.is(key)) return { value: open, through: [] };
  const kept = told.kept.find(told.main, { kind, name, namespace: told.namespace })?.keys.get(key);
  return kept ?? { value: undefined, through: [] };
}

/** Every key of an object that is taken as environment. */
function taken(told: Told, keeper: Keeper): Variables {
  const object = told.kept.find(told.main, keeper);
  if (!object) return { settings: [], more: notRead(keeper) };
  return { settings: wholeSettings(object, told, keeper), more: object.more };
}

function wholeSettings(object: KeptObject, told: Told, keeper: Keeper): readonly Setting[] {
  const { called: container, sharing, main } = told;
  const passed = sharing.isShared(main, keeper, object) ? 'whole' : 'variable';
  return [...object.keys].map(([name, { value, through, at }]) => ({
    name,
    value,
    passed,
    container,
    through,
    at,
  }));
}

function notRead({ kind, name, namespace }: Keeper): Unknown {
  const what = kind === 'secret' ? 'Secret' : 'ConfigMap';
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${what} ${namespace}/${name}, whose keys it takes, was not loaded`,
    settledBy: `the ${what}, or what makes it`,
  });
}

/** A Service that only stands for another name leads where that name leads. */
function addExternalName(draft: GraphDraft, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  if (component?.facts.service?.type.value !== 'ExternalName') return;
  const name = resource.attributes['spec'];
  const value = isDataObject(name) ? name['externalName'] : undefined;
  if (typeof value !== 'string' && !Unknown.is(value)) return;
  draft.setFact(component, 'settings', [
    {
      name: 'externalName (host)',
      value,
      passed: 'variable',
      container: undefined,
      through: [],
      at: { resource: resource.id, path: ['spec', 'externalName'] },
    },
  ]);
}
