import type { Order } from '../order';
import { centsOf, type Charged, type Credited, type CreditNote, creditsOfRefund } from './credit-note';

const LINE = {
  name: 'Pain',
  choices: [],
  quantity: 1,
  unitCents: 420,
  totalCents: 420,
  vatRate: 550,
  weight: null,
};
const CHARGED: Charged = { at: new Date(0), lineCents: [420, 420] };
const orderOf = (state: Order['state'], feeCents = 500): Order =>
  ({ state, feeCents, lines: [LINE, { ...LINE, vatRate: 2_000 }], withdrawals: [] }) as unknown as Order;
const noteOf = (credited: Credited): CreditNote => credited as unknown as CreditNote;
const told = (credits: readonly Credited[]) =>
  credits.map(({ cause, lines, fee }) => [
    cause,
    lines.map(({ totalCents }) => totalCents),
    fee.reduce((sum, { totalCents }) => sum + totalCents, 0),
  ]);

describe('what a shop gives back at the provider by itself', () => {
  it('is of the fee too, so that no line is credited beyond what it cost', () => {
    expect(told(creditsOfRefund(orderOf('accepted'), [], CHARGED, 1_340))).toEqual([
      ['other', [420, 420], 500],
    ]);
    expect(told(creditsOfRefund(orderOf('accepted'), [], CHARGED, 134))).toEqual([['other', [42, 42], 50]]);
    expect(told(creditsOfRefund(orderOf('accepted', 0), [], CHARGED, 101))).toEqual([['other', [51, 50], 0]]);
  });

  it('leaves to what comes after it what no note tells of yet, line by line', () => {
    const order = orderOf('accepted');
    const first = creditsOfRefund(order, [], CHARGED, 134).map(noteOf);
    const rest = creditsOfRefund(orderOf('cancelled'), first, CHARGED, 1_206);
    expect(told(rest)).toEqual([['cancellation', [378, 378], 450]]);
    const last = creditsOfRefund(order, first, CHARGED, 1_206);
    expect(told(last)).toEqual([['other', [378, 378], 450]]);
  });

  it('taxes the parts of a fee as the whole was taxed, rate by rate', () => {
    const order = {
      ...orderOf('accepted', 101),
      lines: [
        { ...LINE, totalCents: 300 },
        { ...LINE, vatRate: 2_000 },
      ],
    };
    const notes: CreditNote[] = [];
    for (const cents of [12, 12, 12, 785])
      notes.push(
        ...creditsOfRefund(
          order as unknown as Order,
          notes,
          { ...CHARGED, lineCents: [300, 420] },
          cents,
        ).map(noteOf),
      );
    const at = (rate: number): number =>
      notes
        .flatMap(({ fee }) => fee)
        .reduce((sum, { vatRate, totalCents }) => sum + (vatRate === rate ? totalCents : 0), 0);
    expect([at(550), at(2_000)]).toEqual([42, 59]);
  });

  it('is told of to the last cent, also where more went back than the lines cost', () => {
    const credits = creditsOfRefund(orderOf('accepted'), [], { ...CHARGED, lineCents: null }, 1_345);
    expect(credits.reduce((sum, one) => sum + centsOf(one), 0)).toBe(1_345);
  });
});
