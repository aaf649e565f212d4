import { fittingZoom, wholeCells } from './map-grid';

const bordeaux = { west: -0.6, south: 44.82, east: -0.55, north: 44.86 };

describe('the grid of the map', () => {
  it('takes the zoom of a screen as it is, and a lower one where more is asked for', () => {
    expect(fittingZoom(bordeaux, 13)).toBe(13);
    expect(fittingZoom(bordeaux, 22)).toBe(15);
    expect(fittingZoom({ west: -180, south: -85, east: 180, north: 85 }, 22)).toBe(3);
  });

  it('grows bounds to whole cells, the same for all bounds within them', () => {
    const whole = wholeCells(bordeaux, 12);
    expect(whole.west).toBeLessThanOrEqual(bordeaux.west);
    expect(whole.south).toBeLessThanOrEqual(bordeaux.south);
    expect(whole.east).toBeGreaterThanOrEqual(bordeaux.east);
    expect(whole.north).toBeGreaterThanOrEqual(bordeaux.north);
    const cell = 360 / 2 ** 14;
    expect((whole.east - whole.west) / cell).toBeCloseTo(Math.round((whole.east - whole.west) / cell), 6);
    expect(wholeCells({ ...bordeaux, west: bordeaux.west + 0.0001 }, 12)).toEqual(whole);
  });

  it('stays on the earth', () => {
    const world = wholeCells({ west: -180, south: -85, east: 180, north: 85 }, 3);
    expect(world).toEqual({ west: -180, south: -85, east: 180, north: 85 });
  });
});
