import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { NotRead } from '../../core/resource.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { Manifest } from './manifest.ts';
import { manifestsOf } from './manifest.ts';
import { withoutCiphers } from './ciphers.ts';
import { isTemplate, withoutPlaceholders } from './templates.ts';

/** Reads files of plain Kubernetes objects, each once. */
export class ObjectFiles {
  readonly notRead: NotRead[] = [];
  readonly #files: Files;
  readonly #read = new Map<string, ReadFile>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The objects in a file; none for a file of another kind. */
  objects(file: string): readonly Manifest[] {
    return this.#of(file).manifests;
  }

  /** What is wrong in a file. */
  diagnostics(file: string): readonly Diagnostic[] {
    return this.#of(file).diagnostics;
  }

  #of(file: string): ReadFile {
    const known = this.#read.get(file);
    if (known) return known;
    const read = this.#readNow(file);
    this.#read.set(file, read);
    return read;
  }

  #readNow(file: string): ReadFile {
    const text = this.#files.read(file);
    if (isDenied(text) || !looksLikeObjects(text)) return NOTHING;
    const parsed = parseYaml(text, { file, typing: 'kubernetes' });
    if (isTemplate(text, parsed)) {
      this.notRead.push({ file, kind: 'kubernetes', why: TEMPLATE });
      return NOTHING;
    }
    const diagnostics = [...parsed.diagnostics];
    const manifests = parsed.documents
      .filter(({ root }) => isObject(root))
      .flatMap(({ root }) => manifestsOf(root, diagnostics))
      .filter(({ root }) => isObject(root))
      .map((manifest) => withoutPlaceholders(withoutCiphers(manifest)));
    const isOfATool = manifests.length === 0 && parsed.documents.length > 0;
    return { manifests, diagnostics: isOfATool && parsed.diagnostics.length === 0 ? [] : diagnostics };
  }
}

interface ReadFile {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: ReadFile = { manifests: [], diagnostics: [] };
const TEMPLATE = 'it is a template that another tool fills in';

/** Names of files that may hold objects. */
export function mayHoldObjects(file: string): boolean {
  return /\.(ya?ml|json)$/i.test(file) && !/(^|\/)\.(github|gitlab|circleci|terraform)\//.test(file);
}

/** A cheap test, so that the many other YAML and JSON files of a repository are not parsed. */
function looksLikeObjects(text: string): boolean {
  return API_VERSION.test(text) && KIND.test(text);
}

const API_VERSION = /(?:^|[\n{,-])[ \t]*["']?apiVersion["']?[ \t]*:/;
const KIND = /(?:^|[\n{,-])[ \t]*["']?kind["']?[ \t]*:/;

/** Whether a cluster takes it: configuration of tools is written in the same shape. */
function isObject(root: YamlNode | undefined): boolean {
  const apiVersion = textAt(root, 'apiVersion');
  if (apiVersion === undefined) return false;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const kind = textAt(root, 'kind') ?? '';
  if (TOOLS.has(group) || TOOL_GROUP.test(group)) return false;
  if (group === '' && (!/^v\d/.test(apiVersion) || kind === 'Config' || kind === '')) return false;
  const isList = kind.endsWith('List') && nodeAt(root, 'items') !== undefined;
  return isList || isMapping(nodeAt(root, 'metadata')) || isBuiltIn(group);
}

/** An object of Kubernetes itself without metadata is a mistake; of others it may be anything. */
function isBuiltIn(group: string): boolean {
  return group === '' || group === 'apps' || group === 'batch' || group.endsWith('.k8s.io');
}

// Groups whose documents configure a program and never reach a cluster, by their own documentation (2026-11).
const TOOLS: ReadonlySet<string> = new Set([
  'apiserver.config.k8s.io',
  'apiserver.k8s.io',
  'audit.k8s.io',
  'backstage.io',
  'chainsaw.kyverno.io',
  'cli.kyverno.io',
  'client.authentication.k8s.io',
  'config.karmada.io',
  'ctlptl.dev',
  'eksctl.io',
  'imageregistry.k8s.io',
  'k0sctl.k0sproject.io',
  'k3d.io',
  'kind.sigs.k8s.io',
  'kind.x-k8s.io',
  'kops.k8s.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'kustomize.config.k8s.io',
  'kuttl.dev',
  'kudo.dev',
  'pod-security.admission.config.k8s.io',
  'release-notes',
  'score.dev',
  'skaffold',
  'testing.kyverno.io',
  'tilt.dev',
]);
const TOOL_GROUP = /^(config\.kubernetes\.io|.*\.config\.kubernetes\.io)$/;
