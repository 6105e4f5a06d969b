import type { Files } from '../../../core/files.ts';
import type { Wrapper } from '../../../core/stack-code.ts';
import { folderOf, joinPath, nameOf } from '../../../core/path.ts';
import { scriptsOf } from './scripts.ts';

/**
 * The tool around Terraform whose configuration stands in the root or above it, or names the root as its
 * source.
 */
export function wrapperOf(root: string, files: Files): Wrapper | undefined {
  const candidates = candidatesOf(files);
  const above = foldersAbove(root);
  for (const folder of above) {
    for (const candidate of candidates.byFolder.get(folder) ?? []) {
      if (candidate.name === 'terragrunt' && folder !== root) continue;
      return candidate.name === 'terragrunt' ? terragrunt(candidate.file, files) : candidate;
    }
  }
  const caller = candidates.terragruntSources.get(root);
  if (caller !== undefined) return terragrunt(caller, files);
  return backendWriter(root, files);
}

interface Candidates {
  readonly byFolder: ReadonlyMap<string, readonly Wrapper[]>;
  /** Root folder → the Terragrunt file whose `source` is that folder. */
  readonly terragruntSources: ReadonlyMap<string, string>;
}

const known = new WeakMap<Files, Candidates>();

function candidatesOf(files: Files): Candidates {
  const cached = known.get(files);
  if (cached) return cached;
  const byFolder = new Map<string, Wrapper[]>();
  const terragruntSources = new Map<string, string>();
  for (const file of files.list()) {
    const wrapper = wrapperIn(file, files);
    if (!wrapper) continue;
    // A platform's folder speaks for the folder it stands in.
    const folder = folderOf(file).replace(/(^|\/)\.spacelift$/, '');
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), wrapper]);
    if (wrapper.name === 'terragrunt') {
      for (const source of localSources(file, files)) terragruntSources.set(source, file);
    }
  }
  const candidates = { byFolder, terragruntSources };
  known.set(files, candidates);
  return candidates;
}

function wrapperIn(file: string, files: Files): Wrapper | undefined {
  const name = nameOf(file);
  if (name === 'terragrunt.hcl') return { name: 'terragrunt', file, state: undefined };
  if (/(^|\/)\.spacelift\/config\.ya?ml$/.test(file)) return { name: 'spacelift', file, state: 'keeps' };
  if (/^env0\.ya?ml$/.test(name)) return { name: 'env0', file, state: 'keeps' };
  if (/^\.?scalr\.(ya?ml|hcl)$/.test(name)) return { name: 'scalr', file, state: 'keeps' };
  if (/^atmos\.ya?ml$/.test(name)) {
    const generates = /auto_generate_backend_file:\s*true/.test(textOf(file, files));
    return { name: 'atmos', file, state: generates ? 'generates' : undefined };
  }
  const generatesBackend = /generate_hcl\s+"[^"]*backend[^"]*"|\bbackend\s+"/;
  if (name.endsWith('.tm.hcl') && generatesBackend.test(textOf(file, files))) {
    return { name: 'terramate', file, state: 'generates' };
  }
  return undefined;
}

/** A Terragrunt file keeps state remotely when it, or a file above it that it includes, says so. */
function terragrunt(file: string, files: Files): Wrapper {
  const folders = foldersAbove(folderOf(file));
  const texts = folders.flatMap((folder) =>
    ['terragrunt.hcl', 'root.hcl'].map((name) => textOf(joinPath(folder, name), files)),
  );
  const generates = texts.some((text) => /^\s*remote_state\s*\{|generate\s+"[^"]*backend[^"]*"/m.test(text));
  return { name: 'terragrunt', file, state: generates ? 'generates' : undefined };
}

/** A script that writes a backend file for this root. */
function backendWriter(root: string, files: Files): Wrapper | undefined {
  const script = scriptsOf(files).find(
    ({ folder, text }) =>
      (folder === '' || folder === root || root.startsWith(`${folder}/`) || folder.startsWith('.')) &&
      /\bbackend(_override)?\.tf\b|backend\s+\\?"(s3|gcs|azurerm|http|remote)\\?"/.test(text),
  );
  return script && { name: nameOf(script.file), file: script.file, state: 'generates' };
}

function localSources(file: string, files: Files): readonly string[] {
  const found: string[] = [];
  for (const [, source = ''] of textOf(file, files).matchAll(/^\s*source\s*=\s*"(\.[^"]*)"/gm)) {
    const path = files.resolve(joinPath(folderOf(file), source.replace(/\/\//g, '/').replace(/\?.*$/, '')));
    if (typeof path === 'string') found.push(path);
  }
  return found;
}

function textOf(file: string, files: Files): string {
  const text = files.read(file);
  return typeof text === 'string' ? text : '';
}

/** The folder and every folder above it up to the boundary. */
function foldersAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let current = folder; current !== '';) {
    current = folderOf(current);
    folders.push(current);
  }
  return folders;
}
