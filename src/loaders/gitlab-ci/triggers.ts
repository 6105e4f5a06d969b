import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { scalarOf, sequenceOf } from '../objects/make-node.ts';
import { made } from '../pipelines/made.ts';
import type { ReadJob } from './jobs.ts';
import { refsOf } from './rules.ts';

/** What starts a pipeline: its `workflow: rules`, or what its jobs ask for. */
export function triggersOf(root: YamlMapping, jobs: readonly ReadJob[]): YamlNode {
  const rules = nodeAt(root, 'workflow', 'rules');
  const at = rules ?? root;
  const one = (name: string, branches?: readonly string[]): YamlMapping =>
    made(
      [
        ['name', scalarOf(name, at)],
        ['isTag', name === 'tag' ? scalarOf(true, at) : undefined],
        [
          'branches',
          branches &&
            sequenceOf(
              branches.map((branch) => scalarOf(branch, at)),
              at,
            ),
        ],
      ],
      at,
    );
  const items = rules?.kind === 'sequence' ? rules.items.filter(isMapping) : [];
  const found =
    items.length > 0
      ? items
          .filter((item) => textAt(item, 'when') !== 'never')
          .flatMap((item) => ofRule(textAt(item, 'if'), one))
      : [
          one('push'),
          one('tag'),
          ...(jobs.some(({ job }) => asksForRequests(job)) ? [one('merge_request_event')] : []),
        ];
  const seen = new Map(found.map((node) => [JSON.stringify([textAt(node, 'name'), branchesOf(node)]), node]));
  return sequenceOf([...seen.values()], at);
}

function branchesOf(node: YamlMapping): readonly (string | undefined)[] {
  const branches = nodeAt(node, 'branches');
  return branches?.kind === 'sequence' ? branches.items.map((_, index) => textAt(branches, index)) : [];
}

function ofRule(
  condition: string | undefined,
  one: (name: string, branches?: readonly string[]) => YamlMapping,
): readonly YamlMapping[] {
  if (condition === undefined) return [one('push'), one('tag')];
  const sources = [...condition.matchAll(/\$CI_PIPELINE_SOURCE\s*==\s*["'](\w+)["']/g)].map(
    (match) => match[1] ?? '',
  );
  const branches = [
    ...condition.matchAll(
      /\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*==\s*(?:["']([^"']+)["']|(\$CI_DEFAULT_BRANCH))/g,
    ),
  ];
  const names = branches.map((match) => match[1] ?? match[2] ?? '');
  const found = sources.filter((source) => source !== 'push').map((source) => one(source));
  const isTag = /\$CI_COMMIT_TAG\b/.test(condition) && !/\$CI_COMMIT_TAG\s*==\s*null/.test(condition);
  if (isTag) found.push(one('tag'));
  if (/\$CI_MERGE_REQUEST_I/.test(condition)) found.push(one('merge_request_event'));
  const isPush = names.length > 0 || sources.includes('push') || /\$CI_COMMIT_BRANCH/.test(condition);
  if (isPush || found.length === 0) found.push(names.length > 0 ? one('push', names) : one('push'));
  return found;
}

function asksForRequests(job: YamlMapping): boolean {
  if (refsOf(nodeAt(job, 'only')).includes('merge_requests')) return true;
  const rules = nodeAt(job, 'rules');
  const items = rules?.kind === 'sequence' ? rules.items : [];
  return items.some((item) => {
    const condition = isMapping(item) && textAt(item, 'when') !== 'never' ? textAt(item, 'if') : undefined;
    return condition !== undefined && /merge_request_event|\$CI_MERGE_REQUEST_I/.test(condition);
  });
}
