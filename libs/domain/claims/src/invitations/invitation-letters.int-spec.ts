import { ListingNotFound } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';
import { LetterPrinter } from '@halles/platform/letters';
import { listAudit, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, type SourceInput, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { NoLetterToPrint } from '../claim.errors';
import { INVITATION_PAUSE } from './invitation-letters.service';

const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

describe('letters that invite to keep a page', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here } = on.world);
  });
  afterAll(() => on.world.close());

  const shop = async (input: SourceInput = {}, ctx: TenantContext = here): Promise<number> =>
    (await writeListings(on.world, ctx, [{ source: 'sirene', ...input }]))[0] ?? 0;
  const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const noted = (ctx: TenantContext = here): Promise<number[]> =>
    on.world.work
      .read(ctx, ({ manager }) =>
        manager.query<{ id: number }[]>('SELECT listing_id AS id FROM invitation_letter ORDER BY 1'),
      )
      .then((rows) => rows.map(({ id }) => id));

  it('go once to each business in their order, and again after six months', async () => {
    const [one, other] = [await shop(), await shop()];
    expect(pagesOf(await on.invitations.print(here, [other, one], NOW))).toBe(2);
    const [line] = await on.world.work.read(here, (tx) => listAudit(tx, 1));
    expect(line).toMatchObject({ action: 'invitations.printed', detail: { listings: [other, one] } });
    for (const at of [NOW, later(DAY), later(INVITATION_PAUSE - 1)])
      await expect(on.invitations.print(here, [one, other], at)).rejects.toThrow(NoLetterToPrint);
    const third = await shop();
    expect(pagesOf(await on.invitations.print(here, [one, other, third], later(DAY)))).toBe(1);
    expect(pagesOf(await on.invitations.print(here, [one, other, third], later(INVITATION_PAUSE)))).toBe(2);
  });

  it('never go to who objected in the register, has an owner or a claim, or has no known address', async () => {
    const masked = await shop({ facts: { partialDiffusion: true } });
    const kept = await shop();
    await anAccount(on.world, here, { grants: [{ listingId: kept }] });
    const claimed = await shop();
    const who = { accountId: (await anAccount(on.world, here)).id, siret: null };
    await on.claimants.begin(here, claimed, who, 'fr', NOW);
    const nowhere = await shop({ facts: { address: { street: null } } });
    const before = await noted();
    await expect(on.invitations.print(here, [masked, kept, claimed, nowhere, 999_999], NOW)).rejects.toThrow(
      NoLetterToPrint,
    );
    const good = await shop();
    expect(pagesOf(await on.invitations.print(here, [masked, kept, claimed, nowhere, good], NOW))).toBe(1);
    // Nothing is noted of those that no letter was set for.
    expect(await noted()).toEqual([...before, good].sort((a, b) => a - b));
  });

  it('leave out who wants none, and who was merged with one that does, until that is taken back', async () => {
    const [refusing, other, merged] = [await shop(), await shop(), await shop()];
    await on.world.work.write(here, ({ manager }) =>
      manager.query(`UPDATE listing SET merged_into = $2, visibility = 'merged' WHERE id = $1`, [
        merged,
        other,
      ]),
    );
    for (const id of [refusing, merged]) await on.invitations.refuse(here, id, NOW);
    await on.invitations.refuse(here, refusing, later(DAY));
    expect(await on.invitations.refusedAt(here, refusing)).toEqual(NOW);
    await expect(on.invitations.print(here, [refusing, other], NOW)).rejects.toThrow(NoLetterToPrint);
    expect(await noted()).not.toContain(refusing);
    await on.invitations.allow(here, refusing, later(2 * DAY));
    await on.invitations.allow(here, refusing, later(2 * DAY));
    expect(await on.invitations.refusedAt(here, refusing)).toBeNull();
    expect(pagesOf(await on.invitations.print(here, [refusing, other], later(2 * DAY)))).toBe(1);
    const lines = await on.world.work.read(here, (tx) => listAudit(tx, 100));
    const ofObjections = lines.filter(({ action }) => /refused|allowed/.test(action));
    expect(
      ofObjections.map(({ action, detail }) => `${action} ${String(detail['listing'])}`).toSorted(),
    ).toEqual(
      [
        `invitations.allowed ${refusing}`,
        `invitations.refused ${merged}`,
        `invitations.refused ${refusing}`,
      ].toSorted(),
    );
    await expect(on.invitations.refuse(here, 999_999, NOW)).rejects.toThrow(ListingNotFound);
    await on.invitations.refuse(on.world.there, await shop({}, on.world.there), NOW);
    expect(await on.invitations.refusedAt(here, refusing)).toBeNull();
  });

  it('bear the day that it is in the territory', async () => {
    const printer = jest.spyOn(LetterPrinter.prototype, 'printLetters');
    await on.invitations.print(here, [await shop()], new Date('2026-11-25T23:30:00Z'));
    const models = printer.mock.lastCall?.[2];
    printer.mockRestore();
    expect(models).toMatchObject([{ sentOn: '2026-11-26' }]);
  });

  it('are printed once by two agents at the same instant', async () => {
    const listing = await shop();
    const printed = await Promise.allSettled(
      Array.from({ length: 4 }, () => on.invitations.print(here, [listing], NOW)),
    );
    expect(printed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are of one territory: the other’s are neither noted nor forgotten with them', async () => {
    const { there } = on.world;
    const [mine, theirs] = [await shop(), await shop({}, there)];
    await on.invitations.print(here, [mine], NOW);
    await on.invitations.print(there, [theirs], NOW);
    expect(await on.invitations.eraseBefore(here, later(1))).toBeGreaterThan(0);
    expect(await noted()).not.toContain(mine);
    expect(await noted(there)).toEqual([theirs]);
    expect(pagesOf(await on.invitations.print(here, [mine], NOW))).toBe(1);
  });
});
