import { MINUTE } from '@halles/kernel';
import { restartDelay } from './restarts';

describe('starting again what died', () => {
  it('waits twice as long after each death within a minute', () => {
    expect([[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]].map(restartDelay)).toEqual([500, 1000, 2000, 4000]);
  });

  it('gives up at the fifth death within a minute', () => {
    expect(restartDelay([0, 10, 20, 30, MINUTE - 1])).toBeNull();
  });

  it('forgets the deaths of more than a minute ago', () => {
    expect(restartDelay([0, 10, 20, 30, MINUTE])).toBe(4000);
    expect(restartDelay([0, 1, 2, 3, 10 * MINUTE])).toBe(500);
  });
});
