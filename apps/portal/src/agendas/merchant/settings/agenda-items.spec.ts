import { addedId, movedUp } from './agenda-items';

const first = { id: '6f2d1c9e-0000-4000-8000-000000000001', name: 'Coupe' };
const second = { id: '6f2d1c9e-0000-4000-8000-000000000002', name: 'Barbe' };

describe('what is listed in an agenda', () => {
  it('is moved before its neighbour; the first stays', () => {
    expect(movedUp([first, second], second.id)).toEqual([second.id, first.id]);
    expect(movedUp([first, second], first.id)).toEqual([first.id, second.id]);
  });

  it('is added once by a form that is sent twice, and never in the place of another', () => {
    expect(addedId([first], { id: [first.id], name: ['Coupe'] })).toBe(first.id);
    expect(addedId([first], { id: [second.id], name: ['Barbe'] })).toBe(second.id);
    expect(addedId([first], { id: [first.id], name: ['Barbe'] })).not.toBe(first.id);
  });
});
