import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from '../../../src/audit.ts';
import { withChanges } from '../../../src/core/changed-files.ts';
import type { Files } from '../../../src/core/files.ts';
import { isSameData } from '../../../src/core/same-data.ts';
import type { Resource, Stack } from '../../../src/core/resource.ts';
import type { ChangedText } from '../../../src/fix/patch.ts';
import { patchOf } from '../../../src/fix/patch.ts';
import { runHelm } from '../../../src/ingest/helm.ts';
import type { HelmProgram } from '../../../src/loaders/helm/program.ts';
import type { Look, Subject } from './look.ts';
import type { Trial } from './trial.ts';

export interface Verdict {
  readonly says: string;
  /** The details, where the judge disagrees. */
  readonly wrong: string | undefined;
}

export interface JudgesAsked {
  readonly isKubectlAsked: boolean;
  readonly helm: string | undefined;
  /** Folder of providers for `terraform validate`. */
  readonly plugins: string | undefined;
}

/** Programs that are asked about written text, on a copy of the checkout. */
export class Judges {
  readonly #subject: Subject;
  readonly #asked: JudgesAsked;
  readonly #before: Look;
  readonly #copy: string;
  readonly #errorsBefore = new Map<string, readonly string[] | undefined>();
  readonly #rendered = new Map<string, string | undefined>();
  readonly #texts: ChangedText[] = [];
  #helmBefore: ReadonlyMap<string, Stack> | undefined;
  #helmAgain: ReadonlyMap<string, Stack> | undefined;

  constructor(subject: Subject, before: Look, asked: JudgesAsked) {
    this.#subject = subject;
    this.#asked = asked;
    this.#before = before;
    this.#copy = mkdtempSync(join(tmpdir(), 'counterfactuals-'));
    const isKept = (path: string): boolean => !/\/(\.git|node_modules)$/.test(path);
    cpSync(subject.folder, this.#copy, { recursive: true, filter: isKept });
  }

  /** What each program says about one written remedy. */
  verdictsOn(trial: Trial): readonly Verdict[] {
    const { after, texts } = trial;
    if (!after) return [];
    this.#texts.push(...texts.filter(({ file }) => /\.(tf|tofu|tfvars)$/.test(file)));
    const touched = this.#before.report.stacks.length === 0 ? [] : this.#touched(texts, after);
    return [
      ...this.#patched(texts),
      ...touched.flatMap((stack) => [
        ...(this.#asked.plugins !== undefined && stack.kind === 'terraform'
          ? this.#validated(stack, texts)
          : []),
        ...(this.#asked.isKubectlAsked && stack.kind === 'kustomization'
          ? this.#kustomized(stack, trial)
          : []),
      ]),
      ...(this.#asked.helm !== undefined && touched.some(({ kind }) => kind === 'helm')
        ? this.#charted(this.#asked.helm, trial, touched)
        : []),
    ];
  }

  /** `terraform fmt`, once for all files that were written. */
  verdictsAtTheEnd(): readonly Verdict[] {
    const folder = mkdtempSync(join(tmpdir(), 'counterfactuals-fmt-'));
    const ending = (file: string): string => file.slice(file.lastIndexOf('.'));
    for (const [index, { file, before, after }] of this.#texts.entries()) {
      writeFileSync(join(folder, `${index}-before${ending(file)}`), before ?? '');
      writeFileSync(join(folder, `${index}-after${ending(file)}`), after);
    }
    const { stdout } = spawnSync('terraform', ['fmt', '-check', '-list=true', folder], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const unclean = new Set(stdout.split('\n').map((path) => path.slice(path.lastIndexOf('/') + 1)));
    return this.#texts.flatMap(({ file }, index): readonly Verdict[] => {
      if (unclean.has(`${index}-before${ending(file)}`)) return [];
      const isClean = !unclean.has(`${index}-after${ending(file)}`);
      return isClean
        ? [{ says: 'files clean before and after terraform fmt', wrong: undefined }]
        : [{ says: 'FILES NOT CLEAN after terraform fmt', wrong: file }];
    });
  }

  end(): void {
    rmSync(this.#copy, { recursive: true, force: true });
  }

  /** Stacks that read one of the files and have another resource now. */
  #touched(texts: readonly ChangedText[], after: Look): readonly Stack[] {
    if (texts.length === 0) return [];
    return this.#before.estate.stacks.filter((stack) => {
      const now = after.estate.stacks.find(({ id }) => id === stack.id);
      return now !== undefined && differing(stack, now).size > 0;
    });
  }

  /** The patch, applied by git to the bytes of the checkout, gives what was audited. */
  #patched(texts: readonly ChangedText[]): readonly Verdict[] {
    const folder = mkdtempSync(join(tmpdir(), 'counterfactuals-patch-'));
    for (const { file, before } of texts) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      if (before !== undefined) cpSync(join(this.#subject.folder, file), join(folder, file));
    }
    const { stderr } = spawnSync('git', ['apply', '--whitespace=nowarn'], {
      cwd: folder,
      input: patchOf(texts),
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    const wrong = texts.find(({ file, after }) => readText(join(folder, file)) !== after);
    rmSync(folder, { recursive: true });
    return wrong
      ? [{ says: 'PATCHES that git refuses or applies otherwise', wrong: `${wrong.file} ${stderr}` }]
      : [{ says: 'patches applied by git', wrong: undefined }];
  }

  /** Runs something with the texts in place in the copy, then puts back what was there. */
  #with<T>(texts: readonly ChangedText[], run: () => T): T {
    for (const { file, after } of texts) {
      mkdirSync(dirname(join(this.#copy, file)), { recursive: true });
      writeFileSync(join(this.#copy, file), after);
    }
    try {
      return run();
    } finally {
      for (const { file, before } of texts) {
        if (before === undefined) rmSync(join(this.#copy, file));
        else cpSync(join(this.#subject.folder, file), join(this.#copy, file));
      }
    }
  }

  #validated({ root }: Stack, texts: readonly ChangedText[]): readonly Verdict[] {
    if (!this.#errorsBefore.has(root)) this.#errorsBefore.set(root, this.#errors(root));
    const before = this.#errorsBefore.get(root);
    if (!before) {
      return [{ says: 'roots whose providers or modules terraform does not find', wrong: undefined }];
    }
    const after = this.#with(texts, () => this.#errors(root)) ?? ['cannot be initialized'];
    const fresh = after.filter((one) => !before.includes(one));
    if (fresh.length > 0) return [{ says: 'ROOTS REFUSED by terraform validate', wrong: fresh.join('; ') }];
    const says = before.length === 0 ? 'accepted by' : 'with the same errors as before for';
    return [{ says: `roots ${says} terraform validate`, wrong: undefined }];
  }

  /** What terraform says against a root; undefined where it cannot be initialized here. */
  #errors(root: string): readonly string[] | undefined {
    const run = (...args: readonly string[]): ReturnType<typeof spawnSync> =>
      spawnSync('terraform', [`-chdir=${join(this.#copy, root)}`, ...args], { encoding: 'utf8' });
    const init = ['init', '-backend=false', '-input=false', `-plugin-dir=${this.#asked.plugins}`];
    if (run(...init).status !== 0) return undefined;
    const said: unknown = JSON.parse(String(run('validate', '-json').stdout));
    return errorsIn(said);
  }

  /** The objects of which kubectl says that they changed are those of which we say so. */
  #kustomized(stack: Stack, { texts, after }: Trial): readonly Verdict[] {
    const { root } = stack;
    if (!this.#rendered.has(root)) this.#rendered.set(root, this.#kustomize(root));
    const old = this.#rendered.get(root);
    if (old === undefined) return [{ says: 'kustomizations that kubectl refuses before', wrong: undefined }];
    const now = this.#with(texts, () => this.#kustomize(root));
    if (now === undefined) return [{ says: 'KUSTOMIZATIONS that kubectl refuses after', wrong: root }];
    const theirs = changedDocuments(old, now);
    const again = after?.estate.stacks.find(({ id }) => id === stack.id);
    const ours = again ? differing(stack, again).size : 0;
    return theirs === ours
      ? [{ says: 'kustomizations of which kubectl changes the same objects', wrong: undefined }]
      : [
          {
            says: 'KUSTOMIZATIONS of which kubectl changes others',
            wrong: `${root}: ${theirs}, ours ${ours}`,
          },
        ];
  }

  #kustomize(root: string): string | undefined {
    const { status, stdout } = spawnSync(
      'kubectl',
      ['kustomize', '--load-restrictor=LoadRestrictionsNone', join(this.#copy, root)],
      { encoding: 'utf8', maxBuffer: 256_000_000 },
    );
    return status === 0 ? stdout : undefined;
  }

  /** The objects of which helm says that they changed are those of which we say so. */
  #charted(helm: string, { texts, after }: Trial, touched: readonly Stack[]): readonly Verdict[] {
    if (!this.#helmBefore) {
      this.#helmBefore = this.#withHelm(helm, this.#subject.files, []);
      this.#answers.clear();
      this.#helmAgain = this.#withHelm(helm, this.#subject.files, []);
    }
    const now = this.#with(texts, () => this.#withHelm(helm, this.#subject.files, texts));
    return touched
      .filter(({ kind }) => kind === 'helm')
      .map((stack): Verdict => {
        const [a, b] = [this.#helmAgain?.get(stack.id), now.get(stack.id)];
        if (!a || a.resources.length === 0)
          return { says: 'charts that helm refuses before', wrong: undefined };
        if (!b || b.resources.length === 0)
          return { says: 'CHARTS that helm refuses after', wrong: stack.id };
        const again = after?.estate.stacks.find(({ id }) => id === stack.id);
        const ours = [...(again ? differing(stack, again) : [])].sort().join(' ');
        // What a chart draws anew each time (a password) tells nothing.
        const drawn = differing(a, this.#helmBefore?.get(stack.id) ?? a);
        const theirs = [...differing(a, b)]
          .filter((id) => !drawn.has(id))
          .sort()
          .join(' ');
        return ours === theirs
          ? { says: 'charts of which helm changes the same objects', wrong: undefined }
          : { says: 'CHARTS of which helm changes others', wrong: `${theirs}; ours: ${ours}` };
      });
  }

  #withHelm(helm: string, files: Files, texts: readonly ChangedText[]): ReadonlyMap<string, Stack> {
    const program: HelmProgram = ({ chart, ...job }) => {
      const key = JSON.stringify([chart, job]);
      const isTouched = texts.some(({ file }) => file.startsWith(`${chart}/`));
      const known = isTouched ? undefined : this.#answers.get(key);
      const answer = known ?? runHelm({ ...job, folder: join(this.#copy, chart) }, helm);
      if (!isTouched) this.#answers.set(key, answer);
      return answer;
    };
    const changed = withChanges(
      files,
      texts.map(({ file, after }) => ({ file, created: after })),
    );
    const { stacks } = load(changed, { ...this.#subject.options, helm: program });
    return new Map(stacks.map((stack) => [stack.id, stack]));
  }

  readonly #answers = new Map<string, ReturnType<typeof runHelm>>();
}

/** Ids of resources that came, went or have other attributes. */
function differing(before: Stack, after: Stack): ReadonlySet<string> {
  const byId = (stack: Stack): ReadonlyMap<string, Resource> =>
    new Map(stack.resources.map((one) => [one.id, one]));
  const [a, b] = [byId(before), byId(after)];
  const ids = [...new Set([...a.keys(), ...b.keys()])];
  return new Set(ids.filter((id) => !isSameData(a.get(id)?.attributes, b.get(id)?.attributes)));
}

/** How many objects came, went or have another text; one whose name changes with its content is both. */
function changedDocuments(before: string, after: string): number {
  const byName = (text: string): ReadonlyMap<string, string> =>
    new Map(text.split(/^---$/m).map((one) => [nameOf(one), one.trim()]));
  const [a, b] = [byName(before), byName(after)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).length;
}

function nameOf(document: string): string {
  const kind = /^kind: (.+)$/m.exec(document)?.[1];
  const metadata = /^metadata:\n((?:  .*\n)*)/m.exec(document)?.[1] ?? '';
  const of = (key: string): string | undefined => new RegExp(`^  ${key}: (.+)$`, 'm').exec(metadata)?.[1];
  return `${kind} ${of('namespace')} ${of('name')}`;
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '') : undefined;
}

/** `summary: detail` of every error of `terraform validate -json`. */
function errorsIn(said: unknown): readonly string[] {
  const list =
    typeof said === 'object' && said !== null && 'diagnostics' in said ? said.diagnostics : undefined;
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('severity' in one) || one.severity !== 'error')
      return [];
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return [`${text('summary' in one ? one.summary : '')}: ${text('detail' in one ? one.detail : '')}`];
  });
}
