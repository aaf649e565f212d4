import { settleSirets } from './siret-claims';

const claim = (id: number, isRegistered = false) => ({ id, siret: 'S', isRegistered });

describe('who has a SIRET', () => {
  it.each([
    ['the first, where nobody has it', [claim(1), claim(2)], null, [1, 2], [2], []],
    ['the register’s, before one that was read on a door', [claim(1), claim(2, true)], null, [1, 2], [1], []],
    ['who has it, among equals', [claim(1), claim(2)], 2, [1, 2], [1], []],
    ['the register’s, which takes it from who has it', [claim(1, true)], 9, [1], [], [9]],
    ['who has it elsewhere, before one that was read on a door', [claim(1)], 9, [1], [1], []],
    ['the next, where who had it claims it no more', [claim(1)], 2, [1, 2], [], [2]],
  ] as const)('is %s', (_what, claims, holder, rewritten, losers, released) => {
    const holders = new Map(holder === null ? [] : [['S', holder]]);
    const settled = settleSirets(claims, holders, new Set(rewritten));
    expect([[...settled.losers], settled.released]).toEqual([losers, released]);
  });
});
