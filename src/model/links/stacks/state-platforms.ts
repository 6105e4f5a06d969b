import type { Stack } from '../../../core/resource.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { GraphDraft } from '../../graph-draft.ts';

// Platforms that run Terraform and keep its state, and the attribute that names the folder they run.
const PLATFORMS: readonly { readonly type: string; readonly folder: string; readonly name: string }[] = [
  { type: 'spacelift_stack', folder: 'project_root', name: 'Spacelift' },
  { type: 'tfe_workspace', folder: 'working_directory', name: 'HCP Terraform' },
  { type: 'scalr_workspace', folder: 'working_directory', name: 'Scalr' },
  { type: 'env0_template', folder: 'path', name: 'env0' },
];

export interface StatePlatform {
  readonly name: string;
  readonly at: SourceRange;
}

/** The platform that runs this root, when a resource in the inputs says so. */
export function keptElsewhere(draft: GraphDraft, stack: Stack): StatePlatform | undefined {
  for (const { type, folder, name } of PLATFORMS) {
    for (const resource of draft.ofType(type)) {
      const path = resource.attributes[folder];
      if (typeof path === 'string' && stack.root !== '' && path.replace(/^\.?\/|\/$/g, '') === stack.root) {
        return { name, at: resource.declaredAt };
      }
    }
  }
  return undefined;
}
