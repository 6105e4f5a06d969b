import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlMapping, YamlScalar } from '../../syntax/yaml/ast.ts';
import { absorbGenerated, generate } from './generators.ts';
import { readInline } from './inline-text.ts';
import type { Item } from './item.ts';
import { createItem } from './item.ts';
import { ItemList } from './item-list.ts';
import type { Kustomization } from './kustomization.ts';
import { field, itemsOf, readKustomization, strangeKind, textField, textsOfField } from './kustomization.ts';
import { strangeFields } from './kustomization-shape.ts';
import type { ShapeOf } from './merge-shape.ts';
import { textOf } from './nodes.ts';
import { objectsOf } from './objects.ts';
import { openFolder } from './open-folder.ts';
import { ownConfig, readSchema } from './own-config.ts';
import { applyPlugin, generateByPlugin } from './plugins.ts';
import { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';
import type { SharedNodes } from './shared-nodes.ts';
import type { SourceReader } from './source-reader.ts';
import { pathFrom } from './source-reader.ts';
import type { Step } from './step.ts';
import { localPath, noteRead } from './step.ts';
import { transformItems } from './transform.ts';
import type { TransformerConfig } from './transformer-config.ts';
import { mergeConfigs } from './transformer-config.ts';
import type { Variable } from './variables.ts';
import { declareVariables } from './variables.ts';

/** What a kustomization has made so far, or hands to the one above it. */
export interface Accumulated {
  readonly items: readonly Item[];
  readonly config: TransformerConfig | undefined;
  readonly variables: readonly Variable[];
  /** Whether something it names could not be read. */
  readonly isIncomplete: boolean;
}

/** A folder that was accumulated; without a kustomization where there is none that can be built. */
export interface Below {
  readonly accumulated: Accumulated;
  readonly log: BuildLog;
  readonly kustomization: Kustomization | undefined;
}

/** What the accumulation of a folder needs from its surroundings. */
export interface Surroundings {
  readonly reader: SourceReader;
  readonly shapeOf: ShapeOf;
  readonly shared: SharedNodes;
  /** Accumulates a folder below, once per build of a tree. */
  readonly below: (folder: string, stack: readonly string[]) => Below;
  /** Counts one use of a component; false where there have been too many. */
  readonly mayUseComponent: () => boolean;
}

const EMPTY: Accumulated = { items: [], config: undefined, variables: [], isIncomplete: false };

/** Reads a folder's kustomization with all that it uses, and applies it. */
export function accumulateFolder(folder: string, stack: readonly string[], around: Surroundings): Below {
  const log = new BuildLog();
  const at = { file: folder, start: 0, end: 0 };
  const kustomization = log.attempt(at, undefined, () => readKustomization(around.reader, folder));
  if (!kustomization) {
    return { accumulated: { ...EMPTY, isIncomplete: true }, log, kustomization: undefined };
  }
  const accumulator = new Accumulator(kustomization, [...stack, folder], around, log);
  return { accumulated: accumulator.run(EMPTY), log, kustomization };
}

class Accumulator {
  readonly #kustomization: Kustomization;
  readonly #stack: readonly string[];
  readonly #around: Surroundings;
  readonly #log: BuildLog;
  readonly #step: Step;
  readonly #list = new ItemList();
  #config: TransformerConfig | undefined;
  #variables: readonly Variable[] = [];
  #isIncomplete = false;

  constructor(kustomization: Kustomization, stack: readonly string[], around: Surroundings, log: BuildLog) {
    this.#kustomization = kustomization;
    this.#stack = stack;
    this.#around = around;
    this.#log = log;
    this.#step = {
      reader: around.reader,
      log,
      folder: kustomization.folder,
      file: kustomization.file,
      shapeOf: around.shapeOf,
      shared: around.shared,
      isIncomplete: () => this.#isIncomplete,
    };
  }

  /** Applies the kustomization to what a component is given, or to nothing. */
  run(given: Accumulated): Accumulated {
    const { root, file } = this.#kustomization;
    noteRead(this.#step, file, root);
    const strange = [...strangeKind(this.#kustomization), ...strangeFields(root)];
    for (const refusal of strange) this.#log.refuse(refusal, root);
    this.#take(given);
    readSchema(this.#kustomization, this.#step);
    for (const path of [...textsOfField(root, 'resources'), ...textsOfField(root, 'bases')]) {
      this.#attempt(path, () => this.#addResource(path));
    }
    const config = ownConfig(this.#kustomization, this.#step);
    this.#mergeConfig(config);
    this.#generate();
    for (const path of textsOfField(root, 'components')) {
      this.#attempt(path, () => this.#addComponent(path));
    }
    this.#list.replace(
      transformItems(this.#list.items, this.#kustomization, this.#config ?? config, this.#step),
    );
    this.#applyPlugins();
    const declared = declareVariables(this.#list.items, itemsOf(root, 'vars'), this.#log);
    this.#list.replace(declared.items);
    this.#addVariables(declared.variables);
    return {
      items: this.#list.items,
      config: this.#config,
      variables: this.#variables,
      isIncomplete: this.#isIncomplete,
    };
  }

  #take({ items, config, variables, isIncomplete }: Accumulated): void {
    this.#list.replace(items);
    this.#config = config;
    this.#variables = variables;
    this.#isIncomplete = isIncomplete;
  }

  /** Runs a step that adds objects; where it fails, objects may be missing. */
  #attempt(at: SourceRange, step: () => void): void {
    const isDone = this.#log.attempt(at, false, () => {
      step();
      return true;
    });
    if (!isDone) this.#isIncomplete = true;
  }

  #addResource(path: YamlScalar): void {
    const text = textOf(path) ?? '';
    if (text === '') throw new Refusal('kustomize-missing', 'an entry of `resources` is empty.', path);
    if (/^https?:\/\//.test(text)) return this.#leaveOut(text, path);
    const local = pathFrom(this.#kustomization.folder, text);
    if (local !== undefined) {
      const parsed = this.#around.reader.documents(local, 'kustomize');
      if (!isDenied(parsed)) {
        noteRead(this.#step, local, path);
        for (const one of parsed.diagnostics) {
          this.#log.refuse(new Refusal(one.code, one.message, one.at), path);
        }
        const made = objectsOf(parsed, this.#log).map((root) => createItem(root, { file: local }));
        this.#list.append(made, path, this.#log);
        return undefined;
      }
    }
    return this.#addFolder(text, path);
  }

  #leaveOut(text: string, path: YamlScalar): void {
    this.#isIncomplete = true;
    this.#log.leaveOut('kustomization', `${text} stands elsewhere in the network`, path);
  }

  #addFolder(text: string, path: YamlScalar): void {
    const folder = this.#openFolder(path);
    if (folder === undefined) return;
    const below = this.#around.below(folder, this.#stack);
    this.#log.absorb(below.log);
    if (below.kustomization?.isComponent === true) {
      throw new Refusal('kustomize-kind', `${text} is a Component. Name it in \`components\`.`, path);
    }
    this.#isIncomplete ||= below.accumulated.isIncomplete;
    this.#list.append(below.accumulated.items, path, this.#log);
    this.#mergeConfig(below.accumulated.config);
    this.#addVariables(below.accumulated.variables);
  }

  #addComponent(path: YamlScalar): void {
    const text = textOf(path) ?? '';
    const folder = this.#openFolder(path);
    if (folder === undefined) return;
    const component = readKustomization(this.#around.reader, folder);
    if (!component.isComponent) {
      throw new Refusal('kustomize-kind', `${text} is no Component. Name it in \`resources\`.`, path);
    }
    if (!this.#around.mayUseComponent()) {
      throw new Refusal('kustomize-limit', `components are used too often; ${text} is left out.`, path);
    }
    const accumulator = new Accumulator(component, [...this.#stack, folder], this.#around, this.#log);
    this.#take(
      accumulator.run({
        items: this.#list.items,
        config: this.#config,
        variables: this.#variables,
        isIncomplete: this.#isIncomplete,
      }),
    );
  }

  #openFolder(path: YamlScalar): string | undefined {
    const folder = openFolder(path, this.#stack, this.#step);
    if (folder === undefined) this.#isIncomplete = true;
    return folder;
  }

  #mergeConfig(config: TransformerConfig | undefined): void {
    if (!config) return;
    const { root } = this.#kustomization;
    const own = this.#config;
    this.#config = own ? this.#log.attempt(root, own, () => mergeConfigs(own, config)) : config;
  }

  #generate(): void {
    const { root } = this.#kustomization;
    const globals = field(root, 'generatorOptions');
    const args = [
      ...itemsOf(root, 'configMapGenerator').map((node) => ['ConfigMap', node] as const),
      ...itemsOf(root, 'secretGenerator').map((node) => ['Secret', node] as const),
    ];
    for (const [kind, node] of args) {
      this.#log.attempt(node, undefined, () => this.#absorb(generate(kind, node, globals, this.#step)));
    }
    const charts = [...itemsOf(root, 'helmCharts'), ...itemsOf(root, 'helmChartInflationGenerator')];
    for (const chart of charts) {
      this.#isIncomplete = true;
      const name = textField(chart, 'name') || textField(chart, 'chartName');
      this.#log.leaveOut('helm', `the chart ${name} is rendered by Kustomize only with helm`, chart);
    }
    for (const plugin of this.#plugins('generators')) {
      for (const made of this.#log.attempt(plugin, [], () => generateByPlugin(plugin, this.#step))) {
        this.#log.attempt(plugin, undefined, () => this.#absorb(made));
      }
    }
  }

  #absorb(made: Item): void {
    this.#list.replace(absorbGenerated(this.#list.items, made, this.#step));
  }

  #applyPlugins(): void {
    const apply = (plugin: YamlMapping): readonly Item[] =>
      this.#log.attempt(plugin, this.#list.items, () => applyPlugin(this.#list.items, plugin, this.#step));
    for (const plugin of this.#plugins('transformers')) this.#list.replace(apply(plugin));
    // A validator may refuse, but changes nothing.
    for (const plugin of this.#plugins('validators')) apply(plugin);
  }

  /** The objects that configure plugins: written in the kustomization, in files or in folders. */
  #plugins(name: string): readonly YamlMapping[] {
    return textsOfField(this.#kustomization.root, name).flatMap((entry) =>
      this.#log.attempt(entry, [], () => this.#pluginsOf(entry)),
    );
  }

  #pluginsOf(entry: YamlScalar): readonly YamlMapping[] {
    const text = textOf(entry) ?? '';
    if (text.includes('\n')) {
      return objectsOf(readInline(entry, 'kustomize', this.#around.reader), this.#log);
    }
    const local = localPath(this.#step, text, entry);
    const parsed = this.#around.reader.documents(local, 'kustomize');
    if (!isDenied(parsed)) {
      noteRead(this.#step, local, entry);
      return objectsOf(parsed, this.#log);
    }
    const folder = this.#openFolder(entry);
    if (folder === undefined) return [];
    const below = this.#around.below(folder, this.#stack);
    this.#log.absorb(below.log);
    return below.accumulated.items.map(({ root }) => root);
  }

  #addVariables(variables: readonly Variable[]): void {
    const all = [...this.#variables];
    for (const variable of variables) {
      if (!all.some(({ name }) => name === variable.name)) all.push(variable);
      else {
        const message = `the variable ${variable.name} is declared twice. Remove one.`;
        this.#log.refuse(new Refusal('kustomize-variable', message, variable.at), variable.at);
      }
    }
    this.#variables = all;
  }
}
