import type { YamlMapping } from '../../syntax/yaml/ast.ts';
import { nodeAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { flag, made, textOf, textsOf } from '../pipelines/made.ts';
import { jobsOf } from './jobs.ts';
import { permissionsOf } from './permissions.ts';
import type { Reading } from './steps.ts';
import { triggersOf } from './triggers.ts';

/** A workflow with its triggers and jobs in one form, however they are written. */
export function workflowTree(file: string, root: YamlMapping, reading: Reading): YamlMapping {
  const triggers = triggersOf(root);
  const names =
    triggers.kind === 'sequence' ? triggers.items.map((one) => textOf(nodeAt(one, 'name') ?? one)) : [];
  const jobs = jobsOf({
    reading,
    root,
    inside: [file],
    prefix: '',
    inputs: undefined,
    secrets: undefined,
    needs: [],
    permissions: permissionsOf(nodeAt(root, 'permissions')),
    condition: undefined,
  });
  return made(
    [
      ['file', scalarOf(file, root)],
      ['name', nodeAt(root, 'name')],
      ['triggers', triggers],
      ['isReusable', flag(names.length > 0 && names.every((name) => name === 'workflow_call'), triggers)],
      ['concurrency', nodeAt(root, 'concurrency')],
      ['jobs', mappingOf(jobs, nodeAt(root, 'jobs') ?? root)],
    ],
    root,
  );
}

/** An action with what it runs; the steps of a composite one stand with the jobs that call it. */
export function actionTree(file: string, root: YamlMapping): YamlMapping {
  const inputs = nodeAt(root, 'inputs');
  const names = inputs?.kind === 'mapping' ? inputs.entries.map(({ key }) => key) : [];
  return made(
    [
      ['file', scalarOf(file, root)],
      ['name', nodeAt(root, 'name')],
      ['using', textsOf(nodeAt(root, 'runs', 'using'))[0]],
      [
        'inputs',
        names.length > 0
          ? mappingOf(
              names.map((key) => [key.value, key]),
              root,
            )
          : undefined,
      ],
    ],
    root,
  );
}
