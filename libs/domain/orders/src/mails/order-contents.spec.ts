import { priceWords } from '@halles/kernel';
import { wantedLines } from '../withdrawal';
import { contentsOf, hostileContents } from './order-contents';

const READER = { locale: 'fr', timeZone: 'Europe/Paris' } as const;

/** What a mail says of those lines of an order that its customer wants still. */
const afterWithdrawing = (positions: readonly number[]) => {
  const withdrawals = [{ positions, isRefundDue: false }];
  const lines = wantedLines({ lines: hostileContents.lines, withdrawals });
  const totalCents = lines.reduce((sum, line) => sum + line.totalCents, 0);
  return contentsOf({ ...hostileContents, lines, totalCents }, READER);
};

describe('the total of an order in mails', () => {
  it('is none of a list without prices', () => {
    expect(contentsOf({ ...hostileContents, lines: [], totalCents: 0 }, READER)['total']).toBe('');
  });

  it('is that of what is left, where its customer withdrew from a part', () => {
    const { lines, total } = afterWithdrawing([2, 3, 4]);
    expect([lines, total]).toEqual([[expect.anything()], priceWords(840, 'fr')]);
  });

  it('is that of the whole, where nothing is left of it: the mail says what it was', () => {
    const all = hostileContents.lines.map((_, index) => index + 1);
    const { lines, total } = afterWithdrawing(all);
    expect([lines, total]).toEqual([all.map(() => expect.anything()), priceWords(128_323, 'fr')]);
  });
});
