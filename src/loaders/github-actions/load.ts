import type { Diagnostic } from '../../core/diagnostic.ts';
import { stackId } from '../../core/id.ts';
import { folderOf, isSelected } from '../../core/path.ts';
import type { Stack } from '../../core/resource.ts';
import { sampleFolder } from '../../core/sample-names.ts';
import type { YamlMapping } from '../../syntax/yaml/ast.ts';
import { nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { FileResource } from '../file-stack.ts';
import { fileStack, originInTree } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { treeData } from '../pipelines/made.ts';
import { ScriptReader } from '../pipelines/scripts.ts';
import { LocalCode } from './local-code.ts';
import { actionTree, workflowTree } from './workflow.ts';

/**
 * Reads the workflows and actions of GitHub Actions. GitHub runs the workflows of the repository's root;
 * those of folders below it are templates for other repositories.
 */
export const loadGithubActions: Loader = (files, { selected }) => {
  const code = new LocalCode(files);
  const scripts = new ScriptReader(files);
  const diagnostics: Diagnostic[] = [];
  const own: FileResource[] = [];
  const templates: FileResource[] = [];
  for (const file of files.list()) {
    const isWorkflow = WORKFLOW.test(file);
    if (!isWorkflow && !ACTION.test(file)) continue;
    if (!isSelected(folderOf(file), selected)) continue;
    const root = code.root(file);
    if (!root || !(isWorkflow ? nodeAt(root, 'jobs') : textAt(root, 'runs', 'using'))) continue;
    const reading = { code, scripts, diagnostics, stepsLeft: 2000, jobsLeft: 500 };
    const tree = isWorkflow ? workflowTree(file, root, reading) : actionTree(file, root);
    const isOwn = isWorkflow ? file.startsWith('.github/') : sampleFolder(folderOf(file)) === undefined;
    (isOwn ? own : templates).push(resourceOf(tree, isWorkflow ? 'github-workflow' : 'github-action', file));
  }
  const stacks = [stackOf('github-actions:.', own), stackOf('github-actions:.@examples', templates)];
  return {
    stacks: stacks.filter(({ resources }) => resources.length > 0),
    notRead: [],
    diagnostics: [...code.diagnostics, ...diagnostics],
  };
};

const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;

function resourceOf(tree: YamlMapping, type: string, file: string): FileResource {
  return {
    address: file,
    name: file,
    type,
    attributes: treeData(tree),
    declaredAt: { file, start: tree.start, end: tree.end },
    origin: originInTree(tree, file),
  };
}

function stackOf(id: string, resources: readonly FileResource[]): Stack {
  const isSample = id.endsWith('@examples');
  return fileStack({
    id: stackId(id),
    kind: 'github-actions',
    root: '',
    resources,
    ...(isSample ? { sample: { role: 'example', name: '.github' } as const } : {}),
    because: 'GitHub runs its workflows',
  });
}
