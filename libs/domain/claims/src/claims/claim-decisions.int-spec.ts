import { Readable } from 'node:stream';
import type { Account } from '@halles/domain/accounts';
import { DAY, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, aSafeDocument, type SourceInput, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import {
  ClaimDocumentNotFound,
  ClaimNotFound,
  ClaimProofUnavailable,
  ClaimStateRefused,
  TransferOver,
} from '../claim.errors';

const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');
const BY = { name: 'Claire Dubois' };
const REASON = 'Le Kbis est au nom de la personne.\n\nBienvenue.';

describe('what the town decides', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  let there: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here, there } = on.world);
  });
  afterAll(() => on.world.close());
  beforeEach(async () => {
    await on.drainOutbox();
  });

  const shop = async (facts: SourceInput['facts'] = {}): Promise<number> =>
    (await writeListings(on.world, here, [{ facts }]))[0] ?? 0;
  const person = (): Promise<Account> => anAccount(on.world, here);
  const as = ({ id }: Account, siret: string | null = null) => ({ accountId: id, siret });
  const stateOf = async (who: Account, claimId: string) =>
    (await on.claimLookup.get(here, claimId, as(who), NOW)).claim.state;
  const aColleague = (listingId: number): Promise<Account> =>
    anAccount(on.world, here, { grants: [{ listingId, role: 'merchant-staff' }] });
  const membersOf = (listing: number): Promise<string[]> =>
    on.world.work
      .read(here, ({ manager }) =>
        manager.query<{ id: string }[]>(
          'SELECT account_id AS id FROM account_grant WHERE listing_id = $1 ORDER BY role',
          [listing],
        ),
      )
      .then((rows) => rows.map(({ id }) => id));
  const submitted = (listing: number, who: Account): Promise<string> => on.askTown(listing, as(who), NOW);
  async function owned(listing: number, who: Account): Promise<string> {
    const id = await submitted(listing, who);
    await on.claims.decide(here, id, { decision: 'approve', reason: REASON }, BY, NOW);
    await on.drainOutbox();
    return id;
  }
  const filesLeft = async (): Promise<number> => {
    let count = 0;
    for await (const _key of on.files.list(here, 'private', ['claims'])) count += 1;
    return count;
  };

  it('makes an owner, with its reason in the history, once', async () => {
    const [listing, who] = [await shop(), await person()];
    const id = await submitted(listing, who);
    expect((await on.claims.listOpen(here, { now: NOW })).files.map(({ claim }) => claim.id)).toContain(id);
    await on.claims.decide(here, id, { decision: 'approve', reason: REASON }, BY, NOW);
    expect(await on.ownerOf(listing)).toBe(who.id);
    const { events } = await on.claimLookup.get(here, id, as(who), NOW);
    expect(events.at(-1)).toMatchObject({
      step: 'approve',
      cause: 'agent',
      reason: REASON,
      by: { kind: 'agent', name: 'Claire Dubois' },
    });
    for (const decision of ['approve', 'refuse'] as const)
      await expect(on.claims.decide(here, id, { decision, reason: 'x' }, BY, NOW)).rejects.toThrow(
        ClaimStateRefused,
      );
    expect((await on.claims.listOpen(here, { now: NOW })).files.map(({ claim }) => claim.id)).not.toContain(
      id,
    );
  });

  it('of two agents at the same instant takes the first decision alone', async () => {
    const [listing, who] = [await shop(), await person()];
    const id = await submitted(listing, who);
    const decided = await Promise.allSettled(
      (['approve', 'refuse', 'approve', 'refuse'] as const).map((decision) =>
        on.claims.decide(here, id, { decision, reason: REASON }, BY, NOW),
      ),
    );
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['approved', 'refused']).toContain(await stateOf(who, id));
    expect((await on.ownerOf(listing)) === who.id).toBe((await stateOf(who, id)) === 'approved');
  });

  it('makes a dispute of two that wait, shows both sides, and ends it for both at once', async () => {
    const listing = await shop();
    const [one, other] = [await person(), await person()];
    const first = await submitted(listing, one);
    expect(await stateOf(one, first)).toBe('review');
    const second = await submitted(listing, other);
    expect([await stateOf(one, first), await stateOf(other, second)]).toEqual(['disputed', 'disputed']);
    const told = await on.drainOutbox();
    // Each of the two at its beginning, at its submission, and both of the dispute.
    expect(told.filter((kind) => kind === 'claim.notify')).toHaveLength(5);
    const file = await on.claims.get(here, second);
    expect([file.account?.id, file.rivals.map(({ account }) => account?.id)]).toEqual([other.id, [one.id]]);
    await on.claims.decide(here, second, { decision: 'approve', reason: REASON }, BY, NOW);
    expect([await stateOf(one, first), await stateOf(other, second)]).toEqual(['refused', 'approved']);
    expect(await on.ownerOf(listing)).toBe(other.id);
    const answered = async (id: string) =>
      (await on.claims.get(here, id)).decidedWith.map(({ claim }) => [claim.id, claim.state]);
    expect(await answered(first)).toEqual([[second, 'approved']]);
    expect(await answered(second)).toEqual([[first, 'refused']]);
    const { events } = await on.claimLookup.get(here, first, as(one), NOW);
    expect(events.at(-1)).toMatchObject({ cause: 'other-recognised', reason: REASON });
  });

  it('lets the last side of a dispute wait again once the other is refused or gives up', async () => {
    for (const gone of ['refused', 'withdrawn'] as const) {
      const listing = await shop();
      const [one, other] = [await person(), await person()];
      const [first, second] = [await submitted(listing, one), await submitted(listing, other)];
      if (gone === 'refused')
        await on.claims.decide(here, first, { decision: 'refuse', reason: REASON }, BY, NOW);
      else await on.claimants.withdraw(here, first, as(one), NOW);
      expect([await stateOf(one, first), await stateOf(other, second)]).toEqual([gone, 'review']);
    }
  });

  it('takes a listing from its owner and their team for who is recognised, and tells the owner when it does not', async () => {
    const listing = await shop();
    const [owner, buyer] = [await person(), await person()];
    const kept = await owned(listing, owner);
    const refused = await submitted(listing, buyer);
    expect(await on.drainOutbox()).toContain('claim.notify-owner');
    await on.claims.decide(here, refused, { decision: 'refuse', reason: REASON }, BY, NOW);
    expect([await on.ownerOf(listing), (await on.drainOutbox()).includes('claim.notify-owner')]).toEqual([
      owner.id,
      true,
    ]);
    await aColleague(listing);
    const again = await submitted(listing, buyer);
    await on.claims.decide(here, again, { decision: 'approve', reason: REASON }, BY, NOW);
    expect([await on.ownerOf(listing), await stateOf(owner, kept)]).toEqual([buyer.id, 'transferred']);
    const { former } = await on.claims.get(here, again);
    expect(former).toMatchObject({ account: { id: owner.id }, until: NOW });
    expect(await membersOf(listing)).toEqual([buyer.id]);
    expect(await on.drainOutbox()).toContain('listing.clear-left');
  });

  it('reads a document, and deletes it with the decision', async () => {
    const [listing, who] = [await shop(), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    const claim = await on.claimProofs.addDocument(here, id, as(who), aSafeDocument(PDF), NOW);
    expect(claim.state).toBe('review');
    const { proofs } = await on.claims.get(here, id);
    const proofId = proofs[0]?.id ?? '';
    const document = await on.claims.document(here, id, proofId, systemClock.now());
    expect([document.type, Buffer.concat(await Readable.from(document.stream()).toArray())]).toEqual([
      'application/pdf',
      PDF,
    ]);
    await expect(on.claims.document(there, id, proofId, systemClock.now())).rejects.toThrow(ClaimNotFound);
    const other = await submitted(listing, await person());
    await expect(on.claims.document(here, other, proofId, systemClock.now())).rejects.toThrow(
      ClaimDocumentNotFound,
    );
    await on.claims.decide(here, id, { decision: 'refuse', reason: REASON }, BY, NOW);
    await expect(on.claims.document(here, id, proofId, systemClock.now())).rejects.toThrow(
      ClaimDocumentNotFound,
    );
    expect(await on.drainOutbox()).toContain('claim.erase-document');
    await on.claims.eraseDocument(here, proofId);
    await on.claims.eraseDocument(here, proofId);
    expect([await filesLeft(), (await on.claims.get(here, id)).proofs[0]?.document]).toEqual([0, null]);
  });

  it('keeps five documents of a claim at most, and no file of one that was refused', async () => {
    const [listing, who] = [await shop(), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    const sent = await Promise.allSettled(
      Array.from({ length: 7 }, () => on.claimProofs.addDocument(here, id, as(who), aSafeDocument(PDF), NOW)),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await filesLeft()).toBe(5);
    for (const { id: proof } of (await on.claims.get(here, id)).proofs)
      await on.claims.eraseDocument(here, proof);
  });

  it('deletes files that no claim knows, a day after, and none that one does', async () => {
    const [listing, who] = [await shop(), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    await on.claimProofs.addDocument(here, id, as(who), aSafeDocument(PDF), NOW);
    await on.files.put(here, 'private', ['claims', '0193600c-0000-7000-8000-000000000000.pdf'], PDF);
    await on.files.put(here, 'private', ['claims', 'notes.pdf'], PDF);
    expect(await on.claims.eraseOrphans(here, new Date())).toBe(0);
    expect(await on.claims.eraseOrphans(here, new Date(Date.now() + 2 * DAY))).toBe(2);
    expect(await filesLeft()).toBe(1);
  });

  it('deletes the document of a claim that is decided even where nobody did what the decision promised', async () => {
    const [listing, who] = [await shop(), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    await on.claimProofs.addDocument(here, id, as(who), aSafeDocument(PDF), NOW);
    const before = await filesLeft();
    await on.claims.decide(here, id, { decision: 'approve', reason: REASON }, BY, NOW);
    await on.drainOutbox();
    expect(await on.claims.eraseOrphans(here, new Date(Date.now() + 2 * DAY))).toBe(1);
    expect([await filesLeft(), (await on.claims.get(here, id)).proofs[0]?.document]).toEqual([
      before - 1,
      null,
    ]);
  });

  it('prints letters that were asked for, again with the same code, valid from the day of printing', async () => {
    const [listing, who] = [await shop(), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    await on.claimProofs.requestProof(here, id, as(who), { kind: 'letter-code', address: null }, NOW);
    const [input] = await on.letters.list(here);
    expect([input?.claim.id, input?.proof.contact?.split('\n').at(-1)]).toEqual([id, '33000 BORDEAUX']);
    const printed = later(20 * DAY);
    expect((await on.letters.print(here, [id], printed)).subarray(0, 5).toString()).toBe('%PDF-');
    await on.letters.print(here, [id], printed);
    const { claim, proofs } = await on.claimLookup.get(here, id, as(who), NOW);
    expect(claim.expiresAt).toEqual(later(50 * DAY));
    const code = on.codes.codeOf(here.tenant.id, proofs[0]?.id ?? '', 'letters');
    expect((await on.claimProofs.enterCode(here, id, as(who), code, later(49 * DAY))).state).toBe('approved');
    await expect(on.letters.print(here, [id], printed)).rejects.toThrow(ClaimProofUnavailable);
    await expect(on.letters.print(there, [id], printed)).rejects.toThrow(ClaimNotFound);
  });

  it('hands over what is accepted in time, with the team, and nothing later, twice, or by who has it no more', async () => {
    const listing = await shop();
    const [owner, heir] = [await person(), await person()];
    const kept = await owned(listing, owner);
    const offer = () =>
      on.transfers.offer(here, listing, owner, { email: heir.email.toUpperCase(), locale: 'fr' }, NOW);
    const colleague = await aColleague(listing);
    const { id: late } = await offer();
    const answer = (id: string, at: Date) =>
      on.transfers.answer(here, id, heir, { accepts: true, locale: 'fr' }, at);
    await expect(answer(late, later(7 * DAY))).rejects.toThrow(TransferOver);
    const { id } = await offer();
    await expect(answer(late, NOW)).rejects.toThrow(TransferOver);
    const answers = await Promise.allSettled([1, 2, 3].map(() => answer(id, NOW)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([await on.ownerOf(listing), await stateOf(owner, kept)]).toEqual([heir.id, 'transferred']);
    expect(await membersOf(listing)).toEqual([heir.id, colleague.id]);
    expect(await on.drainOutbox()).not.toContain('listing.clear-left');
  });

  it('offers once what a form that was sent twice offers, and tells nobody of an offer that was erased', async () => {
    const listing = await shop();
    const [owner, heir] = [await person(), await person()];
    await owned(listing, owner);
    const offers = await Promise.all(
      [1, 2, 3, 4].map(() =>
        on.transfers.offer(here, listing, owner, { email: heir.email, locale: 'fr' }, NOW),
      ),
    );
    const open = await Promise.all(offers.map(({ id }) => on.transfers.findOpen(here, id, NOW)));
    expect(open.filter((one) => one !== null)).toHaveLength(1);
    await on.world.work.write(here, async (tx) => {
      expect(JSON.stringify(await on.people.export(tx, heir.id))).toContain(offers[0]?.id);
      await on.people.erase(tx, heir.id, systemClock.now());
    });
    expect(await on.transfers.offered(here, listing)).toBeNull();
    for (const { id } of offers) expect(await on.transfers.findOpen(here, id, NOW)).toBeNull();
  });

  it('settles the disputes that an account leaves behind, as its owner or as a claimant', async () => {
    const erase = (id: string) =>
      on.world.work.write(here, (tx) => on.people.erase(tx, id, systemClock.now()));
    const [kept, wanted] = [await shop(), await shop()];
    const [owner, rival, other] = [await person(), await person(), await person()];
    await owned(kept, owner);
    const against = await submitted(kept, rival);
    const between = [await submitted(wanted, rival), await submitted(wanted, other)] as const;
    expect([await stateOf(rival, against), await stateOf(other, between[1])]).toEqual([
      'disputed',
      'disputed',
    ]);
    await erase(owner.id);
    expect(await stateOf(rival, against)).toBe('review');
    await erase(rival.id);
    expect(await stateOf(other, between[1])).toBe('review');
  });

  it('tells its claimant no more of where a code went than the page did', async () => {
    const contact = { phone: '+33556001230', website: null, email: null };
    const [listing, who] = [await shop({ contact }), await person()];
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    const { ways } = await on.claimLookup.get(here, id, as(who), NOW);
    const way = ways.find(({ kind }) => kind === 'phone-code');
    if (way?.name == null) throw new Error('the listing of the test is known by a phone');
    const input = { kind: 'phone-code', contactName: way.name } as const;
    await on.claimProofs.requestProof(here, id, as(who), input, NOW);
    const told = await on.world.work.read(here, (tx) => on.people.export(tx, who.id));
    expect(told).toMatchObject({ claims: { proofs: [{ kind: 'phone-code', contact: way.shown }] } });
  });

  it('goes with the account: its claims, its documents, and the listings that it kept', async () => {
    const listing = await shop();
    const who = await person();
    await owned(listing, who);
    const other = await on.claimants.begin(here, await shop(), as(who), 'fr', NOW);
    await on.claimProofs.addDocument(here, other.id, as(who), aSafeDocument(PDF), NOW);
    await on.drainOutbox();
    await on.world.work.write(here, async (tx) => {
      expect(JSON.stringify(await on.people.export(tx, who.id))).toContain(other.id);
      await on.people.erase(tx, who.id, systemClock.now());
    });
    expect(await on.ownerOf(listing)).toBeUndefined();
    expect(await on.drainOutbox()).toContain('claim.erase-document');
    expect(await on.claimLookup.list(here, as(who), NOW)).toEqual([]);
  });
});
