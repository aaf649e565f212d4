import { LocalWindow } from './local-window';

describe('counting in this process', () => {
  it('lets the limit pass, then says how long the window still lasts', () => {
    const window = new LocalWindow(3, 60_000);
    expect([0, 10, 20].map((now) => window.take('a', 1_000_000 + now))).toEqual([0, 0, 0]);
    expect(window.take('a', 1_015_000)).toBe(45);
    expect(window.take('b', 1_015_000)).toBe(0);
  });

  it('begins again with the next window, also when the clock was set back', () => {
    const window = new LocalWindow(1, 60_000);
    expect(window.take('a', 1_000_000)).toBe(0);
    expect(window.take('a', 1_059_999)).toBe(1);
    expect(window.take('a', 1_060_000)).toBe(0);
    expect(window.take('a', 500_000)).toBe(0);
  });

  it('does not grow with a flood of visitors, and holds nobody up for the others', () => {
    const window = new LocalWindow(1, 60_000);
    for (let n = 0; n < 50_000; n += 1) window.take(`visitor ${n}`, 1_000_000);
    expect(window.take('visitor 7', 1_000_000)).toBeGreaterThan(0);
    expect(window.take('one more', 1_000_000)).toBe(0);
    expect(window.take('and another', 1_000_000)).toBe(0);
    expect(window.take('and another', 1_000_000)).toBeGreaterThan(0);
  });
});
