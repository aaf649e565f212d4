import { systemClock } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { aTenantContext, FakeChangeBus } from '@halles/testing';
import { ShopsWithPosts } from './shops-with-posts';
import type { ShownPostRepository } from './shown-post.repository';

const TODAY = '2026-11-30';

describe('which shops have posts', () => {
  const here = { ctx: aTenantContext('ici-bourg') } as TenantTx;
  const there = { ctx: aTenantContext('la-bas') } as TenantTx;
  const shops = jest.fn<Promise<{ id: number; hasOffer: boolean }[]>, [TenantTx]>();
  const withOffer = jest.fn<Promise<number[]>, [TenantTx, readonly number[]]>();
  let changeBus: FakeChangeBus;
  let posts: ShopsWithPosts;

  beforeEach(() => {
    shops.mockReset().mockImplementation((tx) =>
      Promise.resolve(
        tx === here
          ? [
              { id: 1, hasOffer: true },
              { id: 2, hasOffer: false },
            ]
          : [{ id: 3, hasOffer: true }],
      ),
    );
    withOffer.mockReset();
    changeBus = new FakeChangeBus();
    posts = new ShopsWithPosts(
      { shops, withOffer } as Partial<ShownPostRepository> as ShownPostRepository,
      changeBus,
      systemClock,
    );
  });

  it('is read once for all pages of a territory, and is its own', async () => {
    expect(await posts.mayHavePost(here, 2, TODAY)).toBe(true);
    expect(await posts.mayHavePost(here, 3, TODAY)).toBe(false);
    expect(await posts.withOffer(here, [3, 2, 1], TODAY)).toEqual(new Set([1]));
    expect(shops).toHaveBeenCalledTimes(1);
    expect(await posts.withOffer(there, [3, 2, 1], TODAY)).toEqual(new Set([3]));
    expect(shops).toHaveBeenCalledTimes(2);
  });

  it('is read again on another day, and when something changed', async () => {
    await posts.mayHavePost(here, 1, TODAY);
    shops.mockResolvedValue([]);
    expect(await posts.mayHavePost(here, 1, '2026-12-01')).toBe(false);
    shops.mockResolvedValue([{ id: 1, hasOffer: false }]);
    expect(await posts.mayHavePost(here, 1, '2026-12-01')).toBe(false);
    changeBus.publish(here.ctx.tenant.role);
    expect(await posts.mayHavePost(here, 1, '2026-12-01')).toBe(true);
  });

  it('is asked of each list where they are too many to remember', async () => {
    shops.mockResolvedValue(Array.from({ length: 20_001 }, (_, id) => ({ id, hasOffer: true })));
    withOffer.mockResolvedValue([5]);
    expect(await posts.mayHavePost(here, 30_000, TODAY)).toBe(true);
    expect(await posts.withOffer(here, [5, 6], TODAY)).toEqual(new Set([5]));
    expect(withOffer).toHaveBeenCalledWith(here, [5, 6], TODAY);
    expect(shops).toHaveBeenCalledTimes(1);
  });
});
