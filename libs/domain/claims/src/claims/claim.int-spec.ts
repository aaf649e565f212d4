import { claimPolicies, type ClaimPolicy } from '@halles/contracts';
import { ListingNotFound } from '@halles/domain/listings';
import { DAY, MINUTE, required, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, type SourceInput, writeListings } from '@halles/testing';
import {
  ClaimAlreadyOwner,
  ClaimCodeOver,
  ClaimCodeRefused,
  ClaimCodesTooMany,
  ClaimNotFound,
  ClaimProofUnavailable,
  ClaimStateRefused,
} from '../claim.errors';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import type { Claimant } from '../proofs/proof-options';

const SIRET = '73282932000074';
const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let phones = 0;
/** A phone that no other test sends codes to. */
const aPhone = (): string => `+335560${String((phones += 1)).padStart(5, '0')}`;

describe('claims', () => {
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

  const under = (policy: ClaimPolicy): TenantContext => ({
    ...here,
    tenant: { ...here.tenant, settings: { ...here.tenant.settings, claims: { policy } } },
  });
  const shop = async (facts: SourceInput['facts'] = {}, ctx = here): Promise<number> =>
    (await writeListings(on.world, ctx, [{ facts: { contact: { phone: aPhone() }, ...facts } }]))[0] ?? 0;
  const claimant = async (ctx = here, siret: string | null = null): Promise<Claimant> => ({
    accountId: (await anAccount(on.world, ctx)).id,
    siret,
  });
  const isMarked = (listing: number): Promise<boolean> =>
    on.world.work
      .read(here, ({ manager }) =>
        manager.query<{ claimed: boolean }[]>(
          'SELECT features & 32 <> 0 AS claimed FROM listing WHERE id = $1',
          [listing],
        ),
      )
      .then(([row]) => row?.claimed === true);

  /** Asks for a code to the first known phone, and gives it. */
  async function askCode(claimId: string, who: Claimant, ctx = here, now = NOW): Promise<string> {
    const { ways } = await on.claimLookup.get(ctx, claimId, who, now);
    const way = required(
      ways.find(({ kind }) => kind === 'phone-code'),
      'a known phone',
    );
    await on.claimProofs.requestProof(
      ctx,
      claimId,
      who,
      { kind: 'phone-code', contactName: way.name ?? '' },
      now,
    );
    const { proofs } = await on.claimLookup.get(ctx, claimId, who, now);
    return on.codes.codeOf(ctx.tenant.id, proofs.at(-1)?.id ?? '', 'digits');
  }
  const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  async function proved(listing: number, who: Claimant, ctx = here, now = NOW) {
    const { id } = await on.claimants.begin(ctx, listing, who, 'fr', now);
    return on.claimProofs.enterCode(ctx, id, who, await askCode(id, who, ctx, now), now);
  }

  it('make an owner of who answers at the phone that the register knows, and mark the listing', async () => {
    const [listing, who] = [await shop(), await claimant()];
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    const code = await askCode(id, who);
    expect((await on.drainOutbox()).filter((kind) => kind.startsWith('claim')).sort()).toEqual([
      'claim.code',
      'claim.notify',
    ]);
    const claim = await on.claimProofs.enterCode(here, id, who, `${code.slice(0, 3)} ${code.slice(3)}`, NOW);
    expect(claim).toMatchObject({ state: 'approved', expiresAt: null });
    expect([await on.ownerOf(listing), await isMarked(listing)]).toEqual([who.accountId, true]);
    expect(await on.drainOutbox()).toContain('claim.notify');
    const { events } = await on.claimLookup.get(here, id, who, systemClock.now());
    expect(events.map(({ step, cause }) => [step, cause])).toEqual([
      ['start', 'claimant'],
      ['prove', 'phone-code'],
    ]);
    await expect(on.claimants.begin(here, listing, who, 'fr', NOW)).rejects.toThrow(ClaimAlreadyOwner);
  });

  it('show the phone masked, and take no phone that was typed', async () => {
    const [listing, who] = [await shop({ contact: { phone: '+33556991230' } }), await claimant()];
    const { ways } = await on.claimLookup.look(here, listing, who, NOW);
    expect(JSON.stringify(ways)).not.toMatch(/991230|5699/);
    expect(ways.map(({ kind }) => kind)).toEqual(['phone-code', 'letter-code', 'document', 'town']);
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    for (const contactName of ['+33600000000', '+33556991230', ''])
      await expect(
        on.claimProofs.requestProof(here, id, who, { kind: 'phone-code', contactName }, NOW),
      ).rejects.toThrow(ClaimProofUnavailable);
  });

  it('end a code after five wrong ones, count those that come at once, and take the right one then no more', async () => {
    const [listing, who] = [await shop(), await claimant()];
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    const code = await askCode(id, who);
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => on.claimProofs.enterCode(here, id, who, wrong(code), NOW)),
    );
    const reasons = tries.map((tried) => (tried.status === 'rejected' ? (tried.reason as Error) : null));
    expect(reasons.filter((reason) => reason instanceof ClaimCodeRefused)).toHaveLength(5);
    expect(reasons.filter((reason) => reason instanceof ClaimCodeOver)).toHaveLength(3);
    await expect(on.claimProofs.enterCode(here, id, who, code, NOW)).rejects.toThrow(ClaimCodeOver);
    expect(await on.ownerOf(listing)).toBeUndefined();
  });

  it('take a code until ten minutes are over, and not at ten minutes', async () => {
    const who = await claimant();
    const { id } = await on.claimants.begin(here, await shop(), who, 'fr', NOW);
    const code = await askCode(id, who);
    await expect(on.claimProofs.enterCode(here, id, who, code, later(10 * MINUTE))).rejects.toThrow(
      ClaimCodeOver,
    );
    const claim = await on.claimProofs.enterCode(here, id, who, code, later(10 * MINUTE - 1));
    expect(claim.state).toBe('approved');
  });

  it('pester no business: three codes a day to one phone, whoever asks', async () => {
    const listing = await shop();
    const [one, other] = [await claimant(), await claimant()];
    const first = await on.claimants.begin(here, listing, one, 'fr', NOW);
    const second = await on.claimants.begin(here, listing, other, 'fr', NOW);
    await askCode(first.id, one);
    await askCode(second.id, other, here, later(MINUTE));
    await askCode(first.id, one, here, later(2 * MINUTE));
    await expect(askCode(second.id, other, here, later(3 * MINUTE))).rejects.toThrow(ClaimCodesTooMany);
    await expect(askCode(second.id, other, here, later(DAY + 1))).resolves.toMatch(/^\d{6}$/);
  });

  it('take the word of ProConnect at once, of another establishment of the company for the town to see', async () => {
    const listing = await shop({ siret: SIRET as never });
    const stranger = await claimant(here, '55208131766522');
    const head = await claimant(here, '73282932000082');
    const who = await claimant(here, SIRET);
    const states = [];
    for (const one of [stranger, head, who]) {
      const { id } = await on.claimants.begin(here, listing, one, 'fr', NOW);
      const asked = on.claimProofs.requestProof(here, id, one, { kind: 'proconnect' }, NOW);
      states.push(await asked.then(({ state }) => state).catch((error: Error) => error.constructor));
    }
    expect(states).toEqual([ClaimProofUnavailable, 'review', 'approved']);
    expect(await on.ownerOf(listing)).toBe(who.accountId);
  });

  it.each(claimPolicies)('follow the territory’s policy: %s', async (policy) => {
    const ctx = under(policy);
    const sure = await proved(await shop(), await claimant(), ctx);
    const osm = await on.world.work
      .write(here, async () => undefined)
      .then(() =>
        writeListings(on.world, here, [
          { source: 'osm', facts: { contact: { phone: aPhone() }, updatedOn: '2026-11-20' } },
        ]),
      );
    const unsure = await proved(osm[0] ?? 0, await claimant(), ctx);
    expect([sure.state, unsure.state]).toEqual(
      { automatic: ['approved', 'approved'], trust: ['approved', 'review'], manual: ['review', 'review'] }[
        policy
      ],
    );
  });

  it('of two at the same instant make one owner, the other in a dispute, both told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const listing = await shop({ siret: null });
      const people = await Promise.all(Array.from({ length: 6 }, () => claimant(here, null)));
      const begun = await Promise.all(
        people.slice(0, 3).map((who) => on.claimants.begin(here, listing, who, 'fr', NOW)),
      );
      const codes: string[] = [];
      for (const [at, { id }] of begun.entries()) codes.push(await askCode(id, people[at] as Claimant));
      await on.drainOutbox();
      const after = await Promise.all(
        begun.map(({ id }, at) =>
          on.claimProofs.enterCode(here, id, people[at] as Claimant, codes[at] ?? '', NOW),
        ),
      );
      expect(after.map(({ state }) => state).sort()).toEqual(['approved', 'disputed', 'disputed']);
      expect(await on.ownerOf(listing)).toBe(after.find(({ state }) => state === 'approved')?.accountId);
      const told = await on.drainOutbox();
      expect(told.filter((kind) => kind === 'claim.notify')).toHaveLength(3);
      expect(told.filter((kind) => kind === 'claim.notify-owner')).toHaveLength(2);
    }
  });

  it('of two that ProConnect vouches for in one breath of begin and proof make one owner', async () => {
    const listing = await shop({ siret: '35600000000048' as never });
    const people = await Promise.all([1, 2].map(() => claimant(here, '35600000000048')));
    const after = await Promise.all(
      people.map(async (who) => {
        const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
        return on.claimProofs.requestProof(here, id, who, { kind: 'proconnect' }, NOW);
      }),
    );
    expect(after.map(({ state }) => state).sort()).toEqual(['approved', 'disputed']);
  });

  it('are one an account and listing, however often it is asked for', async () => {
    const [listing, who] = [await shop(), await claimant()];
    const begun = await Promise.all(
      Array.from({ length: 5 }, () => on.claimants.begin(here, listing, who, 'fr', NOW)),
    );
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    expect(await on.drainOutbox()).toEqual(['claim.notify']);
  });

  it('ask the town once, however often its button is pressed', async () => {
    const who = await claimant();
    const id = await on.askTown(await shop(), who, NOW);
    await on.drainOutbox();
    const again = await on.claimProofs.requestProof(here, id, who, { kind: 'town' }, NOW);
    expect([again.id, again.state]).toEqual([id, 'review']);
    const { proofs, events } = await on.claimLookup.get(here, id, who, NOW);
    expect(proofs.map(({ kind }) => kind)).toEqual(['town']);
    expect(events.map(({ step }) => step)).toEqual(['start', 'submit']);
    expect(await on.drainOutbox()).toEqual([]);
  });

  it('are nobody else’s to see or to touch, of this territory or another', async () => {
    const [listing, who, other] = [await shop(), await claimant(), await claimant()];
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    for (const [ctx, stranger, of] of [
      [here, other, id],
      [there, who, id],
      [here, who, 'nonsense'],
      [here, who, '0193600c-0000-7000-8000-000000000000'],
    ] as const) {
      await expect(on.claimLookup.get(ctx, of, stranger, NOW)).rejects.toThrow(ClaimNotFound);
      await expect(on.claimProofs.enterCode(ctx, of, stranger, '123456', NOW)).rejects.toThrow(ClaimNotFound);
      await expect(on.claimants.withdraw(ctx, of, stranger, NOW)).rejects.toThrow(ClaimNotFound);
      await expect(on.claims.get(there, id)).rejects.toThrow(ClaimNotFound);
    }
    await expect(on.claimants.begin(there, listing + 1_000_000, who, 'fr', NOW)).rejects.toThrow(
      ListingNotFound,
    );
    expect((await on.claimLookup.list(there, who, NOW)).length).toBe(0);
  });

  it('lapse after thirty days without a proof, to the instant, and are told', async () => {
    const who = await claimant();
    const { id } = await on.claimants.begin(here, await shop(), who, 'fr', NOW);
    await on.drainOutbox();
    await on.claims.expire(here, later(30 * DAY - 1));
    expect((await on.claimLookup.get(here, id, who, systemClock.now())).claim.state).toBe('open');
    const ended = await on.claims.expire(here, later(30 * DAY));
    expect([ended > 0, (await on.claimLookup.get(here, id, who, systemClock.now())).claim.state]).toEqual([
      true,
      'expired',
    ]);
    expect(await on.drainOutbox()).toContain('claim.notify');
    expect(await on.claims.expire(here, later(30 * DAY))).toBe(0);
    await expect(on.claimants.withdraw(here, id, who, NOW)).rejects.toThrow(ClaimStateRefused);
  });

  it('are released with the listing, which has no owner and no mark then', async () => {
    const [listing, who] = [await shop(), await claimant()];
    const { id } = await proved(listing, who);
    await expect(on.claimants.release(here, listing, await claimant(), NOW)).rejects.toThrow(ListingNotFound);
    await on.claimants.release(here, listing, who, NOW);
    expect([await on.ownerOf(listing), await isMarked(listing)]).toEqual([undefined, false]);
    expect((await on.claimLookup.get(here, id, who, systemClock.now())).claim.state).toBe('released');
    expect((await proved(listing, await claimant())).state).toBe('approved');
  });

  it('of a sole trader whom the register hides are allowed by letter, document and town, and hint at nothing', async () => {
    const [listing = 0] = await writeListings(on.world, here, [
      [
        {
          source: 'sirene',
          sourceId: '44306184100047',
          facts: { siret: '44306184100047' as never, partialDiffusion: true, displayName: null },
        },
        { source: 'osm', facts: { displayName: 'Chez Jeanne', contact: { phone: aPhone() } } },
      ],
    ]);
    const who = await claimant();
    const { subject, ways } = await on.claimLookup.look(here, listing, who, NOW);
    expect([subject.visibility, subject.name, subject.line]).toEqual(['masked', null, null]);
    expect(ways.map(({ kind, asksAddress }) => [kind, asksAddress])).toEqual([
      ['letter-code', true],
      ['document', false],
      ['town', false],
    ]);
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    await expect(
      on.claimProofs.requestProof(here, id, who, { kind: 'letter-code', address: null }, NOW),
    ).rejects.toThrow(ClaimProofUnavailable);
    const address = { street: '3 rue du Puits', postalCode: '33000', town: 'Bordeaux' };
    await on.claimProofs.requestProof(here, id, who, { kind: 'letter-code', address }, NOW);
    const { proofs } = await on.claimLookup.get(here, id, who, systemClock.now());
    const code = on.codes.codeOf(here.tenant.id, proofs[0]?.id ?? '', 'letters');
    // The address is the claimant's own word: the code proves that mail arrives there, a person the rest.
    expect((await on.claimProofs.enterCode(here, id, who, code, NOW)).state).toBe('review');
  });

  it('have one letter on its way, and another after fifteen days', async () => {
    const [listing, who] = [await shop(), await claimant()];
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    const askLetter = (at: Date) =>
      on.claimProofs.requestProof(here, id, who, { kind: 'letter-code', address: null }, at);
    const letters = async () =>
      (await on.claimLookup.get(here, id, who, NOW)).proofs.map(({ kind, state }) => [kind, state]);
    await askLetter(NOW);
    await askLetter(new Date(NOW.getTime() + 15 * DAY - 1));
    expect(await letters()).toEqual([['letter-code', 'asked']]);
    await askLetter(new Date(NOW.getTime() + 15 * DAY));
    expect(await letters()).toEqual([
      ['letter-code', 'superseded'],
      ['letter-code', 'asked'],
    ]);
  });
});
