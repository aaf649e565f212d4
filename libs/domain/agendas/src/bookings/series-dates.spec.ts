import { seriesDates } from './series-dates';

describe('the dates of a series', () => {
  it('are at the same time of the clock, whatever became of the clock between them', () => {
    const start = Date.parse('2026-10-20T08:00:00Z');
    const dates = seriesDates('Europe/Paris', start, { weeks: 2, times: 3 });
    expect(dates.map((at) => new Date(at).toISOString())).toEqual([
      '2026-10-20T08:00:00.000Z',
      '2026-11-03T09:00:00.000Z',
      '2026-11-17T09:00:00.000Z',
    ]);
  });
});
