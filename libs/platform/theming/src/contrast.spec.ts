import { contrastRatio, nearestPassing } from './contrast';

describe('contrast', () => {
  it('gives the ratios that WCAG gives: 21 for black on white, 4.54 for #767676 on white', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrastRatio('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  });

  it('leaves a colour that already passes alone', () => {
    expect(nearestPassing('#6a1b36', '#f3ece1', 4.5)).toBe('#6a1b36');
  });

  it.each([
    ['#f08a4b', '#fff8ef', 4.5],
    ['#1f6feb', '#fffdf5', 4.5],
    ['#ffd23f', '#fffdf5', 3],
    ['#777777', '#16161d', 4.5],
  ])('finds a passing shade of %s on %s, and no shade half as far passes', (colour, ground, ratio) => {
    const shade = nearestPassing(colour, ground, ratio);
    expect(shade).not.toBeNull();
    expect(contrastRatio(shade ?? colour, ground)).toBeGreaterThanOrEqual(ratio);
    // Nearest: the contrast is only just reached, so a shade closer to the original would fail.
    expect(contrastRatio(shade ?? colour, ground)).toBeLessThan(ratio * 1.04);
  });

  it('passes on every background asked for, and says so when none can', () => {
    const grounds = ['#ffffff', '#f3ece1', '#e6dccb'];
    const shade = nearestPassing('#b58a5a', grounds, 4.5) ?? '';
    for (const ground of grounds) expect(contrastRatio(shade, ground)).toBeGreaterThanOrEqual(4.5);
    expect(nearestPassing('#888888', ['#000000', '#ffffff'], 7)).toBeNull();
  });

  it('refuses what is not #rrggbb instead of computing with NaN', () => {
    expect(() => contrastRatio('#fff', '#000000')).toThrow(RangeError);
  });
});
