import type { Setting } from '../../../core/facts/settings.ts';
import type { Resource } from '../../../core/resource.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { Sensitive, Unknown } from '../../../core/value.ts';
import type { Reference, Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { blocksAt, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findAzure, ownersOf } from './find-azure.ts';
import { PROGRAMS } from './types.ts';

const SECRET = 'azurerm_key_vault_secret';
const VAULT = ['azurerm_key_vault'];
const KEPT = [SECRET, 'azurerm_key_vault_certificate', 'azurerm_key_vault_key'];

/** Joins programs with the vaults that they read, and settings with what secrets are made of. */
export const secrets: LinkPass = {
  name: 'azure-secrets',
  after: ['azure-parts'],
  run(draft) {
    for (const resource of draft.ofType(...PROGRAMS)) {
      const program = draft.componentOf(resource.id);
      if (!program?.facts.settings) continue;
      program.facts.settings = program.facts.settings.map((setting) =>
        throughVault(draft, program, { setting, resource }),
      );
    }
    for (const resource of draft.ofType('azurerm_application_gateway')) certificates(draft, resource);
  },
};

interface Told {
  readonly setting: Setting;
  readonly resource: Resource;
}

/** What a setting is after the reference into a vault was followed. */
function throughVault(draft: GraphDraft, program: ComponentDraft, { setting, resource }: Told): Setting {
  const { value } = setting;
  if (value === undefined) return setting;
  const text = symbolicText(value);
  const isRead = text.startsWith('@Microsoft.KeyVault(');
  const references = Unknown.is(value) ? value.refs : [];
  const through = [...setting.through];
  let content: Setting['value'] = value;
  for (const reference of references) {
    const kept = draft.resource(reference.resource);
    if (!kept || !KEPT.includes(kept.type)) continue;
    // Terraform itself reads the value and hands it over: the program never asks for the secret.
    const asks = isRead || isName(reference);
    const secret = ownersOf(draft, kept).find(({ kind }) => kind === 'secret');
    if (asks) reads(draft, program, { setting, secret, vaults: vaultsOf(draft, kept) });
    if (!secret) continue;
    content = contentOf(draft, secret);
    through.push({ says: `secret ${secret.name}`, at: setting.at });
    signsIn(draft, program, { setting, secret });
  }
  if (isRead && references.length === 0) {
    const name = /VaultName=([\w-]+)/i.exec(text)?.[1];
    const vaults = name === undefined ? [] : findAzure(draft, name, resource, VAULT);
    reads(draft, program, { setting, secret: undefined, vaults });
  }
  return { ...setting, value: content, through };
}

function isName({ path }: Reference): boolean {
  return /^(id|versionless_id|resource_id|secret_id|versionless_secret_id)$/.test(String(path[0] ?? ''));
}

/** The vault that keeps a secret, also one that only a data source reads. */
function vaultsOf(draft: GraphDraft, kept: Resource): readonly ComponentDraft[] {
  return findAzure(draft, dataAt(kept, 'key_vault_id'), kept, VAULT);
}

interface Read {
  readonly setting: Setting;
  readonly secret: ComponentDraft | undefined;
  readonly vaults: readonly ComponentDraft[];
}

function reads(draft: GraphDraft, program: ComponentDraft, { setting, secret, vaults }: Read): void {
  for (const to of secret ? [secret, ...vaults] : vaults) {
    const says = `${setting.name} of ${program.name} is read from ${to.name}`;
    connect(draft, {
      from: program,
      to,
      kind: 'reads-secret',
      strength: 'startup-only',
      says,
      at: setting.at,
    });
  }
}

const UNDECIDED = new Unknown({
  reason: 'rule-question',
  detail: 'whether the code can work without it is not written down',
  settledBy: 'a line under `dependencies` in whatfails.yaml that says how much it is needed',
});

const CREDENTIAL = /(^|[-_])(user(name)?|login|pass(word)?|pwd|jdbc|dsn)([-_]|$)/i;

/**
 * Who is given the user or the password that a module declares beside its one database signs in there: the
 * address itself may be kept where nobody declares it.
 */
function signsIn(
  draft: GraphDraft,
  program: ComponentDraft,
  { setting, secret }: Omit<Read, 'vaults'>,
): void {
  const main = secret?.main;
  if (!main || !secret || main.module === '' || !CREDENTIAL.test(secret.name)) return;
  const beside = storesByModule(draft).get(moduleKey(main)) ?? [];
  const [to] = beside;
  if (!to || beside.length > 1 || to === program) return;
  const says =
    `${setting.name} of ${program.name} is ${secret.name}, ` +
    `which ${main.module} declares beside ${to.name}`;
  draft.depend({
    from: program.id,
    to: to.id,
    kind: 'stores',
    strength: UNDECIDED,
    // A name, and what stands beside it: nothing refers to the database itself.
    grade: 'D',
    evidence: [{ says, at: setting.at }],
  });
}

const STORES = new Set([
  'azurerm_postgresql_flexible_server',
  'azurerm_mysql_flexible_server',
  'azurerm_postgresql_server',
  'azurerm_mysql_server',
  'azurerm_mariadb_server',
  'azurerm_mssql_server',
]);
const indexes = new WeakMap<GraphDraft, ReadonlyMap<string, readonly ComponentDraft[]>>();

function storesByModule(draft: GraphDraft): ReadonlyMap<string, readonly ComponentDraft[]> {
  const known = indexes.get(draft);
  if (known) return known;
  const index = new Map<string, ComponentDraft[]>();
  for (const resource of draft.ofType(...STORES)) {
    const component = draft.componentOf(resource.id);
    if (!component || component.facts.isReplica?.value === true) continue;
    const key = moduleKey(resource);
    const same = index.get(key);
    if (same) same.push(component);
    else index.set(key, [component]);
  }
  indexes.set(draft, index);
  return index;
}

function moduleKey({ stack, module }: Resource): string {
  return `${stack}\u0000${module}`;
}

/** What a secret is made of, where that leads to other resources; what it says is never told. */
function contentOf(draft: GraphDraft, secret: ComponentDraft): Value<string> | undefined {
  const declared = secret.main && draft.resource(secret.main.id);
  const raw = declared && dataAt(declared, 'value');
  const data = Sensitive.is(raw) ? raw.reveal() : raw;
  return Unknown.is(data) ? data : undefined;
}

/** A gateway reads its certificates from a vault, again and again. */
function certificates(draft: GraphDraft, resource: Resource): void {
  const gateway = draft.componentOf(resource.id);
  const blocks = blocksAt(resource, 'ssl_certificate');
  if (!gateway || Unknown.is(blocks)) return;
  for (const { data, at: place } of gather(resource, 'ssl_certificate.key_vault_secret_id')) {
    const kept = Unknown.is(data) ? data.refs.flatMap((one) => draft.resource(one.resource) ?? []) : [];
    for (const to of kept.flatMap((one) => (KEPT.includes(one.type) ? vaultsOf(draft, one) : []))) {
      const says = `${gateway.name} reads its certificate from ${to.name}`;
      connect(draft, { from: gateway, to, kind: 'reads-secret', strength: 'startup-only', says, at: place });
    }
  }
}
