import { systemClock } from '@halles/kernel';
import { aTenantContext, FakeChangeBus } from '@halles/testing';
import { RememberedRows } from './remembered-rows';
import type { TenantTx } from './tenant';

describe('the few rows of a tenant that every page asks about', () => {
  const here = { ctx: aTenantContext('ici-bourg') } as TenantTx;
  const there = { ctx: aTenantContext('la-bas') } as TenantTx;
  const read = jest.fn<Promise<{ id: number }[]>, [TenantTx, string, number]>();
  let changeBus: FakeChangeBus;
  let rows: RememberedRows<{ id: number }, string>;

  beforeEach(() => {
    read.mockReset().mockImplementation((tx) => Promise.resolve([{ id: tx === here ? 1 : 2 }]));
    changeBus = new FakeChangeBus();
    rows = new RememberedRows(changeBus, systemClock, read, 3);
  });

  const idsOf = async (tx: TenantTx, question = 'today') => {
    const known = await rows.of(tx, question);
    return known && [...known.keys()];
  };

  it('are read once, and are those of the one tenant', async () => {
    expect([await idsOf(here), await idsOf(here), await idsOf(there)]).toEqual([[1], [1], [2]]);
    expect(read.mock.calls.map(([tx, question, limit]) => [tx, question, limit])).toEqual([
      [here, 'today', 4],
      [there, 'today', 4],
    ]);
  });

  it('are read again for another question, and when something changed', async () => {
    await idsOf(here);
    read.mockResolvedValue([]);
    expect(await idsOf(here, 'tomorrow')).toEqual([]);
    read.mockResolvedValue([{ id: 7 }]);
    expect(await idsOf(here, 'tomorrow')).toEqual([]);
    changeBus.publish(here.ctx.tenant.role);
    expect(await idsOf(here, 'tomorrow')).toEqual([7]);
  });

  it('are not remembered where they are too many, which is', async () => {
    read.mockResolvedValue([1, 2, 3, 4].map((id) => ({ id })));
    expect([await idsOf(here), await idsOf(here)]).toEqual([null, null]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('tell which of some ids have to be asked for: those with a row, or all where there are too many', async () => {
    read.mockResolvedValueOnce([{ id: 1 }, { id: 3 }]);
    expect(await rows.among(here, [3, 2, 1], 'today')).toEqual([3, 1]);
    expect(await rows.among(here, [2], 'today')).toEqual([]);
    read.mockResolvedValueOnce([1, 2, 3, 4].map((id) => ({ id })));
    expect(await rows.among(there, [7, 8], 'today')).toEqual([7, 8]);
  });

  it('are read once for all who ask meanwhile', async () => {
    expect(await Promise.all([idsOf(here), idsOf(here), idsOf(there), idsOf(here)])).toEqual([
      [1],
      [1],
      [2],
      [1],
    ]);
    expect(read.mock.calls.map(([tx]) => tx)).toEqual([here, there]);
  });

  it('are read by who asks next where a reading fails, which is told to its own transaction alone', async () => {
    read.mockRejectedValueOnce(new Error('the connection broke'));
    const [first, ...others] = await Promise.allSettled([idsOf(here), idsOf(here), idsOf(here)]);
    expect(first.status).toBe('rejected');
    expect(others).toEqual(others.map(() => ({ status: 'fulfilled', value: [1] })));
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('are not remembered beyond a change that comes while they are read', async () => {
    read.mockImplementationOnce(() => {
      changeBus.publish(here.ctx.tenant.role);
      return Promise.resolve([{ id: 1 }]);
    });
    await idsOf(here);
    read.mockResolvedValue([{ id: 2 }]);
    expect(await idsOf(here)).toEqual([2]);
  });
});
