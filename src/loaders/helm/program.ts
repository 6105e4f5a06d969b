import type { Diagnostic } from '../../core/diagnostic.ts';
import { Unknown } from '../../core/value.ts';
import { printYaml } from '../../syntax/yaml/print.ts';
import { valueOf } from '../../syntax/yaml/value-change.ts';
import { fromRendered } from './from-rendered.ts';
import type { ReleaseInput, RenderedChart } from './release.ts';

/** What the helm program is asked to render. */
export interface HelmRequest {
  /** Folder of the chart, relative to the boundary. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  /** Texts of values files, in order. */
  readonly values: readonly string[];
  /** APIs of the cluster, besides those that Helm knows. */
  readonly apiVersions: readonly string[];
}

/** Runs `helm template --include-crds`; only when the user asks for the program. */
export type HelmProgram = (request: HelmRequest) => { readonly text: string } | { readonly failed: string };

/** Renders a chart with the program. Its text has no places: nothing of it can be edited. */
export function renderWithProgram(program: HelmProgram, input: ReleaseInput): RenderedChart {
  const { chart, release, namespace } = input;
  const values = input.values.flatMap((one) => (Unknown.is(one) ? [] : [printYaml(valueOf(one))]));
  const answer = program({ chart, release, namespace, values, apiVersions: input.apiVersions ?? [] });
  const unread = [...input.missing, ...input.values.filter((one) => Unknown.is(one))];
  const diagnostics: Diagnostic[] = unread.map(({ detail }) => ({
    severity: 'warning',
    code: 'helm-values-missing',
    message: `${chart}: rendered by helm without a values file, because ${detail}.`,
  }));
  if ('failed' in answer) {
    const said = answer.failed.replace(/\.?$/, '.');
    const message = `${chart}: helm refuses the chart: ${said} Nothing of it is judged.`;
    const notRead = [{ file: chart, kind: 'helm', why: 'the helm program refuses it' }];
    return {
      manifests: [],
      files: [],
      notRead,
      diagnostics: [...diagnostics, { severity: 'error', code: 'helm-program', message }],
    };
  }
  const rendered = fromRendered(answer.text, chart);
  return {
    manifests: rendered.manifests,
    files: [],
    notRead: [],
    diagnostics: [...diagnostics, ...rendered.diagnostics],
  };
}
