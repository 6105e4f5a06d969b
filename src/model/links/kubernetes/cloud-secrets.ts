import type { Location } from '../../../core/location.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { StackId } from '../../../core/id.ts';
import type { Data } from '../../../core/value.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import { areOfOtherEnvironments } from './together.ts';

/** Secrets and parameters of clouds, by the names under which clusters ask for them. */
const STORES: readonly CloudStore[] = [
  {
    type: 'aws_secretsmanager_secret',
    names: ['name', 'arn', 'name_prefix'],
    content: { type: 'aws_secretsmanager_secret_version', secret: 'secret_id', text: 'secret_string' },
  },
  {
    type: 'aws_ssm_parameter',
    names: ['name', 'arn'],
    content: { type: 'aws_ssm_parameter', text: 'value' },
  },
  {
    type: 'google_secret_manager_secret',
    names: ['secret_id'],
    content: { type: 'google_secret_manager_secret_version', secret: 'secret', text: 'secret_data' },
  },
  {
    type: 'azurerm_key_vault_secret',
    names: ['name'],
    content: { type: 'azurerm_key_vault_secret', text: 'value' },
  },
];

interface CloudStore {
  readonly type: string;
  readonly names: readonly string[];
  /** The resource that holds the content, and the attribute by which it names its secret. */
  readonly content: { readonly type: string; readonly secret?: string; readonly text: string };
}

export type { CloudSecrets };

/** A secret of a cloud with what is known of its content. */
export interface CloudSecret {
  readonly resource: Resource;
  readonly content: { readonly data: Data | undefined; readonly at: Location } | undefined;
}

/** Finds secrets of clouds by name or ARN; what two environments both have is told apart by neither. */
class CloudSecrets {
  readonly #byName = new Map<string, Resource[]>();
  readonly #contents = new Map<string, Resource>();
  readonly #stacks: ReadonlyMap<StackId, Stack>;

  constructor(draft: GraphDraft) {
    this.#stacks = new Map(draft.stacks.map((stack) => [stack.id, stack]));
    for (const { type, names, content } of STORES) {
      for (const resource of draft.ofType(type)) {
        for (const name of names) this.#put(dataAt(resource, name), resource);
      }
      const { secret } = content;
      if (secret === undefined) continue;
      for (const version of draft.ofType(content.type)) {
        const { targets } = draft.follow(version.attributes[secret], version, { types: [type], by: names });
        for (const target of targets) this.#contents.set(target.id, version);
      }
    }
  }

  #put(name: Data | undefined, resource: Resource): void {
    if (typeof name !== 'string' || name === '') return;
    const known = this.#byName.get(name);
    if (known && !known.includes(resource)) known.push(resource);
    else if (!known) this.#byName.set(name, [resource]);
  }

  /** True where no secret of a cloud is in the inputs at all. */
  get isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  /** The one secret that a key of a store means, as an object of a cluster writes it. */
  find(key: string, from: Resource): CloudSecret | undefined {
    const stack = this.#stacks.get(from.stack);
    const names = [key, nameOfArn(key)].filter((name) => name !== undefined);
    const all = names.flatMap((name) => this.#byName.get(name) ?? []);
    const found = [...new Set(all)].filter((resource) => {
      const other = this.#stacks.get(resource.stack);
      return stack && other && !areOfOtherEnvironments(stack, other);
    });
    const [only] = found;
    if (!only || found.length > 1) return undefined;
    const store = STORES.find(({ type }) => type === only.type);
    const holder = store?.content.secret === undefined ? only : this.#contents.get(only.id);
    const text = store?.content.text;
    const content =
      holder && text !== undefined ? { data: dataAt(holder, text), at: at(holder, text) } : undefined;
    return { resource: only, content };
  }
}

const known = new WeakMap<GraphDraft, CloudSecrets>();

/** The secrets of the clouds of a graph; looked up when they are first asked for. */
export function cloudSecrets(draft: GraphDraft): CloudSecrets {
  const read = known.get(draft) ?? new CloudSecrets(draft);
  known.set(draft, read);
  return read;
}

/** The name in `arn:aws:secretsmanager:eu-west-1:…:secret:shop/orders-a1B2c3` and in ARNs of parameters. */
function nameOfArn(text: string): string | undefined {
  const secret = /^arn:[\w-]+:secretsmanager:[^:]*:[^:]*:secret:(.+?)(?:-[A-Za-z0-9]{6})?$/.exec(text)?.[1];
  return secret ?? /^arn:[\w-]+:ssm:[^:]*:[^:]*:parameter(\/.+)$/.exec(text)?.[1];
}

/** One property of what a secret holds; the whole where no property is asked for. */
export function propertyOf(data: Data | undefined, property: string | undefined): Data | undefined {
  if (property === undefined || data === undefined) return data;
  const document = documentOf(data);
  if (Unknown.is(document)) return document;
  return isDataObject(document) ? document[property] : undefined;
}
