import { expect, test } from 'vitest';
import { STRANDS, strandsOf } from './signals.ts';

/** How bright a colour is (WCAG 2.2, relative luminance). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

// WCAG 2.2, 1.4.11: 3:1 for what has to be seen to understand a picture.
test.each(Object.entries(STRANDS))('%s stands out from light and dark themes', (_, { light, dark }) => {
  expect(contrast(light, '#ffffff')).toBeGreaterThan(3);
  expect(contrast(dark, '#1f1f1f')).toBeGreaterThan(3);
});

test('without colours, lines still differ', () => {
  const looks = Object.values(STRANDS).map(({ dash, width }) => `${dash}/${width}`);
  expect(new Set(looks).size).toBe(looks.length);
});

test('strands have one order, and there is always one', () => {
  expect(strandsOf(['traces', 'metrics', 'logs'])).toEqual(['metrics', 'logs', 'traces']);
  expect(strandsOf([])).toEqual(['value']);
});
