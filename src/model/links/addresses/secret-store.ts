import { symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import { nearestTo } from './same-system.ts';

const SECRET_TYPES = ['aws_secretsmanager_secret', 'aws_ssm_parameter'];

/** What a secret or parameter holds, as far as the inputs say. */
export interface Content {
  readonly value: Data;
  readonly at: Location;
}

/** A secret that a setting comes from, and which key of it is meant. */
export interface FoundSecret {
  readonly secret: ComponentDraft;
  readonly key: string | undefined;
}

/** Secrets and parameters of the inputs: found by reference, ARN or name, with what is written into them. */
export class SecretStore {
  readonly #draft: GraphDraft;
  readonly #byName = new Map<string, { readonly component: ComponentDraft }[]>();
  readonly #contents = new Map<ComponentDraft, Content[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const resource of draft.ofType(...SECRET_TYPES)) {
      const component = draft.componentOf(resource.id);
      if (!component) continue;
      const name = dataAt(resource, 'name');
      if (typeof name === 'string') this.#name(name, component);
      for (const attribute of ['value', 'insecure_value']) this.#hold(component, resource, attribute);
    }
    for (const version of draft.ofType('aws_secretsmanager_secret_version')) {
      const found = this.find(dataAt(version, 'secret_id'), version)?.secret ?? ownSecret(draft, version);
      if (!found) continue;
      this.#hold(found, version, 'secret_string');
      draft.absorb(version, found);
    }
  }

  #name(name: string, component: ComponentDraft): void {
    const same = this.#byName.get(name);
    if (same) same.push({ component });
    else this.#byName.set(name, [{ component }]);
  }

  #hold(component: ComponentDraft, resource: Resource, attribute: string): void {
    const value = dataAt(resource, attribute);
    if (value === undefined || value === null) return;
    const content = { value, at: at(resource, attribute) };
    const known = this.#contents.get(component);
    if (known) known.push(content);
    else this.#contents.set(component, [content]);
  }

  /** The secret that a value names; undefined when it is none of the inputs, or one of several. */
  find(value: Data | undefined, from: Resource): FoundSecret | undefined {
    if (typeof value !== 'string' && !Unknown.is(value)) return undefined;
    const key = keyIn(value);
    if (Unknown.is(value)) {
      for (const { resource } of value.refs) {
        const secret = this.ofResource(resource);
        if (secret) return { secret, key };
      }
    }
    for (const name of namesIn(symbolicText(value))) {
      const secret = this.named(name, from);
      if (secret) return { secret, key };
    }
    return undefined;
  }

  /** The secret that a resource declares, or that a data source reads by its name. */
  ofResource(id: Resource['id']): ComponentDraft | undefined {
    const owner = this.#draft.componentOf(id);
    if (owner) return owner.kind === 'secret' ? owner : undefined;
    const read = this.#draft.resource(id);
    if (read?.mode !== 'data' || !/^aws_(secretsmanager_secret|ssm_parameter)/.test(read.type))
      return undefined;
    const name = dataAt(read, 'name') ?? dataAt(read, 'secret_id') ?? dataAt(read, 'arn');
    const isOwn = Unknown.is(name) && name.refs.some(({ resource }) => resource === id);
    return isOwn ? undefined : this.find(name, read)?.secret;
  }

  named(name: string, from: Resource): ComponentDraft | undefined {
    const found = nearestTo(this.#draft.stackOf(from), this.#byName.get(name) ?? [], from);
    return found.length === 1 ? found[0]?.component : undefined;
  }

  /** What was written into it; of one key where it is a document and the key is known. */
  contentsOf(secret: ComponentDraft, key: string | undefined): readonly Content[] {
    const whole = this.#contents.get(secret) ?? [];
    if (key === undefined) return whole;
    return whole.flatMap((content): Content[] => {
      const document = documentOf(content.value);
      if (!isDataObject(document)) return [content];
      const value = document[key];
      return value === undefined ? [] : [{ ...content, value }];
    });
  }
}

function ownSecret(draft: GraphDraft, version: Resource): ComponentDraft | undefined {
  const [target] = draft.follow(dataAt(version, 'secret_id'), version, {
    types: SECRET_TYPES,
    by: ['name', 'id', 'arn'],
  }).targets;
  return target && draft.componentOf(target.id);
}

// arn:aws:secretsmanager:region:account:secret:name-AbCdEf:key:stage:version
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
const SECRET_ARN = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:([^:]+)/;
const PARAMETER_ARN = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/?[^:]+)$/;

/** Names that an ARN or a plain name may stand for: secrets get six more characters in their ARN. */
function namesIn(text: string): readonly string[] {
  const secret = SECRET_ARN.exec(text)?.[1];
  const parameter = PARAMETER_ARN.exec(text)?.[1];
  // The ARN of the parameter `/shop/db` keeps its slash; that of `db` gains one.
  const names =
    secret !== undefined
      ? [secret, secret.replace(/-[A-Za-z0-9]{6}$/, '')]
      : parameter !== undefined
        ? [parameter, parameter.slice(1)]
        : text.startsWith('arn:')
          ? []
          : [text];
  return names.filter((name) => !name.includes(UNKNOWN_PIECE));
}

function keyIn(value: Value<string>): string | undefined {
  const text = symbolicText(value);
  const rest = Unknown.is(value) ? text.slice(text.indexOf(UNKNOWN_PIECE) + 1) : text.replace(SECRET_ARN, '');
  if (text.startsWith('arn:') && Unknown.is(value)) {
    const key = text.split(':')[7];
    return key === undefined || key === '' || key.includes(UNKNOWN_PIECE) ? undefined : key;
  }
  const key = rest.startsWith(':') ? rest.split(':')[1] : undefined;
  return key === undefined || key === '' ? undefined : key;
}

const stores = new WeakMap<GraphDraft, SecretStore>();

/** The secrets of a graph; read when they are first asked for. */
export function secretStore(draft: GraphDraft): SecretStore {
  const known = stores.get(draft);
  if (known) return known;
  const store = new SecretStore(draft);
  stores.set(draft, store);
  return store;
}
