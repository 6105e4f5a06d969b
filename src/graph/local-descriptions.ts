import type { StackId } from '../core/id.ts';
import type { Resource, Stack } from '../core/resource.ts';

/**
 * Compose files run a system on one machine, mostly a developer's. Where something else is deployed, they
 * describe it once more: this tells why each is left out, and what it describes.
 */
export function localDescriptions(
  stacks: readonly Stack[],
  environment: string,
): ReadonlyMap<StackId, { readonly why: string; readonly others: readonly StackId[] }> {
  const left = new Map<StackId, { readonly why: string; readonly others: readonly StackId[] }>();
  const isCompose = ({ kind }: Stack): boolean => kind === 'compose';
  const elsewhere = stacks.filter((stack) => !isCompose(stack) && namesIn(stack).size > 0);
  if (elsewhere.length === 0) return left;
  for (const stack of stacks.filter(isCompose)) {
    if (stack.environments.some(({ name }) => name === environment)) continue;
    const names = ownNames(stack);
    const same = elsewhere.filter((other) => [...namesIn(other)].some((name) => names.has(name)));
    const [first = elsewhere[0]] = same;
    if (!first) continue;
    const what = same.length > 0 ? 'describes the same services' : 'is what is deployed';
    const why = `${first.id} ${what}; a compose file is taken for a developer's machine`;
    left.set(stack.id, { why, others: same.map(({ id }) => id) });
  }
  return left;
}

/** Services that are made here, not taken from elsewhere; all where none is made. */
function ownNames({ resources }: Stack): ReadonlySet<string> {
  const made = resources.filter(({ attributes }) => attributes['build'] !== undefined);
  return new Set((made.length > 0 ? made : resources).map(({ name }) => name));
}

const WORKLOADS = /(^|\/)(Deployment|StatefulSet|DaemonSet|CronJob|Rollout|DeploymentConfig)$/;
/** Types of Terraform that run code, with the attribute that names them. */
const RUNNING: Readonly<Record<string, string>> = {
  aws_ecs_service: 'name',
  aws_lambda_function: 'function_name',
  aws_apprunner_service: 'service_name',
  aws_instance: 'id',
  aws_autoscaling_group: 'name',
  aws_elastic_beanstalk_environment: 'name',
  google_cloud_run_service: 'name',
  google_cloud_run_v2_service: 'name',
  google_cloudfunctions2_function: 'name',
  google_compute_instance: 'name',
  google_app_engine_standard_app_version: 'service',
  azurerm_container_app: 'name',
  azurerm_linux_web_app: 'name',
  azurerm_windows_web_app: 'name',
  azurerm_app_service: 'name',
  azurerm_linux_function_app: 'name',
  azurerm_linux_virtual_machine: 'name',
};

/** Names of what runs; a name that is not known stands as the name in the source. */
function namesIn({ resources }: Stack): ReadonlySet<string> {
  return new Set(resources.flatMap((resource) => nameOf(resource) ?? []));
}

function nameOf({ type, mode, name, attributes }: Resource): string | undefined {
  if (mode === 'data') return undefined;
  if (mode === 'object') return WORKLOADS.test(type) ? name : undefined;
  const attribute = Object.hasOwn(RUNNING, type) ? RUNNING[type] : undefined;
  if (attribute === undefined) return undefined;
  const value = attributes[attribute];
  return typeof value === 'string' ? value : name;
}
