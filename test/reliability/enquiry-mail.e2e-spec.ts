import { platformOf } from '@halles/testing';
import {
  anEnquiry,
  isDone,
  openStage,
  outboxStates,
  passTime,
  receivedMail,
  type Stage,
  until,
} from './stage';

describe('an enquiry reaches the town hall', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  beforeEach(() => stage.clear());

  it('is mailed to the town hall and to its writer, once each', async () => {
    await stage.startWorker();
    await stage.send();
    await until('both mails sent', 60_000, isDone(stage, 2));
    const mails = await receivedMail(stage);
    expect(mails.map(({ to }) => to).sort()).toEqual([
      expect.stringMatching(/^jeanne-[\w-]+@habitante\.example$/),
      'mairie@ici-bourg.example',
    ]);
    expect(await stage.workers[0]?.stop()).toBe(0);
  }, 30_000);

  it('sent again with the same key is one enquiry; with other contents it is refused', async () => {
    const enquiry = anEnquiry();
    const references = await Promise.all(
      Array.from({ length: 50 }, () => stage.enquiries.send(stage.world.here, enquiry, 'fr')),
    );
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(1);
    expect(await outboxStates(stage)).toEqual({ pending: 2 });
    await expect(
      stage.enquiries.send(stage.world.here, { ...enquiry, message: 'autre' }, 'fr'),
    ).rejects.toMatchObject({ code: 'enquiry-key-reused' });
    // The same key on another territory is another enquiry.
    await stage.enquiries.send(stage.world.there, enquiry, 'fr');
    expect(await outboxStates(stage)).toEqual({ pending: 4 });
  });

  it('waits for a mail server that says "later", and buries what is refused for good, once', async () => {
    await stage.startWorker();
    stage.smtp.fail = ({ to }) =>
      String(to).includes('@habitante.example')
        ? { code: 550, message: 'no such mailbox' }
        : { code: 451, message: 'later' };
    await stage.send();
    await until('one buried, one postponed', 60_000, async () => {
      const states = await outboxStates(stage);
      return states['dead'] === 1 && states['pending'] === 1;
    });
    const [waiting] = await platformOf(stage.world).query<{ wait: number; failures: number }>(
      "SELECT extract(epoch FROM next_at - now())::float8 AS wait, failures FROM outbox WHERE status = 'pending'",
    );
    expect(waiting?.failures).toBe(1);
    expect(waiting?.wait).toBeGreaterThan(20);
    expect(waiting?.wait).toBeLessThanOrEqual(33);
    const deliveries = await stage.world.work.read(stage.world.here, ({ manager }) =>
      manager.query(
        `SELECT status, response FROM mail_delivery WHERE recipient LIKE '%@habitante.example' ORDER BY created_at DESC LIMIT 1`,
      ),
    );
    expect(deliveries).toEqual([{ status: 'refused', response: expect.stringContaining('550') as string }]);
    stage.smtp.fail = undefined;
    await passTime(stage);
    await until('the other is sent', 60_000, isDone(stage, 1));
    expect(await outboxStates(stage)).toEqual({ done: 1, dead: 1 });
  }, 60_000);
});
