import type { Stated } from '../../../core/component.ts';
import type { DependencyKind, DependencyStrength } from '../../../core/dependency.ts';
import type { EventSource } from '../../../core/facts/compute.ts';
import type { Resource } from '../../../core/resource.ts';
import { lookup } from '../../../core/lookup.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import { connect, ownersOf } from './connect.ts';

const FUNCTION = { types: ['aws_lambda_function', 'aws_lambda_alias'], by: ['function_name', 'arn', 'id'] };
const SOURCE = {
  types: [
    'aws_sqs_queue',
    'aws_kinesis_stream',
    'aws_kinesis_stream_consumer',
    'aws_dynamodb_table',
    'aws_msk_cluster',
    'aws_mq_broker',
    'aws_docdb_cluster',
  ],
  by: ['arn', 'stream_arn'],
};

/** Joins functions with what calls them: queues and streams that are polled, and services that are let in. */
export const functions: LinkPass = {
  name: 'functions',
  after: [],
  run(draft) {
    for (const resource of draft.ofType('aws_lambda_alias')) {
      const target = draft.follow(dataAt(resource, 'function_name'), resource, FUNCTION).targets[0];
      const component =
        target && target.type === 'aws_lambda_function' ? draft.componentOf(target.id) : undefined;
      if (component) draft.absorb(resource, component);
    }
    for (const resource of draft.ofType('aws_lambda_event_source_mapping')) eventSource(draft, resource);
    for (const resource of draft.ofType('aws_lambda_permission')) permission(draft, resource);
  },
};

function functionsOf(draft: GraphDraft, resource: Resource): readonly ComponentDraft[] {
  const { targets } = draft.follow(dataAt(resource, 'function_name'), resource, FUNCTION);
  return ownersOf(draft, targets).filter(({ kind }) => kind === 'function');
}

function eventSource(draft: GraphDraft, resource: Resource): void {
  const place = at(resource, 'event_source_arn');
  const sources = ownersOf(
    draft,
    draft.follow(dataAt(resource, 'event_source_arn'), resource, SOURCE).targets,
  );
  for (const from of functionsOf(draft, resource)) {
    for (const to of sources) {
      const says = `${from.name} takes its events from ${to.name}`;
      connect(draft, { from, to, kind: 'consumes', strength: 'async', says, at: place });
      const read = (attribute: string): Stated<number> | undefined => readNumber(resource, [attribute]);
      const source: EventSource = {
        source: to.id,
        at: place,
        batchSize: read('batch_size'),
        batchWindowSeconds: read('maximum_batching_window_in_seconds'),
      };
      from.facts.eventSources = [...(from.facts.eventSources ?? []), source];
    }
    draft.absorb(resource, from);
  }
}

interface Caller {
  readonly types: readonly string[];
  readonly by: readonly string[];
  readonly kind: DependencyKind;
  readonly strength: DependencyStrength;
}

const CALLERS: { readonly [principal: string]: Caller } = {
  'apigateway.amazonaws.com': {
    types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
    by: ['arn', 'execution_arn'],
    kind: 'routes-to',
    strength: 'hard',
  },
  'elasticloadbalancing.amazonaws.com': {
    types: ['aws_lb_target_group', 'aws_alb_target_group'],
    by: ['arn'],
    kind: 'routes-to',
    strength: 'hard',
  },
  's3.amazonaws.com': {
    types: ['aws_s3_bucket'],
    by: ['arn', 'bucket'],
    kind: 'consumes',
    strength: 'async',
  },
  'sns.amazonaws.com': { types: ['aws_sns_topic'], by: ['arn'], kind: 'consumes', strength: 'async' },
  'events.amazonaws.com': {
    types: ['aws_cloudwatch_event_rule'],
    by: ['arn'],
    kind: 'consumes',
    strength: 'async',
  },
};

function permission(draft: GraphDraft, resource: Resource): void {
  const principal = dataAt(resource, 'principal');
  const caller = typeof principal === 'string' ? lookup(CALLERS, principal) : undefined;
  const called = functionsOf(draft, resource);
  if (caller) {
    const sources = ownersOf(draft, draft.follow(dataAt(resource, 'source_arn'), resource, caller).targets);
    for (const target of called) allow(draft, { resource, caller, target, sources });
  }
  for (const target of called.slice(0, 1)) draft.absorb(resource, target);
}

interface Allowed {
  readonly resource: Resource;
  readonly caller: Caller;
  readonly target: ComponentDraft;
  readonly sources: readonly ComponentDraft[];
}

/** Who waits for the answer needs the function; who only drops an event is where its events come from. */
function allow(draft: GraphDraft, { resource, caller, target, sources }: Allowed): void {
  const { kind, strength } = caller;
  const place = at(resource, 'source_arn');
  if (strength === 'async')
    target.facts.calledAsynchronously = { value: true, at: [place], origin: 'written' };
  for (const source of sources) {
    const says = `${source.name} may call ${target.name}`;
    const ends = strength === 'async' ? { from: target, to: source } : { from: source, to: target };
    connect(draft, { ...ends, kind, strength, says, at: place });
  }
}
