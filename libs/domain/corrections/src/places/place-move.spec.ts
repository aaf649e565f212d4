import type { ProfileAddress } from '@halles/contracts';
import { doubtOfPlace, type VouchedPlace } from './place-move';

const here = { longitude: -0.5739, latitude: 44.8404 };
/** Metres to the north. */
const north = (metres: number) => ({ ...here, latitude: here.latitude + metres / 111_195 });
const known: VouchedPlace = { communeCode: '33063', street: 'Rue Neuve', point: here };
const at = (change: Partial<ProfileAddress> = {}): ProfileAddress => ({
  number: '12',
  repetition: null,
  street: 'rue Neuve',
  postalCode: '33000',
  communeCode: '33063',
  position: here,
  ...change,
});

describe('another place of a business', () => {
  it.each([
    ['a door further in its street', at({ number: '14', position: north(95) }), here, null],
    ['a pin across the square', at({ position: north(105) }), here, 'moved'],
    ['another commune', at({ communeCode: '33281' }), here, 'commune'],
    ['a street round the corner', at({ street: 'rue du Puits' }), north(40), null],
    ['a street far away with the pin left where it was', at({ street: 'quai Sud' }), north(900), 'moved'],
    ['a street that nobody knows', at({ street: 'rue Inventée' }), null, 'street'],
    ['no pin at all', at({ position: null }), here, 'street'],
  ] as const)('%s', (_what, address, door, doubt) => {
    expect(doubtOfPlace(address, known, door)).toBe(doubt);
  });

  it('is measured from the door where nobody knows where the business is', () => {
    const nowhere = { ...known, point: null };
    expect(doubtOfPlace(at({ position: north(60) }), nowhere, here)).toBeNull();
    expect(doubtOfPlace(at({ position: north(160) }), nowhere, here)).toBe('moved');
    expect(doubtOfPlace(at(), nowhere, null)).toBe('street');
  });
});
