import { countHashes, GENEROUS, statementsOf, type World } from '@halles/testing';
import { addAccount, ConsoleClient, signInWhole } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

// Whoever asks with an address learns nothing of whether it has an account: not from the answer, nor from its time.
describe('an address that is given to the console', () => {
  let world: World;
  let stage: ConsoleStage;
  let manager: ConsoleClient;
  let visitors = 0;
  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    const account = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    manager = await signInWhole(world, aBrowser(), account);
  });
  afterAll(async () => {
    await stage.close();
  });

  const aBrowser = () => new ConsoleClient(stage.port, `203.0.113.${(visitors += 1)}`);
  const knownOn = async (tenantId: string): Promise<string> =>
    (await addAccount(world, { role: 'agent', tenantId })).email;
  const anOperator = async (): Promise<string> => (await addAccount(world, { role: 'operator' })).email;
  const nobody = () => Promise.resolve(`nobody-${(visitors += 1)}@nowhere.example`);
  const elsewhere = () => knownOn(world.there.tenant.id);

  async function expectAlike(
    addresses: readonly (() => Promise<string>)[],
    ask: (email: string) => Promise<{ readonly status: number }>,
  ): Promise<void> {
    const outcomes = [];
    // The first warms up: a connection that is opened for it would be seen.
    for (const address of [nobody, nobody, ...addresses]) {
      const email = await address();
      const hashes = countHashes();
      let status: number | undefined;
      const statements = await statementsOf(async () => ({ status } = await ask(email)));
      outcomes.push({ status, hashes: hashes(), statements });
    }
    const [, unknown, ...known] = outcomes;
    expect(unknown?.statements.length).toBeGreaterThan(0);
    for (const outcome of known) expect(outcome).toEqual(unknown);
  }

  it('is compared with as much work, whoever it is', () =>
    expectAlike([elsewhere, () => knownOn(world.here.tenant.id), anOperator], (email) =>
      aBrowser().signIn(email, 'not this one at all'),
    ));

  it('is sent a link with as much work, whoever it is', () =>
    expectAlike([elsewhere, () => knownOn(world.here.tenant.id), anOperator], (email) =>
      aBrowser().call({ method: 'POST', path: '/api/passwords/request', body: { email, locale: 'fr' } }),
    ));

  it('is invited by a manager with as much work, whether it works elsewhere or nowhere', () =>
    expectAlike([elsewhere, anOperator], (email) =>
      manager.call({
        method: 'POST',
        path: '/api/tenants/ici-bourg/team/invitations',
        body: { email, name: 'Claire', role: 'agent', locale: 'fr' },
      }),
    ));
});
