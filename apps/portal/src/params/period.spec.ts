import { readPeriod } from './period';

describe('the period that an address asks for', () => {
  const usual = { first: '2026-11-02', last: '2026-12-01' };
  const read = (query: { du?: string; au?: string }) => readPeriod(query, usual);

  it('is the usual one, or the days that are asked for, those to come too', () => {
    expect(read({}).period).toEqual({ first: '2026-11-02', last: '2026-12-01' });
    expect(read({ du: '01/12/2026', au: '2027-01-31' }).period).toEqual({
      ...{ first: '2026-12-01', last: '2027-01-31' },
    });
  });

  it.each([
    [{ du: 'hier' }, 'du'],
    [{ du: '2026-12-02', au: '2026-12-01' }, 'au'],
    [{ du: '2020-01-01', au: '2026-12-01' }, 'au'],
  ])('is none of %j', (query, field) => {
    const { period, form } = read(query);
    expect([period, Object.keys(form.errors)]).toEqual([null, [field]]);
  });
});
