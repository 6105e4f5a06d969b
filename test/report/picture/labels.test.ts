import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranges } from '../../../src/report/picture/box-plan.ts';
import { fitted } from '../../../src/report/picture/label.ts';
import { escaped, scriptData } from '../../../src/report/picture/markup.ts';
import { DARK, LIGHT } from '../../../src/report/picture/palette.ts';
import { widthOf } from '../../../src/report/picture/text-width.ts';

const room = { size: 15, isBold: true, width: 174, lines: 3 };

describe('labels', () => {
  it('are broken after separators, and lose their middle where they are too long', () => {
    expect(fitted('shop-production-orders-events', room)).toEqual(['shop-production-', 'orders-events']);
    expect(fitted('recommendationservice', room)).toEqual(['recommendationservice']);
    const [only = ''] = fitted('shop-production-orders-events-failed-for-good', { ...room, lines: 1 });
    expect(only).toMatch(/^shop-.*….*good$/);
  });

  it('fit whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 1, max: 3 }),
        (text, lines) => {
          const shown = fitted(text, { ...room, lines });
          expect(shown.length).toBeLessThanOrEqual(lines);
          for (const line of shown) expect(widthOf(line, room)).toBeLessThanOrEqual(room.width);
        },
      ),
    );
    expect(fitted('x'.repeat(10_000), room).length).toBe(3);
  });

  it('journeys in short', () => {
    expect(ranges([1, 2, 3, 6])).toBe('1–3,6');
    expect(ranges([4])).toBe('4');
    expect(ranges([1, 2])).toBe('1,2');
    expect(ranges([1, 3, 5, 7, 9])).toBe('1,3,5,…');
  });
});

describe('markup', () => {
  it('holds nothing of a hostile text', () => {
    expect(escaped('</title><script>alert("1")</script>')).not.toMatch(/[<>"]/);
    expect(escaped('evil\u202etxt.exe')).toBe('evil\ufffdtxt.exe');
    expect(escaped('half \ud800 of a pair, \ud83d\ude80 whole')).toBe(
      'half \ufffd of a pair, \ud83d\ude80 whole',
    );
    expect(scriptData({ name: '</script><!--' })).not.toMatch(/[<>]/);
    expect(JSON.parse(scriptData({ name: '</script>&\u2028' }))).toEqual({ name: '</script>&\u2028' });
  });
});

describe('colours', () => {
  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('of the %s picture tell text and lines from their ground', (_, palette) => {
    const grounds = [palette.paper, palette.frame, ...Object.values(palette.fills)];
    for (const ground of grounds) {
      expect(contrast(palette.ink, ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(palette.quiet, ground)).toBeGreaterThanOrEqual(7);
    }
    for (const line of [...Object.values(palette.lines), palette.arrow, palette.frameLine]) {
      expect(contrast(line, palette.frame)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(palette.paper, palette.journey)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2: the contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
