import { tourPlan } from '../../apps/console/src/app/features/visits/tour-plan';

const at = (longitude: number, latitude: number) => ({ longitude, latitude });

describe('the drawing of a tour', () => {
  it('has north up and east on the right, inside of its frame', () => {
    const { spots, width, height } = tourPlan([at(-0.58, 44.84), at(-0.57, 44.83)]);
    const [north, south] = spots;
    expect(north?.y).toBeLessThan(south?.y ?? 0);
    expect(north?.x).toBeLessThan(south?.x ?? 0);
    for (const { x, y } of spots) {
      expect(x).toBeGreaterThanOrEqual(12);
      expect(x).toBeLessThanOrEqual(width - 12);
      expect(y).toBeGreaterThanOrEqual(12);
      expect(y).toBeLessThanOrEqual(height - 12);
    }
  });

  it('draws a metre to the east as long as one to the north', () => {
    const east = 0.001 / Math.cos((44.84 * Math.PI) / 180);
    const [corner, right, up] = tourPlan([at(0, 44.84), at(east, 44.84), at(0, 44.841)]).spots;
    const across = (right?.x ?? 0) - (corner?.x ?? 0);
    const down = (corner?.y ?? 0) - (up?.y ?? 0);
    expect(Math.abs(across - down)).toBeLessThanOrEqual(2);
  });

  it('keeps numbers of one house apart, and draws one door alone', () => {
    const { spots } = tourPlan([at(0, 45), at(0, 45), at(0, 45)]);
    for (const [index, one] of spots.entries())
      for (const other of spots.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(20);
    expect(tourPlan([at(0, 45)]).spots).toHaveLength(1);
  });

  it('says how long its line is', () => {
    const { scale } = tourPlan([at(-0.58, 44.84), at(-0.57, 44.83)]);
    expect(scale.metres).toBeGreaterThanOrEqual(100);
    expect(scale.length).toBeGreaterThan(10);
  });
});
