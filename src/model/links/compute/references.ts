import type { ComponentKind } from '../../../core/component.ts';
import type { DependencyKind } from '../../../core/dependency.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from './connect.ts';

/** What is handed to the code of a workload. */
const HANDED: readonly { readonly type: string; readonly path: readonly (string | number)[] }[] = [
  { type: 'aws_ecs_task_definition', path: ['container_definitions'] },
  { type: 'aws_lambda_function', path: ['environment', 0, 'variables'] },
  { type: 'aws_instance', path: ['user_data'] },
  { type: 'aws_instance', path: ['user_data_base64'] },
  { type: 'aws_launch_template', path: ['user_data'] },
  { type: 'aws_launch_configuration', path: ['user_data'] },
  { type: 'aws_apprunner_service', path: ['source_configuration'] },
];

const MEANING: { readonly [kind in ComponentKind]?: DependencyKind } = {
  datastore: 'stores',
  cache: 'stores',
  bucket: 'stores',
  queue: 'publishes',
  topic: 'publishes',
  secret: 'reads-secret',
  function: 'calls',
  'load-balancer': 'calls',
  api: 'calls',
  gateway: 'calls',
};

/** A workload that is told the address of something probably uses it; how much depends on its code. */
export const references: LinkPass = {
  name: 'references',
  after: ['services', 'functions'],
  run(draft) {
    for (const { type, path } of HANDED) {
      for (const resource of draft.ofType(type)) {
        const from = draft.componentOf(resource.id);
        if (!from) continue;
        for (const to of referredBy(draft, dataAt(resource, ...path))) {
          const kind = MEANING[to.kind];
          if (kind === undefined || to === from) continue;
          const says = `${from.name} is given an attribute of ${to.name}`;
          connect(draft, {
            from,
            to,
            kind,
            strength: undecided,
            grade: 'C',
            says,
            at: at(resource, ...path),
          });
        }
      }
    }
  },
};

const undecided = new Unknown({
  reason: 'rule-question',
  detail: 'whether the code can work without it is not written down',
  settledBy: 'a declared dependency',
});

function referredBy(draft: GraphDraft, data: Data | undefined): ReadonlySet<ComponentDraft> {
  const ids = new Set<ResourceId>();
  collect(data, ids);
  return new Set([...ids].flatMap((id) => draft.componentOf(id) ?? []));
}

function collect(data: Data | undefined, ids: Set<ResourceId>): void {
  if (data === undefined || data === null) return;
  if (Sensitive.is(data)) return collect(data.reveal(), ids);
  if (Unknown.is(data)) {
    for (const { resource } of data.refs) ids.add(resource);
    if (data.partial?.kind === 'json') collect(data.partial.value, ids);
    if (data.partial?.kind === 'parts') for (const part of data.partial.parts) collect(part, ids);
    return;
  }
  if (isDataList(data)) for (const item of data) collect(item, ids);
  else if (isDataObject(data)) for (const item of Object.values(data)) collect(item, ids);
}
