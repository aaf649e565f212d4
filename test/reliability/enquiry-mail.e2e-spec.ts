import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnquiryService } from '@halles/domain/enquiries';
import { required } from '@halles/kernel';
import { databaseAddresses, platformDatabase, platformRoles } from '@halles/platform/database';
import { claimDue } from '@halles/platform/outbox';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf } from '@halles/testing';
import { enquiryServiceOf } from './enquiry-service';
import { anEnquiry, openStage, outboxStates, passTime, receivedMail, type Stage, until } from './stage';

describe('an enquiry reaches the town hall, whatever dies on the way', () => {
  let stage: Stage;
  let service: EnquiryService;

  beforeAll(async () => {
    stage = await openStage();
    service = await enquiryServiceOf(stage.world.work);
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  beforeEach(async () => {
    stage.smtp.fail = undefined;
    stage.smtp.delayMs = 0;
    for (const worker of stage.workers.splice(0)) await worker.kill();
    await platformOf(stage.world).query('DELETE FROM outbox');
    await stage.world.work.write(stage.world.here, ({ manager }) =>
      manager.query('DELETE FROM mail_delivery'),
    );
    await fetch(`http://127.0.0.1:${stage.mailbox.httpPort}/api/messages`, { method: 'DELETE' });
  });

  const send = () => service.send(stage.world.here, anEnquiry(), 'fr');
  const allDone = (n: number) => async () => (await outboxStates(stage))['done'] === n;

  it('is mailed to the town hall and to its writer, once each', async () => {
    await stage.startWorker();
    await send();
    await until('both mails sent', 10_000, allDone(2));
    const mails = await receivedMail(stage);
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'jeanne@habitante.example',
      'mairie@ici-bourg.example',
    ]);
    expect(await stage.workers[0]?.stop()).toBe(0);
  }, 30_000);

  it('sent again with the same key is one enquiry; with other contents it is refused', async () => {
    const enquiry = anEnquiry();
    const references = await Promise.all(
      Array.from({ length: 50 }, () => service.send(stage.world.here, enquiry, 'fr')),
    );
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(1);
    expect(await outboxStates(stage)).toEqual({ pending: 2 });
    await expect(
      service.send(stage.world.here, { ...enquiry, message: 'autre' }, 'fr'),
    ).rejects.toMatchObject({ code: 'enquiry-key-reused' });
    // The same key on another territory is another enquiry.
    await service.send(stage.world.there, enquiry, 'fr');
    expect(await outboxStates(stage)).toEqual({ pending: 4 });
  });

  it('survives a relay that dies between taking the row and queueing it', async () => {
    await send();
    await claimDue(platformDatabase(stage.world.pool, platformRoles.relay), 50);
    await stage.startWorker();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await receivedMail(stage)).toEqual([]);
    await passTime(stage);
    await until('both mails sent', 10_000, allDone(2));
    expect(await receivedMail(stage)).toHaveLength(2);
  }, 30_000);

  it('survives a worker killed while the mail server is answering, and is sent again within 15 seconds', async () => {
    stage.smtp.delayMs = 3_000;
    const worker = await stage.startWorker();
    await send();
    await until('the worker is sending', 10_000, async () => (await outboxStates(stage))['queued'] === 2);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await worker.kill();
    stage.smtp.delayMs = 0;
    await stage.startWorker();
    // Bull notices the dead worker by its lock; the outbox's lease would be the second net.
    expect(await until('both mails sent', 20_000, allDone(2))).toBeLessThan(15_500);
    const mails = await receivedMail(stage);
    expect(mails.length).toBeLessThanOrEqual(4);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  }, 60_000);

  it('survives a worker killed after the mail server took the mail and before that is recorded: at most one more, the same', async () => {
    stage.smtp.delayMs = 1_500;
    const worker = await stage.startWorker();
    await send();
    const { schema } = stage.world.here.tenant;
    await until('both attempts are counted', 10_000, async () => {
      const rows = await stage.world.work.read(stage.world.here, ({ manager }) =>
        manager.query<unknown[]>("SELECT 1 FROM mail_delivery WHERE status = 'queued'"),
      );
      return rows.length === 2;
    });
    const admin = await connectAdmin(
      stage.world.config,
      required(databaseAddresses(stage.world.config).get('main'), 'main'),
    );
    // The record of what was sent waits here; the mails do not.
    await admin.query(`BEGIN; LOCK TABLE ${schema}.mail_delivery IN SHARE MODE`);
    await until('the server has both mails', 5_000, async () => (await receivedMail(stage)).length === 2);
    await worker.kill();
    await admin.query('ROLLBACK');
    await admin.end();
    stage.smtp.delayMs = 0;
    await stage.startWorker();
    await until('both are recorded', 20_000, allDone(2));
    const mails = await receivedMail(stage);
    expect(mails.length).toBeLessThanOrEqual(4);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  }, 60_000);

  it('survives three crashes of the worker on the same job', async () => {
    stage.smtp.delayMs = 5_000;
    await send();
    for (let crash = 0; crash < 3; crash += 1) {
      const worker = await stage.startWorker();
      await until('the worker has the job', 20_000, async () => (await outboxStates(stage))['queued'] === 2);
      await new Promise((resolve) => setTimeout(resolve, 800));
      await worker.kill();
      await passTime(stage);
    }
    stage.smtp.delayMs = 0;
    await stage.startWorker();
    await until('both mails sent', 75_000, allDone(2));
    const ids = new Set((await receivedMail(stage)).map(({ messageId }) => messageId));
    expect(ids.size).toBe(2);
  }, 180_000);

  it('survives the loss of Redis with all that was in it', async () => {
    stage.smtp.fail = () => ({ code: 451, message: 'later' });
    await stage.startWorker();
    await send();
    await until('a first attempt failed', 10_000, async () => (await outboxStates(stage))['pending'] === 2);
    stage.redis.kill();
    await rm(join(stage.folder, 'redis', 'data'), { recursive: true, force: true });
    stage.smtp.fail = undefined;
    await stage.startRedis();
    await passTime(stage);
    await until('both mails sent', 20_000, allDone(2));
    expect(await receivedMail(stage)).toHaveLength(2);
  }, 60_000);

  it('takes every enquiry while Redis is down, no slower, and mails them all afterwards', async () => {
    await stage.startWorker();
    const timed = async () => {
      const started = performance.now();
      await send();
      return performance.now() - started;
    };
    for (let i = 0; i < 5; i += 1) await timed();
    await until('the warm-up is mailed', 15_000, allDone(10));
    await stage.redis.stop();
    const times: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      times.push(await timed());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await outboxStates(stage))['done']).toBe(10);
    // Nothing in the request waits for Redis: a single wait would be a second or more.
    expect(Math.max(...times)).toBeLessThan(1_000);
    await stage.startRedis();
    expect(await until('all mailed', 60_000, allDone(90))).toBeLessThan(60_000);
    expect(await receivedMail(stage)).toHaveLength(90);
  }, 120_000);

  it('waits for a mail server that says "later", and buries what is refused for good, once', async () => {
    await stage.startWorker();
    stage.smtp.fail = ({ to }) =>
      to.includes('jeanne@habitante.example')
        ? { code: 550, message: 'no such mailbox' }
        : { code: 451, message: 'later' };
    await send();
    await until('one buried, one postponed', 10_000, async () => {
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
        'SELECT status, response FROM mail_delivery WHERE recipient = $1 ORDER BY created_at DESC LIMIT 1',
        ['jeanne@habitante.example'],
      ),
    );
    expect(deliveries).toEqual([{ status: 'refused', response: expect.stringContaining('550') as string }]);
    stage.smtp.fail = undefined;
    await passTime(stage);
    await until('the other is sent', 10_000, allDone(1));
    expect(await outboxStates(stage)).toEqual({ done: 1, dead: 1 });
  }, 60_000);
});
