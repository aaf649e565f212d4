import type { Account } from '@halles/domain/accounts';
import { NotificationService } from '@halles/domain/notifications';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';

const NOW = new Date('2026-11-25T10:00:00Z');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');
const BY = { name: 'Claire Dubois' };

describe('a dispute of a page', () => {
  let on: ClaimsWorld;
  beforeAll(async () => {
    on = await openClaimsWorld();
  });
  afterAll(() => on.world.close());

  const decide = (claim: string, decision: 'approve' | 'refuse') =>
    on.claims.decide(on.world.here, claim, { decision, reason: '' }, BY, NOW);
  const mailsOf = async (): Promise<string[]> =>
    (await on.drainOutbox()).filter((kind) => kind.startsWith('claim.')).sort();
  const ask = (listing: number, { id }: Account): Promise<string> =>
    on.askTown(listing, { accountId: id, siret: null }, NOW);
  const notified = async ({ id }: Account): Promise<unknown[]> =>
    (await on.module.get(NotificationService, { strict: false }).inbox(on.world.here, id, null)).notifications
      .map(({ page, listing }) => [page?.change, listing.id])
      .toReversed();

  it('is among the notifications of who keeps the page, with its end, whichever it is', async () => {
    const [listing = 0] = await writeListings(on.world, on.world.here, [
      { facts: { displayName: 'Le Four' } },
    ]);
    const [owner, buyer] = [
      await anAccount(on.world, on.world.here),
      await anAccount(on.world, on.world.here),
    ];
    await decide(await ask(listing, owner), 'approve');
    expect(await notified(owner)).toEqual([['claim-approved', listing]]);
    const first = await ask(listing, buyer);
    expect((await notified(owner)).slice(1)).toEqual([['disputed', listing]]);
    await decide(first, 'refuse');
    await decide(await ask(listing, buyer), 'approve');
    expect((await notified(owner)).slice(1)).toEqual([
      ['disputed', listing],
      ['confirmed', listing],
      ['disputed', listing],
      ['displaced', listing],
    ]);
    expect(await notified(buyer)).toEqual([
      ['claim-disputed', listing],
      ['claim-refused', listing],
      ['claim-disputed', listing],
      ['claim-approved', listing],
    ]);
  });

  it('mails each side once, however many documents follow, and again once one that was requested arrives', async () => {
    const { here } = on.world;
    const [listing = 0] = await writeListings(on.world, here, [{}]);
    const [one, other] = [await anAccount(on.world, here), await anAccount(on.world, here)];
    const first = await ask(listing, one);
    await on.drainOutbox();
    const second = await ask(listing, other);
    expect(await mailsOf()).toEqual(['claim.notify', 'claim.notify', 'claim.notify', 'claim.notify-agents']);
    const send = (claim: string, { id }: Account) =>
      on.claimProofs.addDocument(here, claim, { accountId: id }, aSafeDocument(PDF), NOW);
    await send(second, other);
    await send(second, other);
    await send(first, one);
    expect(await mailsOf()).toEqual([]);
    await on.claims.requestDocument(
      here,
      second,
      { side: 'claimant', message: 'Un Kbis.', days: 7 },
      BY,
      NOW,
    );
    expect(await mailsOf()).toEqual(['claim.notify']);
    await send(second, other);
    expect(await mailsOf()).toEqual(['claim.notify', 'claim.notify-agents']);
  });

  it('notifies a claimant of the document that is requested', async () => {
    const [listing = 0] = await writeListings(on.world, on.world.here, [{}]);
    const claimant = await anAccount(on.world, on.world.here);
    const claim = await ask(listing, claimant);
    await on.claims.requestDocument(
      on.world.here,
      claim,
      { side: 'claimant', message: 'Un Kbis.', days: 7 },
      BY,
      NOW,
    );
    expect(await notified(claimant)).toEqual([['document-requested', listing]]);
  });
});
