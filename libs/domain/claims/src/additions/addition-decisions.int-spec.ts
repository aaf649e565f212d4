import type { Account } from '@halles/domain/accounts';
import type { AdditionDecision } from '@halles/contracts';
import { NotificationService } from '@halles/domain/notifications';
import { ProfileInvalid } from '@halles/domain/profiles';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';
import { promisedOf } from '@halles/testing/freshness';
import { AdditionDecided, AdditionNotFound } from '../claim.errors';

const NOW = new Date('2026-11-25T10:00:00Z');
const BY = { name: 'Claire Dubois' };
const REASON = 'Le Kbis est au nom de la personne.';

describe('what the town decides of a business that is missing', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  let there: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    ({ here, there } = on.world);
  });
  afterAll(() => on.world.close());

  const person = (): Promise<Account> => anAccount(on.world, here);
  const input = {
    siret: '732 829 320 00074',
    name: 'Atelier du Cuir',
    category: 'bakery',
    street: '3 bis, rue du Puits',
    postalCode: '33000',
    communeCode: '33063',
    phone: '05 56 00 12 30',
    message: null,
  };

  /** Where the map has it: of a place that is exact. */
  const pinOf = (listing: number | null) =>
    on.world.work.read(here, ({ manager }) =>
      manager.query<{ longitude: number; latitude: number }[]>(
        `SELECT longitude, latitude FROM listing WHERE id = $1 AND position_precision = 'address'`,
        [listing],
      ),
    );

  it('puts the business into the directory by the town’s word, and opens its claim', async () => {
    const who = await person();
    const asked = await on.additions.request(here, who.id, input, { isOther: true, locale: 'fr' }, NOW);
    const id = asked.kind === 'asked' ? asked.id : '';
    expect((await on.additions.fileOf(here, id)).account?.id).toBe(who.id);
    await expect(on.additions.fileOf(there, id)).rejects.toThrow(AdditionNotFound);
    const decision = { decision: 'approve', reason: REASON, makesOwner: false } as const;
    const { listingId } = await on.additions.decide(here, id, decision, BY, NOW);
    const { subject, claim } = await on.claimLookup.look(
      here,
      listingId ?? 0,
      { accountId: who.id, siret: null },
      NOW,
    );
    expect([subject.name, subject.line, subject.siret, subject.visibility]).toEqual([
      'Atelier du Cuir',
      '3 bis rue du Puits',
      '73282932000074',
      'public',
    ]);
    expect(subject.sources.map(({ source }) => source)).toEqual(['agent']);
    expect([claim?.state, await on.ownerOf(listingId ?? 0)]).toEqual(['open', undefined]);
    await expect(on.additions.decide(here, id, decision, BY, NOW)).rejects.toThrow(AdditionDecided);
    // No door of that street is known: nobody knows where it is.
    expect(await pinOf(listingId)).toEqual([]);
  });

  it('is among the notifications of who asked, whether it was accepted or refused', async () => {
    const who = await person();
    const inbox = async () =>
      (
        await on.module.get(NotificationService, { strict: false }).inbox(here, who.id, null)
      ).notifications.map(({ page, listing }) => [page?.change, listing.name, listing.id]);
    const decided = async (siret: string, decision: AdditionDecision): Promise<number | null> => {
      const typed = { ...input, siret, phone: null };
      const asked = await on.additions.request(here, who.id, typed, { isOther: true, locale: 'fr' }, NOW);
      const id = asked.kind === 'asked' ? asked.id : '';
      return (await on.additions.decide(here, id, decision, BY, NOW)).listingId;
    };
    await decided('732 829 320 00140', { decision: 'refuse', reason: REASON, makesOwner: false });
    expect(await inbox()).toEqual([['addition-refused', 'Atelier du Cuir', null]]);
    const added = await decided('732 829 320 00157', {
      decision: 'approve',
      reason: null,
      makesOwner: false,
    });
    expect((await inbox())[0]).toEqual(['addition-accepted', 'Atelier du Cuir', added]);
    // Who is given the page at once is notified of that.
    await decided('732 829 320 00165', { decision: 'approve', reason: null, makesOwner: true });
    expect((await inbox()).map(([change]) => change)).toEqual([
      'claim-approved',
      'addition-accepted',
      'addition-refused',
    ]);
  });

  it('puts its pin at the door that the directory knows, and where the town says', async () => {
    const door = { longitude: -0.5711, latitude: 44.8422 };
    await writeListings(on.world, here, [
      {
        facts: {
          address: { number: '5', street: 'rue de la Margelle' },
          position: { ...door, precision: 'address' },
        },
      },
    ]);
    const decided = async (siret: string, position?: typeof door) => {
      const street = '3 rue de la Margelle';
      const who = await person();
      const asked = await on.additions.request(
        here,
        who.id,
        { ...input, siret, street, phone: null },
        { isOther: true, locale: 'fr' },
        NOW,
      );
      const id = asked.kind === 'asked' ? asked.id : '';
      const decision = { decision: 'approve', reason: null, makesOwner: false, position } as const;
      const { listingId } = await on.additions.decide(here, id, decision, BY, NOW);
      return pinOf(listingId);
    };
    expect(await decided('83000000600015')).toEqual([door]);
    const put = { longitude: -0.572, latitude: 44.843 };
    expect(await decided('84000000400019', put)).toEqual([put]);
    await expect(decided('85000000100014', { longitude: 2.35, latitude: 48.85 })).rejects.toThrow(
      ProfileInvalid,
    );
    const again = await on.additions.request(
      here,
      (await person()).id,
      input,
      { isOther: true, locale: 'fr' },
      NOW,
    );
    expect([again.kind, again.kind === 'listed' && again.listed.siret]).toEqual([
      'listed',
      input.siret.replaceAll(' ', ''),
    ]);
  });

  it('gives it at once to who the town knows, and says why where it refuses', async () => {
    const who = await person();
    const ask = async (siret: string): Promise<string> => {
      const asked = await on.additions.request(
        here,
        who.id,
        { ...input, siret },
        { isOther: true, locale: 'fr' },
        NOW,
      );
      return asked.kind === 'asked' ? asked.id : '';
    };
    const approved = await on.additions.decide(
      here,
      await ask('35600000000048'),
      { decision: 'approve', reason: REASON, makesOwner: true },
      BY,
      NOW,
    );
    expect(await on.ownerOf(approved.listingId ?? 0)).toBe(who.id);
    // One mail says both: that of the claim, whose reason is that the town added the business.
    expect(await promisedOf(on.world, 'addition.notify')).not.toContain(approved.id);
    const refused = await on.additions.decide(
      here,
      await ask('55208131766522'),
      { decision: 'refuse', reason: REASON, makesOwner: false },
      BY,
      NOW,
    );
    expect([refused.state, refused.reason, refused.listingId]).toEqual(['refused', REASON, null]);
    expect(await promisedOf(on.world, 'addition.notify')).toContain(refused.id);
  });

  it('mails who asked once, that it is there and remains to be proved', async () => {
    const who = await person();
    const asked = await on.additions.request(
      here,
      who.id,
      { ...input, siret: '44306184100047', street: '9 rue du Puits', phone: null },
      { isOther: true, locale: 'fr' },
      NOW,
    );
    const id = asked.kind === 'asked' ? asked.id : '';
    const claimMails = await promisedOf(on.world, 'claim.notify');
    await on.additions.decide(here, id, { decision: 'approve', reason: null, makesOwner: false }, BY, NOW);
    expect(await promisedOf(on.world, 'addition.notify')).toContain(id);
    expect(await promisedOf(on.world, 'claim.notify')).toEqual(claimMails);
  });

  it('takes the SIRET of La Poste’s offices, and no SIRET that cannot be one', async () => {
    const who = await person();
    const ask = (siret: string) =>
      on.additions.request(here, who.id, { ...input, siret }, { isOther: true, locale: 'fr' }, NOW);
    expect((await ask('356 000 000 49837')).kind).toBe('asked');
    expect(await ask('356 000 000 49838')).toEqual({ kind: 'invalid', errors: ['siret'] });
  });
});
