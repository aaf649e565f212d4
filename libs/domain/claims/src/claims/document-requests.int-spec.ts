import type { Account } from '@halles/domain/accounts';
import { DAY, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { ClaimNotFound, ClaimStateRefused } from '../claim.errors';

const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');
const BY = { name: 'Claire Dubois' };
const ASKED = { side: 'claimant' as const, message: 'Un extrait Kbis de moins de trois mois ?', days: 14 };

describe('a document that the town asks for', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here } = on.world);
  });
  afterAll(() => on.world.close());
  beforeEach(async () => {
    await on.drainOutbox();
  });

  const as = ({ id }: Account) => ({ accountId: id, siret: null });
  const shop = async (): Promise<number> => (await writeListings(on.world, here, [{}]))[0] ?? 0;
  async function submitted(listing: number, who: Account): Promise<string> {
    const id = await on.askTown(listing, as(who), NOW);
    await on.drainOutbox();
    return id;
  }
  const queue = async (now: Date, awaiting = false): Promise<string[]> =>
    (await on.claims.listOpen(here, { awaiting, now })).files.map(({ claim }) => claim.id);
  const ask = (id: string) => on.claims.requestDocument(here, id, ASKED, BY, NOW);

  it('takes the claim out of the queue until its day, with a mail to the claimant and a line of its history', async () => {
    const who = await anAccount(on.world, here);
    const id = await submitted(await shop(), who);
    expect(await queue(NOW)).toContain(id);
    expect(await ask(id)).toMatchObject({ state: 'review', awaitsUntil: later(14 * DAY) });
    expect(await on.drainOutbox()).toEqual(['claim.notify']);
    expect([(await queue(NOW)).includes(id), (await queue(NOW, true)).includes(id)]).toEqual([false, true]);
    expect(await queue(later(14 * DAY))).toContain(id);
    const { events } = await on.claimLookup.get(here, id, as(who), NOW);
    expect(events.at(-1)).toMatchObject({
      step: 'request',
      reason: ASKED.message,
      by: { kind: 'agent', name: BY.name },
    });
  });

  it('brings the claim back when the document arrives, and tells the town', async () => {
    const who = await anAccount(on.world, here);
    const id = await submitted(await shop(), who);
    await ask(id);
    await on.drainOutbox();
    const claim = await on.claimProofs.addDocument(here, id, as(who), aSafeDocument(PDF), later(DAY));
    expect(claim).toMatchObject({ state: 'review', awaitsUntil: null });
    expect((await on.drainOutbox()).sort()).toEqual(['claim.notify', 'claim.notify-agents']);
    expect(await queue(later(DAY))).toContain(id);
  });

  it('is asked of one side of a dispute too, and of no claim that is open or decided, or another territory’s', async () => {
    const [listing, who, other] = [
      await shop(),
      await anAccount(on.world, here),
      await anAccount(on.world, here),
    ];
    const open = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    await expect(ask(open.id)).rejects.toThrow(ClaimStateRefused);
    const [one, rival] = [await submitted(listing, who), await submitted(listing, other)];
    expect((await ask(rival)).state).toBe('disputed');
    await expect(on.claims.requestDocument(on.world.there, one, ASKED, BY, NOW)).rejects.toThrow(
      ClaimNotFound,
    );
    await on.claims.decide(here, one, { decision: 'approve', reason: null }, BY, NOW);
    await expect(ask(one)).rejects.toThrow(ClaimStateRefused);
    await expect(ask(rival)).rejects.toThrow(ClaimStateRefused);
  });

  it('is no reason to be told none: an acceptance needs no words, and says how the owner proved it', async () => {
    const [listing, who] = [await shop(), await anAccount(on.world, here)];
    const id = await submitted(listing, who);
    await on.claims.decide(here, id, { decision: 'approve', reason: null }, BY, NOW);
    const rival = await anAccount(on.world, here);
    const against = await on.claimants.begin(here, listing, as(rival), 'fr', systemClock.now());
    await on.claimProofs.addDocument(here, against.id, as(rival), aSafeDocument(PDF), systemClock.now());
    const { owner, events } = await on.claims.get(here, against.id);
    expect(owner).toMatchObject({
      account: { id: who.id },
      proved: {
        event: { step: 'approve', cause: 'agent', reason: null, by: BY },
        proofs: [{ kind: 'town' }],
      },
    });
    expect(events.at(-1)?.step).toBe('contest');
  });
});
