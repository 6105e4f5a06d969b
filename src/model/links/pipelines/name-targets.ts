import type { Act, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownTexts } from './expand.ts';

// Types whose resources a tool names, and the attribute that holds the name.
const TYPES: readonly (readonly [tool: RegExp, types: readonly string[]])[] = [
  [
    /^aws$|^aws-actions\/amazon-ecs-deploy/,
    ['aws_ecs_service', 'aws_lambda_function', 'aws_apprunner_service'],
  ],
  [/^aws-actions\/aws-lambda-deploy/, ['aws_lambda_function']],
  [
    /^gcloud$|^google-github-actions\//,
    [
      'google_cloud_run_service',
      'google_cloud_run_v2_service',
      'google_cloudfunctions_function',
      'google_cloudfunctions2_function',
    ],
  ],
  [
    /^az$|^azure\//,
    [
      'azurerm_linux_web_app',
      'azurerm_windows_web_app',
      'azurerm_app_service',
      'azurerm_linux_function_app',
      'azurerm_windows_function_app',
      'azurerm_container_app',
    ],
  ],
];
const NAMES = ['name', 'function_name', 'service_name'];

/** Finds services and functions by the name that a command gives them. */
export class NameTargets {
  readonly #byName = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    for (const resource of draft.ofType(...new Set(TYPES.flatMap(([, types]) => types)))) {
      const component = draft.componentOf(resource.id);
      const name = NAMES.map((attribute) => resource.attributes[attribute]).find(
        (one) => typeof one === 'string',
      );
      if (!component || typeof name !== 'string') continue;
      const key = `${resource.type} ${name}`;
      const known = this.#byName.get(key);
      if (known) known.push(component);
      else this.#byName.set(key, [component]);
    }
  }

  /** The one thing of that name; nothing where two have it. */
  of(act: Act, job: PipelineJob): readonly ComponentDraft[] {
    const types = act.does === 'deploy' ? TYPES.find(([tool]) => tool.test(act.tool))?.[1] : undefined;
    if (!types || act.target === undefined) return [];
    return knownTexts(act.target, job).flatMap((name) => {
      const found = types.flatMap((type) => this.#byName.get(`${type} ${name}`) ?? []);
      return found.length === 1 ? found : [];
    });
  }
}
