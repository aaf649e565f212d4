import { dayShown, daysOffered } from './tour-days';

const [SAT, SUN, MON, TUE] = ['2026-12-05', '2026-12-06', '2026-12-07', '2026-12-08'] as const;

describe('the days of a tour', () => {
  it('are those on which each of the shops has a slot, and no others', () => {
    expect(
      daysOffered([
        [TUE, SAT, SUN],
        [SUN, MON, TUE],
        [SUN, TUE],
      ]),
    ).toEqual([SUN, TUE]);
  });

  it('are those of two shops or more where no day suits all, and each day where none suits two', () => {
    expect(daysOffered([[SAT, SUN], [SUN, MON], [TUE]])).toEqual([SUN]);
    expect(daysOffered([[SAT], [MON, TUE]])).toEqual([SAT, MON, TUE]);
    expect(daysOffered([])).toEqual([]);
  });

  it('begin with the first that most shops have; one that is not offered is not shown', () => {
    const shops = [
      [SAT, SUN],
      [SAT, MON],
      [SUN, MON],
      [MON, TUE],
    ];
    const offered = daysOffered(shops);
    expect(offered).toEqual([SAT, SUN, MON]);
    expect([
      dayShown(offered, shops, null),
      dayShown(offered, shops, SUN),
      dayShown(offered, shops, TUE),
      dayShown([], [], SAT),
    ]).toEqual([MON, SUN, MON, null]);
  });
});
