import { parseHcl } from '../../../syntax/hcl/parse.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import { assembleModule } from '../config/read-module.ts';
import { mappings } from './mappings.generated.ts';

/** A stand-in for a public module: the inputs and outputs that matter, written by us as a small module. */
export interface ModuleMapping {
  /** Registry address with submodule: `terraform-aws-modules/vpc/aws`, `terraform-aws-modules/iam/aws//modules/iam-role`. */
  readonly source: string;
  /** Git addresses of the same code, without scheme and ref: `github.com/terraform-aws-modules/terraform-aws-vpc`. */
  readonly git: string;
  /** The major versions whose inputs the stand-in knows. */
  readonly versions: string;
  /** Terraform code of the stand-in. */
  readonly code: string;
}

const PREFIX = 'mapping of ';

/** True for the path of a stand-in's code, which is not a file of the user. */
export function isMapping(path: string): boolean {
  return path.startsWith(PREFIX);
}

const configs = new Map<ModuleMapping, ModuleConfig>();

/** The stand-in for a source, or undefined when there is none. */
export function mappedModule(source: string): ModuleConfig | undefined {
  const address = normalized(source);
  const mapping = mappings.find((one) => one.source === address || one.git === address);
  if (!mapping) return undefined;
  const known = configs.get(mapping);
  if (known) return known;
  const path = `${PREFIX}${mapping.source}`;
  const document = parseHcl(mapping.code);
  const [problem] = document.problems;
  if (problem) throw new Error(`${path}: ${problem.message} at ${problem.start}`);
  const config = assembleModule(path, [{ path, text: mapping.code, document }]);
  configs.set(mapping, config);
  return config;
}

/** The address without registry host, scheme, user, `.git` and query. */
function normalized(source: string): string {
  return source
    .replace(/^registry\.(terraform\.io|opentofu\.org)\//, '')
    .replace(/^git::/, '')
    .replace(/^(https?|ssh|git):\/\//, '')
    .replace(/^git@([^:/]+)[:/]/, '$1/')
    .replace(/\?.*$/, '')
    .replace(/\.git(?=\/\/|$)/, '');
}
