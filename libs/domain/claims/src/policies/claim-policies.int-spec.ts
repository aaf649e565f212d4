import type { Siret } from '@halles/kernel';
import { createContext, listAudit, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';

const NOW = new Date('2026-11-25T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const BY = { accountId: uuid(), name: 'Claire Dubois' };

describe('the policy of claims', () => {
  let on: ClaimsWorld;
  let here: TenantContext;
  let there: TenantContext;
  beforeAll(async () => {
    on = await openClaimsWorld();
    here = createContext(on.world.here.tenant, { kind: 'agent', accountId: BY.accountId }, uuid());
    ({ there } = on.world);
  });
  afterAll(() => on.world.close());
  beforeEach(() => on.world.work.write(here, ({ manager }) => manager.query('DELETE FROM claim_policy')));

  let sirets = 0;
  /** A claim by somebody whom ProConnect says to work there, on a business that the register knows. */
  async function begun(ctx = here) {
    const siret = String(90_000_000_000_000 + (sirets += 1)) as Siret;
    const facts = { siret, contact: { email: 'contact@four.example' } };
    const [listing = 0] = await writeListings(
      on.world,
      ctx,
      [{ source: 'sirene', sourceId: siret, facts }],
      NOW,
    );
    const who = { accountId: (await anAccount(on.world, ctx)).id, siret };
    const { id, policy } = await on.claimants.begin(ctx, listing, who, 'fr', NOW);
    const prove = async () =>
      (await on.claimProofs.requestProof(ctx, id, who, { kind: 'proconnect' }, NOW)).state;
    const look = async () => (await on.claimLookup.look(ctx, listing, who, NOW)).ways[0]?.isImmediate;
    return { policy, prove, look };
  }

  it('is what the territory’s file says while its town hall chose nothing', async () => {
    expect(await on.policies.find(here)).toEqual({ policy: 'trust', chosen: null });
    const claim = await begun();
    expect([claim.policy, await claim.look(), await claim.prove()]).toEqual(['trust', true, 'approved']);
  });

  it('is what the town hall chose from then on: what is offered, and what is decided', async () => {
    const before = await begun();
    await on.policies.choose(here, 'manual', BY, NOW);
    expect(await on.policies.find(here)).toEqual({ policy: 'manual', chosen: { name: BY.name, at: NOW } });
    const after = await begun();
    expect([after.policy, await after.look(), await after.prove()]).toEqual(['manual', false, 'review']);
    // What began under the policy of another day keeps it.
    expect(await before.prove()).toBe('approved');
    await on.policies.choose(here, 'automatic', { ...BY, name: 'Un autre' }, later(1_000));
    expect(await on.policies.find(here)).toMatchObject({ policy: 'automatic', chosen: { name: 'Un autre' } });
    expect((await begun()).policy).toBe('automatic');
  });

  it('believes no address that the claimant alone gives, whatever it is: a person decides on whom the register hides', async () => {
    await on.policies.choose(here, 'automatic', BY, NOW);
    const hidden = { source: 'sirene', facts: { partialDiffusion: true } } as const;
    const [listing = 0] = await writeListings(on.world, here, [hidden], NOW);
    const who = { accountId: (await anAccount(on.world, here)).id, siret: null };
    const { ways } = await on.claimLookup.look(here, listing, who, NOW);
    expect(ways.find(({ kind }) => kind === 'letter-code')).toMatchObject({
      asksAddress: true,
      isImmediate: false,
    });
    const { id } = await on.claimants.begin(here, listing, who, 'fr', NOW);
    const address = { street: '1 rue du Voleur', postalCode: '33000', town: 'Bordeaux' };
    await on.claimProofs.requestProof(here, id, who, { kind: 'letter-code', address }, NOW);
    await on.letters.print(here, [id], NOW);
    const [proof] = await on.world.work.read(here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM claim_proof WHERE claim_id = $1', [id]),
    );
    const code = on.codes.codeOf(here.tenant.id, proof?.id ?? '', 'letters');
    expect((await on.claimProofs.enterCode(here, id, who, code, later(1_000))).state).toBe('review');
  });

  it('is of one territory', async () => {
    await on.policies.choose(here, 'manual', BY, NOW);
    expect(await on.policies.find(there)).toEqual({ policy: 'trust', chosen: null });
    expect((await begun(there)).policy).toBe('trust');
  });

  it('is written down with who chose it, and what it was', async () => {
    await on.policies.choose(here, 'manual', BY, later(4_000));
    await on.policies.choose(here, 'trust', BY, later(5_000));
    const lines = await on.world.work.read(here, (tx) => listAudit(tx, 2));
    expect(lines).toEqual([
      {
        at: later(5_000),
        actor: `agent:${BY.accountId}`,
        action: 'claim-policy.chosen',
        detail: { policy: 'trust', was: 'manual' },
      },
      expect.objectContaining({ detail: { policy: 'manual', was: 'trust' } }),
    ]);
  });
});
