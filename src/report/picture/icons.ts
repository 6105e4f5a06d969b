import type { Box, BoxKind } from '../../core/architecture.ts';

/** The drawing of a kind on a field of 26 × 26, as shapes with the class `i`. */
export function iconOf({ kind, isUnknown }: Pick<Box, 'kind' | 'isUnknown'>): string {
  const lines = isUnknown ? UNKNOWN : (ICONS[kind] ?? UNKNOWN);
  return lines.map((d) => `<path class="i" d="${d}"/>`).join('');
}

const UNKNOWN = ['M9 9.5a4 4 0 1 1 5.4 3.7c-1 .5-1.4 1.2-1.4 2.8', 'M13 19.5v.6'];

const ICONS: Readonly<Partial<Record<BoxKind, readonly string[]>>> = {
  // A hexagon, as clusters draw what they run.
  workload: ['M13 2.5 22 7.7v10.6L13 23.5 4 18.3V7.7Z', 'M4 7.7 13 13l9-5.3M13 13v10.5'],
  function: [
    'M5 3.5h16a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 21V5A1.5 1.5 0 0 1 5 3.5Z',
    'M8.5 7.5h2.2l6.8 11M12.3 11.5 8.2 18.5',
  ],
  datastore: [
    'M4 6.5c0-2.2 4-4 9-4s9 1.8 9 4-4 4-9 4-9-1.8-9-4Z',
    'M4 6.5v13c0 2.2 4 4 9 4s9-1.8 9-4v-13',
    'M4 13c0 2.2 4 4 9 4s9-1.8 9-4',
  ],
  cache: [
    'M4 6.5c0-2.2 4-4 9-4s9 1.8 9 4-4 4-9 4-9-1.8-9-4Z',
    'M4 6.5v13c0 2.2 4 4 9 4s9-1.8 9-4v-13',
    'M14 12l-4 5h5l-3 4.5',
  ],
  bucket: ['M3.5 5h19l-2.6 17a1.5 1.5 0 0 1-1.5 1.3H7.6A1.5 1.5 0 0 1 6.1 22Z', 'M4.3 10.5h17.4'],
  queue: ['M2.5 8h5v10h-5ZM10.5 8h5v10h-5ZM18.5 8h5v10h-5Z', 'M3 4.5h19M19.5 2l2.7 2.5L19.5 7'],
  topic: ['M3 13h7', 'M10 13 20 5.5M10 13h11M10 13l10 7.5', 'M20 5.5h.1M21 13h.1M20 20.5h.1'],
  'load-balancer': ['M3 13h6M9 13l8-8h5M9 13h13M9 13l8 8h5', 'M19.5 2.5 22.5 5l-3 2.5M19.5 18.5l3 2.5-3 2.5'],
  gateway: ['M3.5 23V11.5a9.5 9.5 0 0 1 19 0V23', 'M9 23V12a4 4 0 0 1 8 0v11', 'M2 23h22'],
  cdn: [
    'M13 2.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21Z',
    'M2.5 13h21',
    'M13 2.5c-6 6-6 15 0 21 6-6 6-15 0-21Z',
  ],
  api: [
    'M9.5 4C6 4 7.5 9 7 11c-.3 1.2-1.5 2-3 2 1.5 0 2.7.8 3 2 .5 2-1 7 2.5 7',
    'M16.5 4c3.5 0 2 5 2.5 7 .3 1.2 1.5 2 3 2-1.5 0-2.7.8-3 2-.5 2 1 7-2.5 7',
  ],
  external: ['M7.5 20.500a5 5 0 0 1-.6-10 6.5 6.5 0 0 1 12.6 1.5 4.3 4.3 0 0 1-.7 8.500Z'],
  schedule: ['M13 3a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z', 'M13 7v6l4.5 3'],
  // Several things that are not alike.
  other: ['M4 4h8v8H4ZM14 14h8v8h-8Z', 'M18 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM8 14l4 8H4Z'],
};

/** Two small drawings on marks: alarms, and how changes reach a box; on a field of 13 × 13. */
export const BELL = 'M3 9.500V6a3.5 3.5 0 0 1 7 0v3.500l1 1H2ZM5.5 11.800h2';
export const LOOP = 'M10.8 4.500A4.7 4.7 0 1 0 11.2 8M10.9 1.500v3.200H7.7';
