import type { Files } from '../../../core/files.ts';
import { folderOf, nameOf } from '../../../core/path.ts';

const SCRIPT = /(\.(sh|bash|ps1|py|rb|mk|bat|tftest\.hcl)|^(terragrunt|root)\.hcl)$/;
const MAKE = /^((GNU)?Makefile|Jenkinsfile|[Jj]ustfile|Rakefile|Dockerfile|Taskfile\.ya?ml|atlantis\.yaml)$/;
const PIPELINE = /^(\.gitlab-ci|buildspec.*|azure-pipelines.*|bitbucket-pipelines|cloudbuild.*)\.ya?ml$/;

/** A script, pipeline or other file around Terraform that may run it or read its values. */
export interface Script {
  readonly file: string;
  readonly folder: string;
  readonly text: string;
}

const known = new WeakMap<Files, readonly Script[]>();

/** Every script and pipeline inside the boundary, read once for all roots. */
export function scriptsOf(files: Files): readonly Script[] {
  const cached = known.get(files);
  if (cached) return cached;
  const scripts: Script[] = [];
  for (const file of files.list()) {
    const name = nameOf(file);
    const isScript = SCRIPT.test(name) || MAKE.test(name) || PIPELINE.test(name);
    if (!isScript && !/^\.(github|circleci|buildkite)\//.test(file)) continue;
    const text = files.read(file);
    if (typeof text === 'string') scripts.push({ file, folder: folderOf(file), text });
  }
  known.set(files, scripts);
  return scripts;
}

const words = new WeakMap<Files, ReadonlySet<string>>();

/** Every word that stands in a script or pipeline: a name that is not among them is read by none of them. */
export function wordsInScripts(files: Files): ReadonlySet<string> {
  const cached = words.get(files);
  if (cached) return cached;
  const found = new Set<string>();
  for (const { text } of scriptsOf(files)) {
    for (const [word] of text.matchAll(/[A-Za-z_][A-Za-z0-9_-]*/g)) found.add(word.replace(/^TF_VAR_/, ''));
  }
  words.set(files, found);
  return found;
}
