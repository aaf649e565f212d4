import { readShape } from '@halles/domain/orders';
import { cornersIn } from '../../../client/islands/zone-corners';

/** Three corners, the first of which is written so. */
const shape = (first: string): string => [first, '44.94, 4.90', '44.93, 4.91'].join('\n');

describe('the corners that a page draws', () => {
  it.each([
    ['44.92, 4.88', true],
    ['44.92;4.88', true],
    ['44.92 4.88', true],
    ['44.92,,4.88', false],
    ['44.92 , ; 4.88', false],
    ['4492.1, 4.88', false],
    ['44.92', false],
  ])('are those that the server reads: %s', (line, isRead) => {
    expect([cornersIn(shape(line)) !== null, 'ring' in readShape(shape(line))]).toEqual([isRead, isRead]);
  });
});
