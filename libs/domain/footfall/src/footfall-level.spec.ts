import { MINUTE } from '@halles/kernel';
import { levelOf, publicLevel } from './footfall-level';

const NOW = Date.parse('2026-12-01T09:00:00Z');

describe('how busy a place is', () => {
  it('is told by what its gauge leaves', () => {
    expect([0, 2, 3, 5, 6, 9].map((total) => levelOf(total, 6))).toEqual([
      ...['calm', 'calm', 'busy', 'busy', 'full', 'full'],
    ]);
    expect(levelOf(0, 0)).toBe('full');
  });

  it('is told to the public where somebody counts or is expected, and how many may be there is known', () => {
    const counted = { walkIns: 4, expected: 0, countedAt: NOW - 59 * MINUTE };
    expect(publicLevel(counted, 6, NOW)).toBe('busy');
    expect(publicLevel(counted, null, NOW)).toBeNull();
    expect(publicLevel({ ...counted, countedAt: NOW - 61 * MINUTE }, 6, NOW)).toBeNull();
    expect(publicLevel({ ...counted, countedAt: null }, 6, NOW)).toBeNull();
    expect(publicLevel({ walkIns: 9, expected: 1, countedAt: NOW - 61 * MINUTE }, 6, NOW)).toBe('calm');
  });
});
