import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aPicture, multipartForm, signInAs, writeListings } from '@halles/testing';
import { Redis } from 'ioredis';
import { v7 as uuid } from 'uuid';
import { type Answer, askersOf, type Portal } from '../../apps/portal/testing/portal-harness';
import { isDone, openStage, outboxStates, passTime, type Stage, until } from './stage';
import { freeBytes, noSmallDisk, openSmallDisk, type SmallDisk } from './small-disk';

const DISK_MB = 400;
const KEPT = 'n’a pas pu être enregistré. Ce que vous avez écrit est toujours là';
const SENTENCE = 'La place manque pour enregistrer quoi que ce soit';
/** Long enough that a few of them need new pages of a table. */
const MESSAGE = 'Bonjour, à quelle heure ouvre le marché ? '.repeat(80).slice(0, 3_000);
/** How many letters are written at most until one is refused. */
const MAX_LETTERS = 400;

const PAGES = ['/', '/a-propos', '/contact', '/commerces', '/commerces?q=boulangerie', '/mentions-legales'];

const why = noSmallDisk();

describe('the disk of a whole installation is full', () => {
  let disk: SmallDisk;
  let stage: Stage;
  let redis: Redis;
  let ask: Portal['ask'];
  let listing: number;
  let cookie: string;
  let picture: Buffer;
  const slug = (): string => stage.world.here.tenant.slug;

  beforeAll(async () => {
    disk = openSmallDisk(DISK_MB);
    stage = await openStage({ ownPostgres: true, folder: disk.folder });
    ({ ask } = askersOf(stage.portalPort));
    [listing = 0] = await writeListings(stage.world, stage.world.here, [{}]);
    ({ cookie } = await signInAs(stage.world, stage.world.here, { grants: [{ listingId: listing }] }));
    picture = await aPicture().jpeg().toBuffer();
    redis = new Redis(stage.redis.url);
    await stage.startPortal();
    await stage.startWorker();
  }, 180_000);
  afterAll(async () => {
    disk.free();
    try {
      redis.disconnect();
      await stage.close();
    } finally {
      disk.close();
    }
  }, 120_000);

  /** Each time another reader: one may write a few letters an hour. */
  const reader = (): Record<string, string> => ({
    'x-forwarded-for': `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 250)).join('.')}`,
  });

  function sendLetter(key: string, type: 'form' | 'json' = 'form'): Promise<Answer> {
    const fields = {
      name: 'Jeanne Martin',
      email: `jeanne-${key}@habitante.example`,
      subject: 'Le marché du samedi',
      message: MESSAGE,
      idempotencyKey: key,
    };
    return ask(slug(), '/contact', {
      method: 'POST',
      headers: {
        ...reader(),
        'content-type': type === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
        'sec-fetch-site': 'same-origin',
        accept: type === 'form' ? 'text/html' : 'application/json',
      },
      body: type === 'form' ? new URLSearchParams(fields).toString() : JSON.stringify(fields),
    });
  }

  function sendPhoto(): Promise<Answer> {
    const form = multipartForm({ kind: 'photo' }, [
      { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: picture },
    ]);
    return ask(slug(), `/pro/commerces/${listing}/photos`, {
      method: 'POST',
      headers: { ...reader(), ...form.headers, cookie, 'sec-fetch-site': 'same-origin' },
      body: form.body,
    });
  }

  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    stage.world.work.read(stage.world.here, ({ manager }) => manager.query<T[]>(sql, params));
  const storedLetters = async (keys: readonly string[]): Promise<number> =>
    (await rows('SELECT 1 FROM enquiry WHERE idempotency_key = ANY ($1)', [keys])).length;
  const photoRows = async (): Promise<number> => (await rows('SELECT 1 FROM photo')).length;
  const photoFiles = (folder: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.parentPath.includes('/photos/'))
          .map((entry) => join(entry.parentPath, entry.name))
          .toSorted()
      : [];

  /** Letters until the engines can store no more. @returns the keys of those that were refused */
  async function writeUntilRefused(accepted: string[]): Promise<string[]> {
    const refused: string[] = [];
    const attempt = async (): Promise<void> => {
      // Whatever the engines gave back meanwhile is taken too.
      disk.fill();
      const key = uuid();
      const answer = await sendLetter(key);
      expect([303, 503]).toContain(answer.status);
      (answer.status === 303 ? accepted : refused).push(key);
      if (answer.status === 503)
        expect([answer.body.includes(KEPT), answer.body.includes(MESSAGE.slice(0, 200))]).toEqual([
          true,
          true,
        ]);
    };
    for (let letters = 0; letters < MAX_LETTERS && refused.length < 5; letters += 1) await attempt();
    expect(refused).toHaveLength(5);
    await until('Redis cannot write either', 60_000, async () => {
      await attempt();
      return (await redis.info('persistence')).includes('aof_last_write_status:err');
    });
    return refused;
  }

  async function expectOthersRefused(): Promise<void> {
    const program = await sendLetter(uuid(), 'json');
    expect([program.status, JSON.parse(program.body)]).toEqual([
      503,
      expect.objectContaining({ code: 'storage-full', detail: expect.stringContaining(SENTENCE) }),
    ]);
    const photo = await sendPhoto();
    expect([photo.status, photo.body.includes(SENTENCE)]).toEqual([503, true]);
  }

  async function expectPages(): Promise<void> {
    for (const path of PAGES)
      expect([path, (await ask(slug(), path, { headers: reader() })).status]).toEqual([path, 200]);
  }

  /** Waits until a letter is stored again. */
  async function recover(accepted: string[]): Promise<void> {
    disk.free();
    await until('the portal stores again', 60_000, async () => {
      const key = uuid();
      const { status } = await sendLetter(key);
      if (status === 303) accepted.push(key);
      return status === 303;
    });
  }

  const state = async () => ({
    photos: await photoRows(),
    files: photoFiles(join(stage.world.config.home, 'media')),
  });

  (why === null ? it : it.skip)(
    `serves its pages, refuses what it cannot store with 503 and a sentence, and works again by itself once there is room${why === null ? '' : ` (not here: ${why})`}`,
    async () => {
      const pids = [stage.redis.pid, stage.postgres?.pid];
      const accepted = [uuid()];
      expect((await sendLetter(accepted[0] ?? '')).status).toBe(303);
      expect((await sendPhoto()).status).toBe(303);
      const before = await state();

      disk.fill();
      const refused = await writeUntilRefused(accepted);
      await expectOthersRefused();
      await expectPages();
      expect(freeBytes(disk.folder)).toBeLessThan(1024 * 1024);
      // Nothing is half done.
      expect(await storedLetters(refused)).toBe(0);
      expect(await state()).toEqual(before);

      await recover(accepted);
      for (const key of refused) expect((await sendLetter(key)).status).toBe(303);
      const all = [...accepted, ...refused];
      expect(await storedLetters(all)).toBe(all.length);
      expect((await sendPhoto()).status).toBe(303);
      await until('all is mailed', 120_000, async () => {
        await passTime(stage, 5_000);
        return isDone(stage, all.length * 2)();
      });
      expect(await outboxStates(stage)).toEqual({ done: all.length * 2 });
      expect([stage.redis.pid, stage.postgres?.pid]).toEqual(pids);
      expect(await redis.info('persistence')).toContain('aof_last_write_status:ok');
    },
    600_000,
  );
});
