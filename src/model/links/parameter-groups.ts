import type { Stated } from '../../core/component.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';
import { derive } from '../presence.ts';
import { advise, setTo } from '../remedies.ts';
import { TLS_PARAMETERS } from '../aws/stores/tls-parameters.ts';
import type { TlsParameter } from '../aws/stores/tls-parameters.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import { knownValue } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { at, blocksAt, dataAt } from '../read.ts';

interface Grouped {
  readonly store: string;
  readonly attribute: string;
  readonly groups: readonly string[];
}

const STORES: readonly Grouped[] = [
  { store: 'aws_db_instance', attribute: 'parameter_group_name', groups: ['aws_db_parameter_group'] },
  {
    store: 'aws_rds_cluster',
    attribute: 'db_cluster_parameter_group_name',
    groups: ['aws_rds_cluster_parameter_group'],
  },
  {
    store: 'aws_docdb_cluster',
    attribute: 'db_cluster_parameter_group_name',
    groups: ['aws_docdb_cluster_parameter_group'],
  },
  {
    store: 'aws_neptune_cluster',
    attribute: 'neptune_cluster_parameter_group_name',
    groups: ['aws_neptune_cluster_parameter_group'],
  },
  {
    store: 'aws_redshift_cluster',
    attribute: 'cluster_parameter_group_name',
    groups: ['aws_redshift_parameter_group'],
  },
];

const CLIENTS_FIRST = 'every client must use TLS first, or it loses access';

/** Tells from parameter groups, or from the default of engine and version, if a database requires TLS. */
export const parameterGroups: LinkPass = {
  name: 'parameter-groups',
  after: [],
  run(draft) {
    for (const grouped of STORES) {
      for (const resource of draft.ofType(grouped.store)) {
        const component = draft.componentOf(resource.id);
        const engine = component && knownValue(component.facts.engine);
        const parameter = engine === undefined ? undefined : lookup(TLS_PARAMETERS, engine.toLowerCase());
        if (component && parameter) judge({ draft, grouped, resource, component, parameter });
      }
    }
  },
};

interface Case {
  readonly draft: GraphDraft;
  readonly grouped: Grouped;
  readonly resource: Resource;
  readonly component: ComponentDraft;
  readonly parameter: TlsParameter;
}

function judge({ draft, grouped, resource, component, parameter }: Case): void {
  const { facts, remedies } = component;
  const place = at(resource, grouped.attribute);
  const written = dataAt(resource, grouped.attribute);
  const unwritten = (family: string | undefined, where: Location): Stated<boolean> => ({
    value: parameter.byDefault(versionOf(knownValue(facts.version)) ?? versionOf(family)),
    at: [where],
    origin: 'default',
    source: parameter.source,
  });
  const wanted = `${parameter.name} = ${parameter.on}`;
  remedies['require-tls'] = advise(`Use a parameter group with ${wanted}`, CLIENTS_FIRST);
  const group = groupOf(draft, resource, grouped);
  if (group === undefined) {
    facts.requiresTls = unwritten(typeof written === 'string' ? written : undefined, place);
    return;
  }
  if (Unknown.is(group)) {
    facts.requiresTls = { value: group, at: [place], origin: 'written' };
    return;
  }
  const family = dataAt(group, 'family');
  const setting = settingIn(group, parameter.name);
  facts.requiresTls = setting
    ? derive({ value: setting.value, at: [setting.at], origin: 'written' }, parameter.insists)
    : unwritten(typeof family === 'string' ? family : undefined, at(group, 'parameter'));
  const title = `Set ${wanted} in ${group.address}`;
  remedies['require-tls'] = setting
    ? setTo(group, setting.at.path, parameter.on, { title, safety: 'review', caution: CLIENTS_FIRST })
    : advise(title, CLIENTS_FIRST);
}

/** The group that a store names; undefined for the default group of its engine, and where none is named. */
export function groupOf(
  draft: GraphDraft,
  resource: Resource,
  { attribute, groups }: Pick<Grouped, 'attribute' | 'groups'>,
): Value<Resource> | undefined {
  const written = dataAt(resource, attribute);
  if (written === undefined || (typeof written === 'string' && written.startsWith('default')))
    return undefined;
  const { targets, unknown, literals } = draft.follow(written, resource, { types: groups, by: ['name'] });
  const [group, another] = targets;
  if (!group || another || unknown || group.mode === 'data')
    return unknown ?? outside(literals[0] ?? attribute);
  return group;
}

interface Setting {
  readonly value: Value<string>;
  readonly at: Location;
}

/** The written value of a parameter; Unknown when a block that may be it cannot be read. */
export function settingIn(group: Resource, name: string): Setting | undefined {
  const blocks = blocksAt(group, 'parameter');
  if (Unknown.is(blocks)) return { value: blocks, at: at(group, 'parameter') };
  let unclear: Setting | undefined;
  for (const [index, block] of blocks.entries()) {
    const place = at(group, 'parameter', index, 'value');
    const written = isDataObject(block) ? block['name'] : block;
    if (Unknown.is(written)) unclear ??= { value: written, at: place };
    if (!isDataObject(block) || written !== name) continue;
    const raw = block['value'];
    const value = Sensitive.is(raw) ? raw.reveal() : raw;
    return { value: Unknown.is(value) ? value : (scalarText(value) ?? noText(name, group)), at: place };
  }
  return unclear;
}

/** `14.9`, `postgres14`, `8.0.mysql_aurora.3.04.0`, `default.mysql8.0`: major and minor. */
function versionOf(text: string | undefined): readonly [number, number] | undefined {
  const numbers = /(\d+)(?:\.(\d+))?/.exec(text ?? '');
  return numbers ? [Number(numbers[1]), Number(numbers[2] ?? 0)] : undefined;
}

function noText(name: string, group: Resource): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `the value of ${name} in ${group.address} is not a text`,
    settledBy: 'a value for the parameter',
  });
}

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the parameter group ${name} is not declared in the inputs`,
    settledBy: 'the code that declares the parameter group',
  });
}
