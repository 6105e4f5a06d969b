import type { Arrow, Box, BoxKind, BoxSize, BoxZones, DrawnZone } from '../../core/architecture.ts';
import type { DependencyKind } from '../../core/dependency.ts';
import type { Place } from '../../core/report.ts';
import { plural } from '../text.ts';

/** How a kind is drawn: what serves, what keeps, what passes on, what leads in, what is outside. */
export type Family = 'entry' | 'compute' | 'data' | 'message' | 'external' | 'unknown';

const FAMILIES: Readonly<Partial<Record<BoxKind, Family>>> = {
  'load-balancer': 'entry',
  gateway: 'entry',
  cdn: 'entry',
  api: 'entry',
  workload: 'compute',
  schedule: 'compute',
  function: 'compute',
  datastore: 'data',
  cache: 'data',
  bucket: 'data',
  queue: 'message',
  topic: 'message',
  external: 'external',
};

/** The family of a box. */
export function familyOf({ kind, isUnknown }: Pick<Box, 'kind' | 'isUnknown'>): Family {
  if (isUnknown) return 'unknown';
  return FAMILIES[kind] ?? 'compute';
}

/** What a kind is called: `load balancer`. */
export function kindWord(kind: BoxKind): string {
  return KIND_WORDS[kind] ?? kind.replaceAll('-', ' ');
}

/** The same for one box, which may be of no known kind, or an application of several. */
export function kindOf({
  kind,
  isUnknown,
  stands,
  name,
}: Pick<Box, 'kind' | 'isUnknown' | 'stands' | 'name'>): string {
  if (stands.length > 0 && name !== '') return 'application';
  return isUnknown ? 'unknown kind' : kindWord(kind);
}

const KIND_WORDS: Readonly<Partial<Record<BoxKind, string>>> = {
  datastore: 'data store',
  external: 'external system',
  api: 'API',
  cdn: 'CDN',
  other: 'of several kinds',
};

/** Several of a kind: `workloads`; of mixed kinds `boxes`. */
function kindWords(kind: BoxKind): string {
  return kind === 'other' ? 'boxes' : `${kindWord(kind)}s`;
}

/** What a box is called: its name, or what it stands for. */
export function titleOf({ name, stands, kind, applications }: TitledBox): string {
  if (stands.length === 0) return name;
  if (name !== '') return `${name} and ${stands.length - 1} more`;
  if (applications !== undefined) return `${applications} more applications`;
  const isMixed = stands.some((one) => one.kind !== kind);
  const words = kindWords(kind);
  return isMixed && kind !== 'other'
    ? `${stands.length} more, mostly ${words}`
    : `${stands.length} more ${words}`;
}

type TitledBox = Pick<Box, 'name' | 'stands' | 'kind' | 'applications'>;

const ACRONYMS = new Set(['ecs', 'rds', 'sqs', 'sns', 's3', 'mq', 'db', 'api', 'eks', 'vpc', 'efs', 'sql']);
const PROVIDERS = /^(aws|google|azurerm|kubernetes|digitalocean|hcloud|scaleway)_/;

/** The product in the words of its type: `aurora-postgresql`, `ECS service`, `StatefulSet`. */
export function productOf({
  type,
  engine,
  kind,
  stands,
}: Pick<Box, 'type' | 'engine' | 'kind' | 'stands'>): string {
  if (stands.length > 0) return '';
  if (engine !== undefined && engine !== '') return engine;
  const [last = ''] = type.split('/').slice(-1);
  if (type.includes('/')) return last;
  const words = last.replace(PROVIDERS, '').split(/[_-]/);
  const text = words.map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word)).join(' ');
  return text === kindWord(kind) || text === 'lb' ? '' : text;
}

/** `×2–10`: how many there are. */
export function sizeWord({ low, high }: BoxSize): string {
  if (low === undefined && high === undefined) return '× ?';
  if (low === high) return `×${low}`;
  return `×${low ?? '?'}–${high ?? '?'}`;
}

/** What is known of the zones, in a few words. */
export function zoneWords(zones: BoxZones, drawn: readonly DrawnZone[]): readonly string[] {
  if (zones.names.length > 0) {
    const inside = new Set(zones.names);
    return drawn.filter(({ id }) => inside.has(id)).map(({ mark }) => mark);
  }
  if (zones.atMost === 1) return ['1 zone'];
  if (zones.atLeast > 1)
    return [zones.atLeast === zones.atMost ? `${zones.atLeast} zones` : `${zones.atLeast}+ zones`];
  return ['zones ?'];
}

/** What `from` does with `to`: `calls`, `stores in`. */
export function verbOf(kind: DependencyKind): string {
  return VERBS[kind] ?? kind.replaceAll('-', ' ');
}

const VERBS: Readonly<Partial<Record<DependencyKind, string>>> = {
  stores: 'keeps data in',
  consumes: 'consumes from',
  publishes: 'publishes to',
  'routes-to': 'leads to',
};

/** How much `from` needs `to`, in a sentence for the legend. */
export const STRENGTH_WORDS: Readonly<Record<Arrow['strength'], string>> = {
  hard: 'stops without it',
  unknown: 'needs it; whether it stops without it is not known',
  soft: 'works on without it, with less',
  async: 'hands over and goes on',
  'startup-only': 'needs it to start',
  'control-only': 'needs it for changes only',
};

export const GRADE_WORDS: Readonly<Record<Arrow['grade'], string>> = {
  A: 'observed or exact',
  B: 'declared or configured',
  C: 'by reference or catalog',
  D: 'by name only',
};

/** `deploy/orders.yaml:12`. */
export function placeWord({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** What the head of a picture says below its title. */
export function summaryOf(boxes: number, arrows: number): string {
  return `${plural(boxes, 'box', 'boxes')}, ${plural(arrows, 'arrow')}. An arrow points to what is needed.`;
}
