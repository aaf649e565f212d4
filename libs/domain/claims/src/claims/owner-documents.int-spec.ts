import type { Account } from '@halles/domain/accounts';
import { DAY, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { ClaimDocumentNotFound, ClaimNotFound, ClaimStateRefused } from '../claim.errors';

const NOW = new Date('2026-11-25T10:00:00Z');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');
const BY = { name: 'Claire Dubois' };
const REQUEST = { message: 'Le bail, s’il vous plaît.', days: 7 };

describe('documents of who keeps a page that somebody else claims', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here } = on.world);
  });
  afterAll(() => on.world.close());

  const as = ({ id }: Account) => ({ accountId: id, siret: null });
  const decide = (claim: string, decision: 'approve' | 'refuse') =>
    on.claims.decide(here, claim, { decision, reason: 'Vu.' }, BY, NOW);
  const send = (claim: string, who: Account) =>
    on.claimProofs.addDocument(here, claim, as(who), aSafeDocument(PDF), NOW);
  const mails = async () => (await on.drainOutbox()).filter((kind) => kind.startsWith('claim.')).sort();

  /** A page that is kept without a claim, as after a hand-over of old, and another's claim on it. */
  async function contested() {
    const [listing = 0] = await writeListings(on.world, here, [{}]);
    const owner = await anAccount(on.world, here, {
      grants: [{ listingId: listing, role: 'merchant-owner' }],
    });
    const buyer = await anAccount(on.world, here);
    const claim = await on.askTown(listing, as(buyer), NOW);
    const [{ claimId = '' } = {}] = await on.claimLookup.contested(here, {
      accountId: owner.id,
      listingIds: [listing],
    });
    await on.drainOutbox();
    return { listing, owner, buyer, claim, kept: claimId ?? '' };
  }

  it('lie beside those of the claim, for the eyes of who decides alone, and are erased with the decision', async () => {
    const { owner, buyer, claim, kept } = await contested();
    expect((await send(kept, owner)).state).toBe('approved');
    expect(await mails()).toEqual([]);
    const { owner: side } = await on.claims.get(here, claim);
    const [proof] = side?.proved?.proofs ?? [];
    expect([proof?.kind, side?.proved?.claim.id]).toEqual(['document', kept]);
    const document = await on.claims.document(here, kept, proof?.id ?? '', NOW);
    expect(document.type).toBe('application/pdf');
    await expect(on.claimLookup.get(here, kept, as(buyer), NOW)).rejects.toThrow(ClaimNotFound);
    expect((await on.claimLookup.get(here, claim, as(buyer), NOW)).proofs.map(({ kind }) => kind)).toEqual([
      'town',
    ]);
    await decide(claim, 'refuse');
    expect(await mails()).toContain('claim.erase-document');
    await expect(on.claims.document(here, kept, proof?.id ?? '', NOW)).rejects.toThrow(ClaimDocumentNotFound);
    await expect(send(kept, owner)).rejects.toThrow(ClaimStateRefused);
  });

  it('are asked for by the town as those of the claimant are, and come back to it', async () => {
    const { owner, claim, kept } = await contested();
    await on.claims.requestDocument(here, claim, { ...REQUEST, side: 'owner' as const }, BY, NOW);
    expect(await mails()).toEqual(['claim.notify']);
    const own = await on.claimLookup.get(here, kept, as(owner), NOW);
    expect([own.claim.state, own.claim.awaitsUntil !== null, own.isContested]).toEqual([
      'approved',
      true,
      true,
    ]);
    const open = await on.claims.listOpen(here, { now: NOW });
    expect(open.files.map((file) => file.claim.id)).toContain(claim);
    await send(kept, owner);
    expect(await mails()).toEqual(['claim.notify', 'claim.notify-agents']);
    expect((await on.claimLookup.get(here, kept, as(owner), NOW)).claim.awaitsUntil).toBeNull();
  });

  it('are waited for no more once the other claim is withdrawn', async () => {
    const { owner, buyer, claim, kept } = await contested();
    await on.claims.requestDocument(here, claim, { ...REQUEST, side: 'owner' as const }, BY, NOW);
    await send(kept, owner);
    await on.claims.requestDocument(here, claim, { ...REQUEST, side: 'owner' as const }, BY, NOW);
    await on.claimants.withdraw(here, claim, as(buyer), NOW);
    const own = await on.claimLookup.get(here, kept, as(owner), NOW);
    expect([own.claim.state, own.claim.awaitsUntil, own.isContested]).toEqual(['approved', null, false]);
    expect(await mails()).toContain('claim.erase-document');
  });

  it('are asked of nobody where nobody keeps the page, and in no other territory', async () => {
    const [listing = 0] = await writeListings(on.world, here, [{}]);
    const one = await on.askTown(listing, as(await anAccount(on.world, here)), NOW);
    await on.askTown(listing, as(await anAccount(on.world, here)), NOW);
    const ask = (ctx: TenantContext, id: string) =>
      on.claims.requestDocument(ctx, id, { ...REQUEST, side: 'owner' as const }, BY, NOW);
    await expect(ask(here, one)).rejects.toThrow(ClaimStateRefused);
    const { claim } = await contested();
    await expect(ask(on.world.there, claim)).rejects.toThrow(ClaimNotFound);
  });

  it('survive the sweep of files while the page is claimed, and not after', async () => {
    const { owner, claim, kept } = await contested();
    const later = new Date(systemClock.now().getTime() + 3 * DAY);
    await on.claims.eraseOrphans(here, later);
    await send(kept, owner);
    expect(await on.claims.eraseOrphans(here, later)).toBe(0);
    await decide(claim, 'refuse');
    expect(await on.claims.eraseOrphans(here, later)).toBe(1);
  });
});
