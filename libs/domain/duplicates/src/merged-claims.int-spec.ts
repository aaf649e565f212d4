import type { Account } from '@halles/domain/accounts';
import { ClaimStateRefused, NoLetterToPrint } from '@halles/domain/claims';
import { ListingNotFound } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, writeListings } from '@halles/testing';
import { KeptByPassedClaim } from './duplicate.errors';
import { type DuplicatesWorld, later, NOW, openDuplicatesWorld } from '@halles/testing/duplicates';

const BY = { accountId: null, name: 'Claire Dubois' };
const DECIDER = { name: 'Claire Dubois' };
const APPROVE = { decision: 'approve', reason: 'Vu au comptoir.' } as const;

/** Of PostgreSQL: whoever waits longer than two seconds is asked to try again, and nothing is half done. */
const LOCK_TIMEOUT = '55P03';

describe('claims on two listings that are one business', () => {
  let on: DuplicatesWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openDuplicatesWorld();
    ({ here } = on.world);
  });
  afterAll(() => on.world.close());

  const merge = (id: string) => on.duplicates.merge(here, id, BY, later(1_000));
  const separate = (id: string) => on.duplicates.keepSeparate(here, id, BY, later(2_000));
  const person = (): Promise<Account> => anAccount(on.world, here);
  const as = ({ id }: Account) => ({ accountId: id, siret: null });
  /** A claim that the town is asked to decide. */
  async function asked(listing: number, who: Account): Promise<string> {
    const { id } = await on.claimants.begin(here, listing, as(who), 'fr', NOW);
    await on.claimProofs.requestProof(here, id, as(who), { kind: 'town' }, NOW);
    return id;
  }
  const claim = async (id: string, who: Account) => {
    const file = await on.claimLookup.get(here, id, as(who), NOW);
    const { state, listingId } = file.claim;
    return { state, listingId, cause: file.events.at(-1)?.cause };
  };
  const ownersOf = (...listings: number[]) =>
    on.fixtures
      .rows<{ owner: string }>(
        `SELECT account_id AS owner FROM account_grant WHERE listing_id = ANY ($1) AND role = 'merchant-owner'`,
        [listings],
      )
      .then((rows) => rows.map(({ owner }) => owner));

  it('are a dispute where somebody keeps the one that stays, who is told; alone again, they wait as before', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const [owner, other] = [await person(), await person()];
    await anAccount(on.world, here, { email: owner.email, grants: [{ listingId: registered }] });
    const claimed = await asked(mapped, other);
    await on.drainOutbox();
    await merge(id);
    expect(await claim(claimed, other)).toEqual({ state: 'disputed', listingId: registered, cause: 'owned' });
    expect((await on.drainOutbox()).sort()).toEqual([
      // Of the merge, and of the dispute.
      'claim.notify',
      'claim.notify',
      'claim.notify-agents',
      'claim.notify-owner',
    ]);
    const file = await on.claims.get(here, claimed);
    expect([file.owner?.account.id, file.subject?.id]).toEqual([owner.id, registered]);
    await separate(id);
    expect(await claim(claimed, other)).toEqual({ state: 'review', listingId: mapped, cause: 'alone' });
    await on.claims.decide(here, claimed, APPROVE, DECIDER, later(3_000));
    expect([await ownersOf(registered), await ownersOf(mapped)]).toEqual([[owner.id], [other.id]]);
  });

  it('of two people are a dispute that one decision ends', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const [one, other] = [await person(), await person()];
    const claims = [await asked(registered, one), await asked(mapped, other)] as const;
    await merge(id);
    expect([await claim(claims[0], one), await claim(claims[1], other)]).toMatchObject([
      { state: 'disputed', cause: 'rival' },
      { state: 'disputed', cause: 'rival', listingId: registered },
    ]);
    await on.claims.decide(here, claims[1], APPROVE, DECIDER, later(2_000));
    expect((await claim(claims[0], one)).state).toBe('refused');
    expect(await ownersOf(registered)).toEqual([other.id]);
    // They were told that the page is theirs: it is, as long as they keep it.
    await expect(separate(id)).rejects.toThrow(KeptByPassedClaim);
    expect(await on.effects.done(here, id, BY, later(3_000))).toMatchObject({
      refusal: 'kept-by-passed-claim',
      carried: { claims: 0, refused: 0 },
    });
    expect([await ownersOf(registered), await on.shown(mapped)]).toEqual([[other.id], registered]);
    await on.claimants.release(here, registered, as(other), later(4_000));
    await separate(id);
    expect(await claim(claims[1], other)).toMatchObject({ state: 'released', listingId: mapped });
    expect(await ownersOf(registered, mapped)).toEqual([]);
  });

  it('that were refused go back so, and the page that a claim of its own was granted for is set apart', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const [one, other] = [await person(), await person()];
    const claims = [await asked(registered, one), await asked(mapped, other)] as const;
    await merge(id);
    await on.claims.decide(here, claims[0], APPROVE, DECIDER, later(2_000));
    expect(await on.effects.done(here, id, BY, later(3_000))).toMatchObject({
      refusal: null,
      carried: { claims: 0, refused: 1 },
    });
    await separate(id);
    expect(await ownersOf(registered)).toEqual([one.id]);
    expect(await claim(claims[1], other)).toMatchObject({ state: 'refused', listingId: mapped });
  });

  it('keep the two one where who was given the page handed it over', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const [first, heir] = [await person(), await person()];
    const passed = await asked(mapped, first);
    await merge(id);
    await on.claims.decide(here, passed, APPROVE, DECIDER, later(2_000));
    await on.world.work.write(here, ({ manager }) =>
      manager.query('UPDATE account_grant SET account_id = $1 WHERE listing_id = $2', [heir.id, registered]),
    );
    await on.world.work.write(here, ({ manager }) =>
      manager.query(`UPDATE claim SET state = 'transferred' WHERE id = $1`, [passed]),
    );
    await expect(separate(id)).rejects.toThrow(KeptByPassedClaim);
  });

  it('are told of it in their steps, and of its undo: each once, whichever of the two they were on', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const [one, other] = [await person(), await person()];
    const claims = [
      [await asked(registered, one), one],
      [await asked(mapped, other), other],
    ] as const;
    const told = async (): Promise<string[][]> => {
      const files = [];
      for (const [claimed, who] of claims) files.push(await on.claimLookup.get(here, claimed, as(who), NOW));
      return files.map(({ events }) =>
        events
          .filter(({ step }) => ['join', 'part'].includes(step))
          .map(({ step, cause }) => `${step} ${cause}`),
      );
    };
    const mails = async () => (await on.drainOutbox()).filter((kind) => kind === 'claim.notify').length;
    await on.drainOutbox();
    await merge(id);
    expect(await told()).toEqual([['join merged'], ['join merged']]);
    // Each of the merge, and each of the dispute that it makes; then of the undo, and of the dispute that is none.
    expect(await mails()).toBe(4);
    await separate(id);
    expect(await mails()).toBe(4);
    const both = ['join merged', 'part parted'];
    expect(await told()).toEqual([both, both]);
    expect([await claim(...claims[0]), await claim(...claims[1])]).toMatchObject([
      { state: 'review', listingId: registered },
      { state: 'review', listingId: mapped },
    ]);
  });

  it('of one person are one: the one that is further, and none where they keep the page', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const who = await person();
    const open = (await on.claimants.begin(here, registered, as(who), 'fr', NOW)).id;
    const waiting = await asked(mapped, who);
    await merge(id);
    expect(await claim(open, who)).toMatchObject({ state: 'withdrawn', cause: 'merged' });
    expect(await claim(waiting, who)).toMatchObject({ state: 'review', listingId: registered });

    const next = await on.fixtures.pair();
    const owner = await person();
    await anAccount(on.world, here, { email: owner.email, grants: [{ listingId: next.mapped }] });
    const second = await asked(next.registered, owner);
    expect(await merge(next.id)).toBe(next.mapped);
    expect(await claim(second, owner)).toMatchObject({ state: 'withdrawn', cause: 'merged' });
    expect(await ownersOf(next.mapped)).toEqual([owner.id]);
  });

  it('go on where they were: a letter that is on its way proves the listing that stays', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const who = await person();
    const { id: claimed } = await on.claimants.begin(here, mapped, as(who), 'fr', NOW);
    await on.claimProofs.requestProof(here, claimed, as(who), { kind: 'letter-code', address: null }, NOW);
    await on.letters.print(here, [claimed], NOW);
    const [proof] = await on.fixtures.rows<{ id: string }>('SELECT id FROM claim_proof WHERE claim_id = $1', [
      claimed,
    ]);
    await merge(id);
    const code = on.codes.codeOf(here.tenant.id, proof?.id ?? '', 'letters');
    await on.claimProofs.enterCode(here, claimed, as(who), code, later(2_000));
    expect(await claim(claimed, who)).toMatchObject({ listingId: registered });
    expect((await claim(claimed, who)).state).not.toBe('open');
  });

  it('begin on the one that stays, by whichever of the two numbers', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    await merge(id);
    const begun = await on.claimants.begin(here, mapped, as(await person()), 'fr', NOW);
    expect(begun.listingId).toBe(registered);
  });

  it('leave no owner, claim or report behind, whichever comes first of a merge and of them', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, registered, mapped } = await on.fixtures.pair();
      const [who, other] = [await person(), await person()];
      const waiting = await asked(mapped, who);
      const [, ...rest] = await Promise.allSettled([
        merge(id),
        on.claims.decide(here, waiting, APPROVE, DECIDER, later(round)),
        on.claimants.begin(here, mapped, as(other), 'fr', NOW),
      ]);
      for (const result of rest)
        if (result.status === 'rejected')
          expect([ClaimStateRefused, ListingNotFound].some((kind) => result.reason instanceof kind)).toBe(
            true,
          );
      const [gone] = await on.fixtures.rows<{ id: number }>(
        'SELECT id FROM listing WHERE id = ANY ($1) AND merged_into IS NOT NULL',
        [[registered, mapped]],
      );
      expect(gone).toBeDefined();
      for (const table of ['account_grant', 'claim'])
        expect(await on.fixtures.rows(`SELECT FROM ${table} WHERE listing_id = $1`, [gone?.id])).toEqual([]);
    }
  });

  it('make one listing of two once, of two agents at the same instant', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const third = await on.fixtures.pair();
    const chained = await on.fixtures.doubt(mapped, third.registered);
    const results = await Promise.allSettled([merge(id), merge(id), merge(chained), merge(third.id)]);
    for (const result of results)
      if (result.status === 'rejected')
        expect(['pair-not-found', 'both-listings-kept', LOCK_TIMEOUT]).toContain(
          (result.reason as { code: string }).code,
        );
    // However they came: no listing leads to one that is merged itself.
    expect(
      await on.fixtures.rows(
        'SELECT l.id FROM listing l JOIN listing m ON m.id = l.merged_into WHERE m.merged_into IS NOT NULL',
      ),
    ).toEqual([]);
    // Where the chained pair came first, this one is asked about whom its listing became.
    const made = results.slice(0, 2).filter(({ status }) => status === 'fulfilled').length;
    const [left, tleft] = [await on.shown(registered), await on.shown(mapped)];
    const asked = await on.fixtures.rows(
      `SELECT FROM listing_pair WHERE state = 'doubtful' AND one = least($1::int, $2) AND other = greatest($1::int, $2)`,
      [left, tleft],
    );
    expect({ isOne: left === tleft, asked: asked.length }).toEqual({ isOne: made === 1, asked: 1 - made });
  });

  it('and letters: who was written to by one number is left in peace by the other', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    await on.invitations.print(here, [mapped], NOW);
    await merge(id);
    await expect(on.invitations.print(here, [registered], later(2_000))).rejects.toBeInstanceOf(
      NoLetterToPrint,
    );
    await separate(id);
    expect((await on.invitations.print(here, [registered], later(3_000))).length).toBeGreaterThan(0);
  });

  it('and objections to letters: what was said of one number holds for the other, and is taken back for both', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    await on.invitations.refuse(here, mapped, NOW);
    await merge(id);
    expect(await on.invitations.refusedAt(here, registered)).toEqual(NOW);
    await expect(on.invitations.print(here, [registered], NOW)).rejects.toBeInstanceOf(NoLetterToPrint);
    await on.invitations.allow(here, registered, NOW);
    expect(await on.invitations.refusedAt(here, registered)).toBeNull();
    expect((await on.invitations.print(here, [registered], NOW)).length).toBeGreaterThan(0);
  });

  it('leave another territory’s listings of the same numbers alone', async () => {
    const { id, mapped } = await on.fixtures.pair();
    await writeListings(
      on.world,
      on.world.there,
      Array.from({ length: mapped }, () => ({})),
      NOW,
    );
    await merge(id);
    expect(
      await on.fixtures.rows('SELECT id FROM listing WHERE merged_into IS NOT NULL', [], on.world.there),
    ).toEqual([]);
  });
});
