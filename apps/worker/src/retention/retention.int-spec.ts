import { AccountSecretsModule, SignInModule } from '@halles/domain/accounts';
import { ClaimsModule } from '@halles/domain/claims';
import { CorrectionsModule } from '@halles/domain/corrections';
import { DeliveryService, DeliveriesModule } from '@halles/domain/deliveries';
import { EnquiriesModule, EnquiryEntity } from '@halles/domain/enquiries';
import { FreshnessModule } from '@halles/domain/freshness';
import { ListingsModule } from '@halles/domain/listings';
import { ReportEntity, ReportsModule } from '@halles/domain/reports';
import { MandatesModule } from '@halles/domain/mandates';
import { Mailer } from '@halles/platform/mail';
import { PushModule } from '@halles/platform/push';
import { retentionLimit, RetentionSweep } from '@halles/platform/scheduling';
import { FileStorage } from '@halles/platform/storage';
import { anAccount, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { RetentionWorkerModule } from './retention-worker.module';

const DAY = 86_400_000;

describe('retention', () => {
  let world: World;
  let sweep: RetentionSweep;
  let deliveries: DeliveryService;
  const now = new Date('2026-11-25T12:00:00Z');

  beforeAll(async () => {
    world = await openWorld({ entities: [EnquiryEntity, ReportEntity] });
    const module = await Test.createTestingModule({
      imports: [
        worldModule(world, [
          { provide: Mailer, useValue: {} },
          { provide: FileStorage, useValue: {} },
        ]),
        AccountSecretsModule,
        SignInModule,
        ClaimsModule,
        CorrectionsModule,
        EnquiriesModule,
        DeliveriesModule,
        ListingsModule,
        ReportsModule,
        MandatesModule,
        PushModule,
        FreshnessModule,
        RetentionWorkerModule,
      ],
    }).compile();
    deliveries = module.get(DeliveryService);
    await module.init();
    sweep = module.get(RetentionSweep, { strict: false });
  });
  afterAll(() => world.close());

  const sweepAll = async (): Promise<void> => {
    for (const ctx of [world.here, world.there])
      await sweep.sweep(ctx, { now, signal: new AbortController().signal });
  };

  async function write(createdAt: Date): Promise<void> {
    const id = uuid();
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query(
        `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
         VALUES ($1::uuid, $1::uuid, right($1::text, 9), 'n', 'a@b.example', 's', $3, 'fr', $2)`,
        [id, createdAt, createdAt.toISOString()],
      );
      await manager.query(
        "INSERT INTO mail_delivery (id, template, ref, recipient, message_id, created_at) VALUES ($1::uuid, 't', $1::uuid, 'a@b.example', $1::text, $2)",
        [id, createdAt],
      );
    });
  }

  const kept = async () =>
    world.work.read(world.here, ({ manager }) =>
      manager.query<{ message: string }[]>('SELECT message FROM enquiry ORDER BY created_at'),
    );

  it('erases an enquiry and its mails after twelve months: the day before, not yet; the day after, yes', async () => {
    const limit = retentionLimit({ months: 12 }, now);
    expect(limit.toISOString()).toBe('2025-11-25T12:00:00.000Z');
    const [before, exactly, after] = [
      new Date(limit.getTime() - DAY),
      limit,
      new Date(limit.getTime() + DAY),
    ];
    for (const date of [before, exactly, after]) await write(date);
    await sweepAll();
    expect((await kept()).map(({ message }) => message)).toEqual([
      exactly.toISOString(),
      after.toISOString(),
    ]);
    await sweepAll();
    expect(await kept()).toHaveLength(2);
    const [mails] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM mail_delivery'),
    );
    expect(mails?.n).toBe(2);
  });

  it('erases the rest where something cannot be erased, and that the next time', async () => {
    const old = new Date(retentionLimit({ months: 12 }, now).getTime() - DAY);
    const count = async (table: string): Promise<unknown> =>
      world.work.read(world.here, ({ manager }) =>
        manager.query(
          `SELECT count(*)::int AS n FROM ${table} WHERE ${table === 'enquiry' ? 'created_at' : 'day'} <= $1`,
          [old],
        ),
      );
    await write(old);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('INSERT INTO unanswered_search (day, words) VALUES ($1, $2)', [old, 'xylophone']),
    );
    const failing = jest.spyOn(deliveries, 'eraseBefore').mockRejectedValue(new Error('it took too long'));
    await expect(sweepAll()).rejects.toThrow('1 kinds of data were not erased');
    failing.mockRestore();
    expect([await count('enquiry'), await count('unanswered_search')]).toEqual([[{ n: 0 }], [{ n: 0 }]]);
    const mails = async (): Promise<unknown> =>
      world.work.read(world.here, ({ manager }) =>
        manager.query('SELECT 1 FROM mail_delivery WHERE created_at <= $1', [old]),
      );
    expect(await mails()).toHaveLength(1);
    await sweepAll();
    expect(await mails()).toEqual([]);
  });

  it('erases reports of errors with their addresses, and what was searched in vain, after twelve months', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    const limit = retentionLimit({ months: 12 }, now);
    for (const days of [-1, 0, 1]) {
      const date = new Date(limit.getTime() + days * DAY);
      await world.work.write(world.here, async ({ manager }) => {
        await manager.query(
          `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, email, locale, created_at)
           VALUES ($1::uuid, $1::uuid, $2, 'closed', 'lectrice@example.fr', 'fr', $3)`,
          [uuid(), listing, date],
        );
        await manager.query('INSERT INTO unanswered_search (day, words) VALUES ($1, $2)', [
          date,
          'zythologue',
        ]);
      });
    }
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ reports: number; searches: number }[]>(
        `SELECT (SELECT count(*)::int FROM listing_report) AS reports,
           (SELECT count(*)::int FROM unanswered_search) AS searches`,
      ),
    );
    expect(left).toEqual([{ reports: 2, searches: 2 }]);
  });

  it('forgets after thirty days by what a reporter is known again, and keeps the report', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    for (const days of [29, 31])
      await world.work.write(world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, created_at, reporter_key, reporter)
           VALUES ($1::uuid, $1::uuid, $2, 'closed', 'fr', $3, 'k', $1::uuid)`,
          [uuid(), listing, new Date(now.getTime() - days * DAY)],
        ),
      );
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<object[]>(
        `SELECT reporter_key AS key, reporter IS NOT NULL AS known FROM listing_report WHERE listing_id = $1 ORDER BY created_at`,
        [listing],
      ),
    );
    expect(left).toEqual([
      { key: null, known: true },
      { key: 'k', known: true },
    ]);
  });

  it('erases uses of pages after thirteen months, so that twelve whole ones are told', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    for (const day of ['2025-10-24', '2025-10-25', '2026-11-01'])
      await world.work.write(world.here, ({ manager }) =>
        manager.query(`INSERT INTO listing_count (listing_id, day, kind, count) VALUES ($1, $2, 'view', 1)`, [
          listing,
          day,
        ]),
      );
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ day: string }[]>(
        'SELECT day::text FROM listing_count WHERE listing_id = $1 ORDER BY day',
        [listing],
      ),
    );
    expect(left.map(({ day }) => day)).toEqual(['2025-10-25', '2026-11-01']);
  });

  it('erases claims a year after they ended, keeps those that gave a listing, and forgets where codes went in vain', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    const { id: account } = await anAccount(world, world.here);
    const limit = retentionLimit({ months: 12 }, now);
    const claim = (state: string, days: number) =>
      world.work.write(world.here, async ({ manager }) => {
        const id = uuid();
        const at = new Date(limit.getTime() + days * DAY);
        await manager.query(
          `INSERT INTO claim (id, listing_id, account_id, state, policy, locale, created_at, changed_at, expires_at)
           VALUES ($1, $2, $3, $4::text, 'trust', 'fr', $5::timestamptz, $5, CASE WHEN $4 = 'open' THEN $5 + interval '4000 days' END)`,
          [id, listing, account, state, at],
        );
        await manager.query(
          `INSERT INTO claim_proof (id, claim_id, kind, state, trust, contact, created_at, expires_at)
           VALUES ($1, $2, 'phone-code', 'asked', 'sure', '+33556000030', $3::timestamptz, $3)`,
          [uuid(), id, at],
        );
        return id;
      });
    await claim('refused', -1);
    const kept = [await claim('refused', 1), await claim('approved', -400), await claim('open', -1)];
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string; contact: string | null }[]>(
        'SELECT c.id, p.contact FROM claim c JOIN claim_proof p ON p.claim_id = c.id ORDER BY c.id',
      ),
    );
    expect(left).toEqual([...kept].sort().map((id) => ({ id, contact: null })));
  });

  it('erases mandates a year after their end, names and addresses with them, and keeps those in force', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    const limit = retentionLimit({ months: 12 }, now);
    const mandate = (state: 'active' | 'ended', days: number) =>
      world.work.write(world.here, async ({ manager }) => {
        const id = uuid();
        const end = new Date(limit.getTime() + days * DAY);
        await manager.query(
          `INSERT INTO mandate (id, listing_id, state, giver_name, giver_quality, giver_email, locale, means, signed_as,
                                proposed_by, proposed_by_name, created_at, signed_at, expires_at, ended_at, ended_by)
           VALUES ($1, $2, $3::text, 'n', 'q', 'a@b.example', 'fr', 'link', 'n', $1, 'a', $4::timestamptz, $4,
                   CASE WHEN $3 = 'active' THEN $4 ELSE $4 + interval '900 days' END,
                   CASE WHEN $3 = 'ended' THEN $4 END, CASE WHEN $3 = 'ended' THEN 'merchant' END)`,
          [id, listing, state, end],
        );
        return id;
      });
    await mandate('ended', -1);
    const kept = [await mandate('ended', 1), await mandate('active', 1)];
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM mandate ORDER BY id'),
    );
    expect(left.map(({ id }) => id)).toEqual([...kept].sort());
  });

  it('erases links of corrections with their address, and what was said by them, after twelve months', async () => {
    const [listing] = await writeListings(world, world.here, [{}]);
    const limit = retentionLimit({ months: 12 }, now);
    for (const days of [-1, 0, 1]) {
      const at = new Date(limit.getTime() + days * DAY);
      const id = uuid();
      await world.work.write(world.here, async ({ manager }) => {
        await manager.query(
          `INSERT INTO correction_link (id, listing_id, email, locale, created_at, expires_at)
           VALUES ($1, $2, 'contact@four.example', 'fr', $3, $3)`,
          [id, listing, at],
        );
        await manager.query(
          `INSERT INTO correction (id, link_id, listing_id, changes, state, created_at)
           VALUES ($1, $1, $2, '{}', 'applied', $3)`,
          [id, listing, at],
        );
      });
    }
    await sweepAll();
    const left = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ links: number; corrections: number }[]>(
        `SELECT (SELECT count(*)::int FROM correction_link) AS links, (SELECT count(*)::int FROM correction) AS corrections`,
      ),
    );
    expect(left).toEqual([{ links: 2, corrections: 2 }]);
  });
});
