import { pinPlan, placeAt, placeFrom, REACHES } from '../../apps/console/src/app/features/claims/pin-plan';

const PIN = { longitude: -0.5739, latitude: 44.8404 };
const door = (east: number, north: number, number: string) => ({
  ...placeFrom(PIN, east, north),
  street: null,
  number,
});

describe('the drawing around a pin', () => {
  it.each(REACHES)('has the pin in its middle, and %i metres to either side', (reach) => {
    const { pin, width, scale } = pinPlan(PIN, [], reach);
    expect(pin.x).toBeCloseTo(width / 2, 1);
    const metres = scale.metres / scale.length;
    expect(((width / 2) * metres) / reach).toBeGreaterThanOrEqual(0.97);
    expect(((width / 2) * metres) / reach).toBeLessThan(1.3);
  });

  it('leaves out the doors below the pin and beside the frame, and no other', () => {
    const doors = [
      // Under the pin, and beside it.
      door(0, 0, '1'),
      door(2, 2, '2'),
      // One on the other.
      door(30, 0, '3'),
      door(31, 0, '4'),
      // Both corners of what is drawn: nothing stands there.
      door(-60, 30, '5'),
      door(60, -30, '6'),
      // Elsewhere.
      door(400, 0, '7'),
    ];
    const { doors: drawn } = pinPlan(PIN, doors, 60).streets;
    expect(drawn.map(({ number }) => number)).toEqual(['3', '5', '6']);
  });

  it('reads the place of a touch as it draws places', () => {
    for (const reach of REACHES) {
      const plan = pinPlan(PIN, [door(reach / 2, reach / 5, '4')], reach);
      const [spot] = plan.streets.doors;
      const read = placeAt(PIN, plan, spot ? { x: Number(spot.x), y: Number(spot.y) } : plan.pin);
      const east = (read.longitude - PIN.longitude) * 111_320 * Math.cos((PIN.latitude * Math.PI) / 180);
      const north = (read.latitude - PIN.latitude) * 111_320;
      expect([east / reach, north / reach].map((part) => Math.round(part * 20) / 20)).toEqual([0.5, 0.2]);
    }
    const plan = pinPlan(PIN, [], 200);
    expect(placeAt(PIN, plan, plan.pin)).toEqual(PIN);
  });
});
