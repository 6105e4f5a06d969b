import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import { folderOf } from '../../../core/path.ts';
import { parseHcl } from '../../../syntax/hcl/parse.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { parseHclJson } from '../../../syntax/hcl/parse-json.ts';
import type { Block, HclDocument } from '../../../syntax/hcl/ast.ts';
import type {
  ConfigAttribute,
  ConfigBlock,
  ModuleCallConfig,
  ModuleConfig,
  OutputConfig,
  ProviderConfig,
  ResourceConfig,
  VariableConfig,
} from './module-config.ts';
import { mergeOverride } from './override.ts';
import type { SourceFile } from './source-file.ts';
import { rangeIn } from './source-file.ts';

/** The names of the files that terraform and tofu read. */
export const CONFIG_FILE = /\.(tf|tofu)(\.json)?$/;

/** Reads and caches module folders, so that a shared module is parsed once. */
export class ModuleReader {
  readonly #files: Files;
  readonly #before: { readonly reader: ModuleReader; readonly changed: ReadonlySet<string> } | undefined;
  readonly #modules = new Map<string, ModuleConfig | undefined>();
  readonly #parsed = new Map<string, SourceFile | undefined>();
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    files: Files,
    before?: { readonly reader: ModuleReader; readonly changed: ReadonlySet<string> },
  ) {
    this.#files = files;
    this.#before = before;
  }

  /** A reader of the same files after some of them changed: everything else is read and parsed already. */
  withChanged(files: Files, changed: ReadonlySet<string>): ModuleReader {
    return new ModuleReader(files, { reader: this, changed });
  }

  /** The module in a folder; undefined when the folder holds no configuration. */
  read(folder: string): ModuleConfig | undefined {
    if (this.#before && !touches(this.#before.changed, folder)) return this.#before.reader.read(folder);
    if (!this.#modules.has(folder)) this.#modules.set(folder, this.#readFolder(folder));
    return this.#modules.get(folder);
  }

  /** One file, parsed; undefined (with a diagnostic) when it cannot be read. */
  parse(path: string): SourceFile | undefined {
    if (this.#before && !this.#before.changed.has(path)) return this.#before.reader.parse(path);
    if (!this.#parsed.has(path)) this.#parsed.set(path, this.#parseFile(path));
    return this.#parsed.get(path);
  }

  #readFolder(folder: string): ModuleConfig | undefined {
    const names = configFiles(this.#files.entries(folder).files);
    if (names.length === 0) return undefined;
    const sources: SourceFile[] = [];
    for (const name of names) {
      const source = this.parse(folder === '' ? name : `${folder}/${name}`);
      if (source) sources.push(source);
    }
    return assembleModule(folder, sources);
  }

  #parseFile(path: string): SourceFile | undefined {
    const text = this.#files.read(path);
    if (isDenied(text)) {
      this.diagnostics.push({ severity: 'error', code: `file-${text.denied}`, message: text.message });
      return undefined;
    }
    const document = parseDocument(path, text);
    const source: SourceFile = { path, text, document };
    for (const problem of document.problems) {
      const at = rangeIn(source, problem);
      this.diagnostics.push({ severity: 'error', code: 'hcl-syntax', message: problem.message, at });
    }
    return source;
  }
}

/** Whether one of the files stands directly in the folder. */
function touches(files: ReadonlySet<string>, folder: string): boolean {
  for (const file of files) if (folderOf(file) === folder) return true;
  return false;
}

function parseDocument(path: string, text: string): HclDocument {
  if (!path.endsWith('.json')) return parseHcl(text);
  return parseHclJson(text, { form: path.endsWith('.tfvars.json') ? 'variables' : 'configuration' });
}

/**
 * The configuration files among names, `.tofu` hiding the `.tf` of the same name as OpenTofu does, overrides
 * last.
 */
function configFiles(names: readonly string[]): readonly string[] {
  const all = new Set(names);
  const kept = names.filter((name) => {
    if (!CONFIG_FILE.test(name) || name.startsWith('.') || name.endsWith('~')) return false;
    return !all.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(\.json)?$/.test(name);
  });
  return [...kept.filter((name) => !isOverride(name)), ...kept.filter(isOverride)];
}

function isOverride(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(CONFIG_FILE, '');
  return name === 'override' || name.endsWith('_override');
}

interface Draft {
  readonly variables: Map<string, VariableConfig>;
  readonly locals: Map<string, ConfigAttribute>;
  readonly outputs: Map<string, OutputConfig>;
  readonly resources: Map<string, ResourceConfig>;
  readonly moduleCalls: Map<string, ModuleCallConfig>;
  readonly providers: Map<string, ProviderConfig>;
  readonly settings: ConfigBlock[];
  readonly diagnostics: Diagnostic[];
}

/** The declarations of files that make one module. */
export function assembleModule(folder: string, files: readonly SourceFile[]): ModuleConfig {
  const draft: Draft = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    resources: new Map(),
    moduleCalls: new Map(),
    providers: new Map(),
    settings: [],
    diagnostics: [],
  };
  for (const file of files) {
    for (const block of file.document.body.blocks) addBlock(draft, file, block, isOverride(file.path));
  }
  return { folder, files, ...draft, providers: [...draft.providers.values()] };
}

function addBlock(draft: Draft, file: SourceFile, block: Block, override: boolean): void {
  const [first, second] = block.labels.map((label) => label.text);
  const config = configBlock(file, block);
  switch (block.type) {
    case 'variable':
      if (first !== undefined) put(draft, draft.variables, first, { ...config, name: first }, override);
      return;
    case 'output':
      if (first !== undefined) put(draft, draft.outputs, first, { ...config, name: first }, override);
      return;
    case 'module':
      if (first !== undefined) put(draft, draft.moduleCalls, first, { ...config, name: first }, override);
      return;
    case 'resource':
    case 'data': {
      if (first === undefined || second === undefined) return;
      const mode = block.type === 'data' ? 'data' : 'managed';
      const key = mode === 'data' ? `data.${first}.${second}` : `${first}.${second}`;
      put(draft, draft.resources, key, { ...config, mode, type: first, name: second, key }, override);
      return;
    }
    case 'locals':
      for (const [name, attribute] of config.attributes) draft.locals.set(name, attribute);
      return;
    case 'provider': {
      if (first === undefined) return;
      const alias = literalText(config.attributes.get('alias')?.attribute.expression);
      const key = alias === undefined ? first : `${first}.${alias}`;
      put(draft, draft.providers, key, { ...config, name: first, alias }, override);
      return;
    }
    case 'terraform':
      draft.settings.push(config);
      return;
    default:
  }
}

function put<T extends ConfigBlock>(
  draft: Draft,
  into: Map<string, T>,
  key: string,
  config: T,
  override: boolean,
): void {
  const known = into.get(key);
  if (!known) {
    into.set(key, config);
  } else if (override) {
    into.set(key, { ...known, ...mergeOverride(known, config) });
  } else {
    const what = `${config.block.type} "${key}"`;
    const message = `${what} is declared twice in this module; the first one counts. Remove one of them.`;
    const at = rangeIn(config.file, config.block.header);
    draft.diagnostics.push({ severity: 'error', code: 'declared-twice', message, at });
  }
}

const configBlocks = new WeakMap<Block, ConfigBlock>();

/** A folder is put together again when one file changes; the blocks of the others are as they were. */
function configBlock(file: SourceFile, block: Block): ConfigBlock {
  const before = configBlocks.get(block);
  if (before) return before;
  const made = makeConfigBlock(file, block);
  configBlocks.set(block, made);
  return made;
}

function makeConfigBlock(file: SourceFile, block: Block): ConfigBlock {
  const attributes = new Map<string, ConfigAttribute>();
  for (const attribute of block.body.attributes) {
    if (!attributes.has(attribute.name)) attributes.set(attribute.name, { file, attribute });
  }
  return { file, block, attributes, blocks: block.body.blocks.map((inner) => ({ file, block: inner })) };
}
