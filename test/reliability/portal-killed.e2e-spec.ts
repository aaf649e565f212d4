import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import type { ContactForm } from './contact-form';
import { type KilledPortal, openKilledPortal } from './killed-portal';
import { setting } from './measure';
import { type Server, until } from './stage';

/** The suite does two of each; `CRASH_RUNS=20 npm test -- e2e portal-killed` the whole measure. */
const RUNS = setting('CRASH_RUNS', 2);

describe('the portal killed while a citizen sends the contact form', () => {
  let stage: KilledPortal;
  let world: World;
  let form: ContactForm;
  let portal: Server;

  beforeAll(async () => {
    stage = await openKilledPortal();
    ({ world, form } = stage);
  }, 60_000);
  afterEach(() => portal.kill());
  afterAll(() => world.close());

  const start = async () => (portal = await stage.start());

  const post = (key: string) => form.post(key);

  const stored = async (key: string) =>
    world.work.read(world.here, ({ manager }) =>
      manager.query<{ reference: string }[]>('SELECT reference FROM enquiry WHERE idempotency_key = $1', [
        key,
      ]),
    );
  const promised = async () => (await platformOf(world).query('SELECT 1 FROM outbox')).length;

  it('before the commit: nothing is there, and the same form sent again is one enquiry', async () => {
    const admin = await connectAdmin(
      world.config,
      required(databaseAddresses(world.config).get('main'), 'main'),
    );
    const enquiries = `${world.here.tenant.schema}.enquiry`;
    for (let run = 0; run < RUNS; run += 1) {
      await start();
      const key = uuid();
      const before = await promised();
      // The transaction stops where it wants to write: what must happen next leaves together with the commit.
      await admin.query(`BEGIN; LOCK TABLE ${enquiries} IN SHARE MODE`);
      const answer = post(key);
      await until('the transaction waits', 60_000, async () => {
        const waiting = await platformOf(world).query(
          'SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
          [enquiries],
        );
        return waiting.length === 1;
      });
      await portal.kill();
      await admin.query('ROLLBACK');
      expect(await answer).toBeNull();
      expect(await stored(key)).toEqual([]);
      expect(await promised()).toBe(before);
      await start();
      expect(await post(key)).toMatchObject({ status: 303 });
      expect(await stored(key)).toHaveLength(1);
      expect(await promised()).toBe(before + 2);
      await portal.kill();
    }
    await admin.end();
  }, 300_000);

  it('after the commit, before the answer: the same form sent again gets the same reference, and no second mail', async () => {
    for (let run = 0; run < RUNS; run += 1) {
      await start();
      const key = uuid();
      const before = await promised();
      const answer = post(key);
      while ((await stored(key)).length === 0) await new Promise((resolve) => setImmediate(resolve));
      await portal.kill();
      await answer;
      const [first] = await stored(key);
      await start();
      expect(await post(key)).toMatchObject({
        status: 303,
        location: `/contact/envoye?ref=${first?.reference}`,
      });
      expect(await stored(key)).toHaveLength(1);
      expect(await promised()).toBe(before + 2);
      await portal.kill();
    }
  }, 300_000);
});
