import { AddressUnproven } from '@halles/domain/accounts';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { ClaimantUnproven } from '../claim.errors';

const NOW = new Date('2026-11-25T10:00:00Z');
const BY = { name: 'Claire' };
const REASON = 'Vu au comptoir.';
const ADDITION = {
  siret: '732 829 320 00074',
  name: 'Atelier du Cuir',
  category: 'bakery',
  street: '3 bis, rue du Puits',
  postalCode: '33000',
  communeCode: '33063',
  phone: '05 56 00 12 30',
  message: null,
};
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\nstartxref\n0\n%%EOF\n');

describe('an account whose address is not proven', () => {
  let on: ClaimsWorld;
  beforeAll(async () => {
    on = await openClaimsWorld();
  });
  afterAll(() => on.world.close());

  const shop = async (): Promise<number> =>
    (await writeListings(on.world, on.world.here, [{ facts: { contact: { phone: '+33556000042' } } }]))[0] ??
    0;
  const account = (isVerified: boolean) => anAccount(on.world, on.world.here, { isVerified });
  const unprove = (id: string) =>
    on.world.work.write(on.world.here, ({ manager }) =>
      manager.query('UPDATE account SET verified_at = NULL WHERE id = $1', [id]),
    );
  const prove = (id: string) =>
    on.world.work.write(on.world.here, ({ manager }) =>
      manager.query('UPDATE account SET verified_at = now() WHERE id = $1', [id]),
    );
  const grantsOf = (id: string): Promise<unknown[]> =>
    on.world.work.read(on.world.here, ({ manager }) =>
      manager.query<unknown[]>('SELECT listing_id FROM account_grant WHERE account_id = $1', [id]),
    );

  it('begins no claim, and brings no proof to one that it began', async () => {
    const { here } = on.world;
    const { id: accountId } = await account(false);
    const who = { accountId, siret: null };
    const listing = await shop();
    await expect(on.claimants.begin(here, listing, who, 'fr', NOW)).rejects.toThrow(AddressUnproven);
    await prove(accountId);
    const claim = await on.claimants.begin(here, listing, who, 'fr', NOW);
    await unprove(accountId);
    const { ways } = await on.claimLookup.get(here, claim.id, who, NOW);
    const contactName = ways.find(({ kind }) => kind === 'phone-code')?.name ?? '';
    const proofs = [
      on.claimProofs.requestProof(here, claim.id, who, { kind: 'phone-code', contactName }, NOW),
      on.claimProofs.requestProof(here, claim.id, who, { kind: 'town' }, NOW),
      on.claimProofs.enterCode(here, claim.id, who, '000000', NOW),
      on.claimProofs.addDocument(here, claim.id, who, aSafeDocument(PDF), NOW),
    ];
    for (const { status, reason } of (await Promise.allSettled(proofs)) as PromiseRejectedResult[]) {
      expect(status).toBe('rejected');
      expect(reason).toBeInstanceOf(AddressUnproven);
    }
    expect((await on.claimants.withdraw(here, claim.id, who, NOW)).state).toBe('withdrawn');
  });

  it('gets nothing by the town’s word either, until it is proven', async () => {
    const { here } = on.world;
    const { id: accountId } = await account(true);
    const claim = await on.claimants.begin(here, await shop(), { accountId }, 'fr', NOW);
    await unprove(accountId);
    const decide = (decision: 'approve' | 'refuse') =>
      on.claims.decide(here, claim.id, { decision, reason: REASON }, BY, NOW);
    await expect(decide('approve')).rejects.toThrow(ClaimantUnproven);
    expect(await grantsOf(accountId)).toEqual([]);
    await prove(accountId);
    expect((await decide('approve')).state).toBe('approved');
    expect(await grantsOf(accountId)).toHaveLength(1);
  });

  it('asks for no business to be added, and gets none that it asked for', async () => {
    const { here } = on.world;
    const { id } = await account(false);
    const ask = () => on.additions.request(here, id, ADDITION, { isOther: true, locale: 'fr' }, NOW);
    await expect(ask()).rejects.toThrow(AddressUnproven);
    await prove(id);
    const asked = await ask();
    await unprove(id);
    const decision = { decision: 'approve', reason: REASON, makesOwner: true } as const;
    const addition = asked.kind === 'asked' ? asked.id : '';
    await expect(on.additions.decide(here, addition, decision, BY, NOW)).rejects.toThrow(ClaimantUnproven);
    const added = await on.additions.decide(here, addition, { ...decision, makesOwner: false }, BY, NOW);
    expect([added.state, await grantsOf(id)]).toEqual(['approved', []]);
  });

  it('is handed nothing over: whoever wrote down another’s address does not read its mail', async () => {
    const { here } = on.world;
    const listing = await shop();
    const owner = await anAccount(on.world, here, { grants: [{ listingId: listing }] });
    const heir = await account(false);
    const { id } = await on.transfers.offer(here, listing, owner, { email: heir.email, locale: 'fr' }, NOW);
    const answer = (accepts: boolean) => on.transfers.answer(here, id, heir, { accepts, locale: 'fr' }, NOW);
    await expect(answer(true)).rejects.toThrow(AddressUnproven);
    expect(await grantsOf(heir.id)).toEqual([]);
    await prove(heir.id);
    await answer(true);
    expect(await grantsOf(heir.id)).toHaveLength(1);
  });
});
