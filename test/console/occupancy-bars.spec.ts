import type { OccupancyHourView } from '@halles/contracts';
import {
  barsOf,
  CHART_HEIGHT,
  partOf,
  shownHours,
} from '../../apps/console/src/app/features/gauges/occupancy-bars';

const hour = (at: number, more: Partial<OccupancyHourView> = {}): OccupancyHourView => ({
  ...{ hour: at, booked: 0, collected: 0, walkedIn: 0, limited: 0, capacity: null },
  ...more,
});
const day = (...hours: OccupancyHourView[]) => ({ day: '2026-12-01', hours });

describe('the drawing of how busy a territory is', () => {
  it('shows the usual hours, and those in which somebody is there on any day', () => {
    expect(shownHours({ days: [day(hour(3), hour(10, { booked: 1 }))] })).toEqual({ first: 8, last: 19 });
    const days = [day(hour(6, { walkedIn: 1 })), day(hour(22, { collected: 2 }))];
    expect(shownHours({ days })).toEqual({ first: 6, last: 22 });
  });

  it('puts the parts of an hour on top of one another, as high as they are of the busiest hour', () => {
    const bars = barsOf([hour(9), hour(10, { booked: 3, walkedIn: 1 })], 4);
    expect(bars.map(({ kind, y, height }) => [kind, y, height])).toEqual([
      ['booked', CHART_HEIGHT / 4, (3 * CHART_HEIGHT) / 4],
      ['walkedIn', 0, CHART_HEIGHT / 4],
    ]);
    expect(barsOf([hour(9)], 0)).toEqual([]);
  });

  it('says which part of what may be inside is, where that can be told', () => {
    expect(partOf(hour(9, { limited: 3, capacity: 8 }))).toBe(38);
    expect([partOf(hour(9, { limited: 3 })), partOf(hour(9, { capacity: 0 }))]).toEqual([null, null]);
  });
});
