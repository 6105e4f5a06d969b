import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The version that our charts are rendered for. */
export const KUBE_VERSION = '1.33.0';

const FOLDER = 'test/loaders/helm/charts';

/** What helm rendered of each: text by folder and values file. */
export const recordedFile = 'test/loaders/helm/charts.json';

export interface OwnChart {
  /** The folder that is read. */
  readonly root: string;
  /** The chart inside of it; `''` when it is the folder itself. */
  readonly chart: string;
  /** Relative to the folder. */
  readonly values: string | undefined;
}

/** Each chart of ours by itself and with each of its values files. */
export function charts(): readonly OwnChart[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((name) => {
      const root = `${FOLDER}/${name}`;
      const chart = existsSync(join(root, 'Chart.yaml')) ? '' : 'shop';
      const values = existsSync(join(root, 'values')) ? readdirSync(join(root, 'values')).sort() : [];
      const files = values.map((file) => `values/${file}`);
      return [undefined, ...files].map((file) => ({ root, chart, values: file }));
    });
}
