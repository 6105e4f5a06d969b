import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, joinPath, normalPath } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Parsed } from './parse-document.ts';
import { LONGEST, parseDocument } from './parse-document.ts';

/** A node with the document that it stands in. */
export interface Placed {
  readonly node: YamlNode;
  readonly document: Parsed;
}

// A chain of references longer than this leads nowhere.
const DEEPEST = 50;

/** Follows `$ref` inside a document and to other files of the tree, each of which is read once. */
export class References {
  readonly #files: Files;
  readonly #read = new Map<string, Parsed | undefined>();
  // Many references may lead through one, and a long list is searched for each.
  readonly #targets = new Map<string, Placed | Unknown>();
  readonly #circles = new Map<string, Diagnostic>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** References that lead nowhere but back, each told once. */
  get diagnostics(): readonly Diagnostic[] {
    return [...new Set(this.#circles.values())];
  }

  /** The node, or what its `$ref` leads to at the end of the chain; circles and dead ends are unknown. */
  follow(node: YamlNode, document: Parsed): Placed | Unknown {
    const seen = new Set<string>();
    let at: Placed = { node, document };
    for (;;) {
      const ref = textAt(at.node, '$ref');
      if (ref === undefined) return at;
      const key = `${at.document.file} ${ref}`;
      if (seen.has(key) || seen.size > DEEPEST) {
        const known = this.#circles.get(key) ?? circleOf(node, seen.size);
        for (const one of seen) this.#circles.set(one, known);
        return circle(ref, document.file);
      }
      seen.add(key);
      const next = this.#targets.get(key) ?? this.#target(ref, at.document);
      this.#targets.set(key, next);
      if (Unknown.is(next)) return next;
      at = next;
    }
  }

  #target(ref: string, from: Parsed): Placed | Unknown {
    const hash = ref.indexOf('#');
    const path = hash < 0 ? ref : ref.slice(0, hash);
    const pointer = hash < 0 ? '' : ref.slice(hash + 1);
    const document = path === '' ? from : this.#document(path, from);
    const node = document && pointed(document.root, pointer);
    return node && document ? { node, document } : outside(ref, from.file);
  }

  #document(path: string, from: Parsed): Parsed | undefined {
    if (/^[a-z][a-z+.-]*:|^\//i.test(path)) return undefined;
    const file = normalPath(joinPath(folderOf(from.file), path));
    if (file === undefined) return undefined;
    if (this.#read.has(file)) return this.#read.get(file);
    const text = this.#files.read(file);
    const parsed = isDenied(text) || text.length > LONGEST ? undefined : parseDocument(text, file).parsed;
    this.#read.set(file, parsed);
    return parsed;
  }
}

/** RFC 6901: `~1` is a slash, `~0` a tilde; in a URI fragment percent signs escape too. */
function pointed(root: YamlNode, pointer: string): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = unescaped(step).replaceAll('~1', '/').replaceAll('~0', '~');
    node = node?.kind === 'sequence' ? nodeAt(node, Number(key)) : entryOf(node, key)?.value;
  }
  return node;
}

function unescaped(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

function circleOf({ file, start, end }: YamlNode, length: number): Diagnostic {
  const through = length > 1 ? ` through ${length - 1} other${length > 2 ? 's' : ''}` : '';
  return {
    severity: 'warning',
    code: 'openapi-reference-circle',
    message:
      `A reference of ${file} leads back to itself${through}: what stands there is not known. ` +
      'Let one of them hold the definition.',
    at: { file, start, end },
  };
}

function circle(ref: string, file: string): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `the reference ${ref} of ${file} leads back to itself`,
    settledBy: 'a reference that ends at a definition',
  });
}

function outside(ref: string, file: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the reference ${ref} of ${file} leads to nothing in the inputs`,
    settledBy: 'the document that it names',
  });
}
