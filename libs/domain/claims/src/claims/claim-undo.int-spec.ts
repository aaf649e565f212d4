import type { Account } from '@halles/domain/accounts';
import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { ClaimNotFound, ClaimStateRefused } from '../claim.errors';
import { ClaimUndoService } from './claim-undo.service';

const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const BY = { name: 'Claire Dubois' };
const REASON = 'Nous avions confondu deux commerces.';

describe('a decision on a claim that is taken back', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here } = on.world);
  });
  afterAll(() => on.world.close());

  const as = ({ id }: Account) => ({ accountId: id, siret: null });
  const shop = async (): Promise<number> => (await writeListings(on.world, here, [{}]))[0] ?? 0;
  const person = (): Promise<Account> => anAccount(on.world, here);
  const decide = (claim: string, decision: 'approve' | 'refuse') =>
    on.claims.decide(here, claim, { decision, reason: 'Vu.' }, BY, NOW);
  const undo = (claim: string, at = later(DAY), ctx = here) =>
    on.module.get(ClaimUndoService).undo(ctx, claim, { reason: REASON }, BY, at);
  const waysOf = async (claim: string, at = later(DAY)) =>
    on.module.get(ClaimUndoService).find(here, claim, at);
  const mails = async () => (await on.drainOutbox()).filter((kind) => kind.startsWith('claim.')).sort();
  const last = async (claim: string) => (await on.claims.get(here, claim)).events.at(-1);

  it('lets a refused claim wait again, with a mail that says why, for seven days', async () => {
    const [listing, who] = [await shop(), await person()];
    const id = await on.askTown(listing, as(who), NOW);
    expect(await waysOf(id)).toBeNull();
    await decide(id, 'refuse');
    await on.drainOutbox();
    expect(await waysOf(id)).toEqual({ step: 'reopen', until: later(7 * DAY) });
    expect(await waysOf(id, later(7 * DAY))).toBeNull();
    await expect(undo(id, later(7 * DAY))).rejects.toThrow(ClaimStateRefused);
    await expect(undo(id, later(DAY), on.world.there)).rejects.toThrow(ClaimNotFound);
    expect((await undo(id)).state).toBe('review');
    expect(await mails()).toEqual(['claim.notify']);
    expect(await last(id)).toMatchObject({ step: 'reopen', reason: REASON, by: BY });
    expect((await on.claims.listOpen(here, { now: NOW })).files.map(({ claim }) => claim.id)).toContain(id);
    await expect(undo(id)).rejects.toThrow(ClaimStateRefused);
    await decide(id, 'approve');
    expect(await on.ownerOf(listing)).toBe(who.id);
  });

  it('makes a dispute of it where another keeps the page since, and nothing where its claimant asks again', async () => {
    const [listing, who, other] = [await shop(), await person(), await person()];
    const id = await on.askTown(listing, as(who), NOW);
    await decide(id, 'refuse');
    await decide(await on.askTown(listing, as(other), NOW), 'approve');
    expect((await undo(id)).state).toBe('disputed');
    await decide(id, 'refuse');
    await on.askTown(listing, as(who), NOW);
    expect(await waysOf(id)).toBeNull();
    await expect(undo(id)).rejects.toThrow(ClaimStateRefused);
  });

  it('takes the page from whom it was given to, where nobody kept it before, with all whom they let in', async () => {
    const [listing, who] = [await shop(), await person()];
    const id = await on.askTown(listing, as(who), NOW);
    await decide(id, 'approve');
    await on.drainOutbox();
    expect(await waysOf(id)).toEqual({ step: 'revoke', until: later(7 * DAY) });
    expect((await undo(id)).state).toBe('refused');
    expect(await on.ownerOf(listing)).toBeUndefined();
    expect(await on.drainOutbox()).toEqual(expect.arrayContaining(['claim.notify', 'listing.clear-left']));
    expect(await last(id)).toMatchObject({ step: 'revoke', reason: REASON, by: BY });
    // Taken back by mistake: the claim waits again.
    expect((await undo(id)).state).toBe('review');
  });

  it('is not where the page was taken from somebody for it, proved by a machine, or contested since', async () => {
    const [listing, who, other] = [await shop(), await person(), await person()];
    await decide(await on.askTown(listing, as(who), NOW), 'approve');
    const id = await on.askTown(listing, as(other), NOW);
    await decide(id, 'approve');
    expect(await on.ownerOf(listing)).toBe(other.id);
    expect(await waysOf(id)).toBeNull();
    await expect(undo(id)).rejects.toThrow(ClaimStateRefused);
    const [next, third] = [await shop(), await person()];
    const kept = await on.askTown(next, as(third), NOW);
    await decide(kept, 'approve');
    await on.askTown(next, as(who), NOW);
    expect(await waysOf(kept)).toBeNull();
  });
});
