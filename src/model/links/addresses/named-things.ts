import { UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { Unknown } from '../../../core/value.ts';
import { dataAt } from '../../read.ts';
import type { NamedHost } from './hosts-in.ts';
import { nearestTo } from './same-system.ts';

/** A thing that code can use by its name alone, given the provider's library. */
type Sort = 'table' | 'queue' | 'topic' | 'bucket' | 'stream' | 'function' | 'workflow' | 'bus';

const TYPES: readonly (readonly [type: string, sort: Sort, attribute: string])[] = [
  ['aws_dynamodb_table', 'table', 'name'],
  ['aws_keyspaces_table', 'table', 'table_name'],
  ['aws_sqs_queue', 'queue', 'name'],
  ['aws_sns_topic', 'topic', 'name'],
  ['aws_s3_bucket', 'bucket', 'bucket'],
  ['aws_kinesis_stream', 'stream', 'name'],
  ['aws_kinesis_firehose_delivery_stream', 'stream', 'name'],
  ['aws_lambda_function', 'function', 'function_name'],
  ['aws_sfn_state_machine', 'workflow', 'name'],
  ['aws_cloudwatch_event_bus', 'bus', 'name'],
  ['google_storage_bucket', 'bucket', 'name'],
  ['google_pubsub_topic', 'topic', 'name'],
  ['azurerm_servicebus_queue', 'queue', 'name'],
  ['azurerm_servicebus_topic', 'topic', 'name'],
  ['azurerm_storage_queue', 'queue', 'name'],
];

const HINTS: ReadonlyMap<string, Sort> = new Map([
  ['table', 'table'],
  ['tables', 'table'],
  ['tablename', 'table'],
  ['dynamodb', 'table'],
  ['dynamo', 'table'],
  ['ddb', 'table'],
  ['queue', 'queue'],
  ['queues', 'queue'],
  ['queuename', 'queue'],
  ['sqs', 'queue'],
  ['topic', 'topic'],
  ['topics', 'topic'],
  ['sns', 'topic'],
  ['pubsub', 'topic'],
  ['bucket', 'bucket'],
  ['buckets', 'bucket'],
  ['bucketname', 'bucket'],
  ['s3', 'bucket'],
  ['stream', 'stream'],
  ['kinesis', 'stream'],
  ['firehose', 'stream'],
  ['function', 'function'],
  ['lambda', 'function'],
  ['machine', 'workflow'],
  ['sfn', 'workflow'],
  ['workflow', 'workflow'],
  ['bus', 'bus'],
  ['eventbus', 'bus'],
]);

const OF_SERVICE: ReadonlyMap<string, Sort> = new Map([
  ['dynamodb', 'table'],
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['s3', 'bucket'],
  ['kinesis', 'stream'],
  ['firehose', 'stream'],
  ['lambda', 'function'],
  ['states', 'workflow'],
  ['events', 'bus'],
]);

/** Tables, queues, topics, buckets and their kin, by the names that their declarations give them. */
export class NamedThings {
  readonly #byName = new Map<string, { readonly component: ComponentDraft }[]>();

  readonly #draft: GraphDraft;

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const [type, sort, attribute] of TYPES) {
      for (const resource of draft.ofType(type)) {
        const name = dataAt(resource, attribute);
        const component = draft.componentOf(resource.id);
        if (!component || typeof name !== 'string' || name === '') continue;
        const key = keyOf(sort, name);
        const same = this.#byName.get(key);
        if (same) same.push({ component });
        else this.#byName.set(key, [{ component }]);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  /** What a text names by an ARN, or by its whole where the words of the setting say what sort it is. */
  named(from: ComponentDraft, text: string, words: readonly string[]): ComponentDraft | undefined {
    if (text.length > LONGEST_NAME) return undefined;
    if (text.startsWith('arn:')) return this.#ofArn(from, text);
    if (text.includes(UNKNOWN_PIECE)) return undefined;
    const sorts = new Set(words.flatMap((word) => HINTS.get(word) ?? []));
    const found = new Set([...sorts].flatMap((sort) => this.#find(from, sort, text) ?? []));
    return found.size === 1 ? [...found][0] : undefined;
  }

  /**
   * The thing whose name is the same text that is not known: `orders-${var.stage}` in both, in one stack, is
   * one name whatever the stage is called.
   */
  sameText(from: ComponentDraft, value: Unknown, words: readonly string[]): ComponentDraft | undefined {
    const { main } = from;
    const sorts = new Set(words.flatMap((word) => HINTS.get(word) ?? []));
    if (!main || sorts.size === 0 || value.partial?.kind !== 'parts') return undefined;
    const found = TYPES.filter(([, sort]) => sorts.has(sort)).flatMap(
      ([type, , attribute]) =>
        this.#draft.follow(value, main, { types: [type], by: [attribute], managedOnly: true }).targets,
    );
    const owners = new Set(
      found.flatMap(({ id, stack }) => (stack === main.stack ? (this.#draft.componentOf(id) ?? []) : [])),
    );
    return owners.size === 1 ? [...owners][0] : undefined;
  }

  #ofArn(from: ComponentDraft, text: string): ComponentDraft | undefined {
    const [, , service = '', , , ...rest] = text.split(':');
    const sort = OF_SERVICE.get(service);
    if (sort === undefined) return undefined;
    const name = nameAfter(sort, rest);
    return name === undefined || name.includes(UNKNOWN_PIECE) ? undefined : this.#find(from, sort, name);
  }

  /** What an address of the provider's own interface names: a queue by its URL, a bucket by its host. */
  atHost(from: ComponentDraft, { host, path, scheme }: NamedHost): ComponentDraft | undefined {
    if (scheme === 's3' || scheme === 's3a') return this.#find(from, 'bucket', host);
    if (!/(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(host)) return undefined;
    const [, first = '', second] = path.split('/');
    if (/^(?:sqs\.|[a-z0-9-]+\.queue\.)/.test(host)) {
      return second === undefined ? undefined : this.#find(from, 'queue', second);
    }
    const bucket = /^(.+?)\.s3[.-]/.exec(host)?.[1];
    if (bucket !== undefined) return this.#find(from, 'bucket', bucket);
    return /^s3[.-]/.test(host) && first !== '' ? this.#find(from, 'bucket', first) : undefined;
  }

  #find(from: ComponentDraft, sort: Sort, name: string): ComponentDraft | undefined {
    const all = this.#byName.get(keyOf(sort, name));
    if (!all) return undefined;
    const found = nearestTo(from.stack, all, from.main);
    return found.length === 1 ? found[0]?.component : undefined;
  }
}

const LONGEST_NAME = 300;

function keyOf(sort: Sort, name: string): string {
  return `${sort}\u0000${name}`;
}

function nameAfter(sort: Sort, rest: readonly string[]): string | undefined {
  const [first = '', second] = rest;
  if (sort === 'function') return first === 'function' ? second : undefined;
  if (sort === 'workflow') return first === 'stateMachine' ? second : undefined;
  if (sort === 'queue' || sort === 'topic') return first;
  if (sort === 'bucket') return first.split('/')[0];
  return /^(?:table|stream|deliverystream|event-bus)\/([^/]+)/.exec(first)?.[1];
}
