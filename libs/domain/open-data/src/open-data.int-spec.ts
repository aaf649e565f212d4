import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { postInputSchema } from '@halles/contracts';
import { PostModeration, PostService } from '@halles/domain/posts';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import type { FileKey, FileStorage } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { listingWriterOf, openWorld, sourceFacts, type World, writeListings } from '@halles/testing';
import { openDataServices, storageOf, writeOpenData, writeSampleDirectory } from '@halles/testing/open-data';
import { type DatasetEncoding, type DatasetFormat, datasetFormats } from './open-data-release';
import { OpenDataNotReady } from './open-data.errors';
import { OpenDataService } from './open-data.service';
import { OpenDataWriter, REWRITTEN_AFTER } from './open-data-writer';

/** Noon of tomorrow: no day ends while a test is at it, and whatever it stores is old by then. */
const NOW = new Date(Math.ceil(Date.now() / DAY) * DAY + 11 * HOUR);
const later = (ms: number) => new Date(NOW.getTime() + ms);
const never = new AbortController().signal;

/** The sample directory as the portal itself wrote it for each reader, before files were stored. */
const sampleOf = (format: DatasetFormat): string =>
  readFileSync(join(process.cwd(), `libs/domain/open-data/src/samples/commerces.${format}.txt`), 'utf8');

/** Lets nobody pass before so many have come. */
function meetingOf(count: number): () => Promise<void> {
  let missing = count;
  let open = () => {};
  const isComplete = new Promise<void>((resolve) => (open = resolve));
  return () => {
    missing -= 1;
    if (missing <= 0) open();
    return isComplete;
  };
}

const decoders = {
  identity: (stream: Readable) => stream,
  gzip: (stream: Readable) => stream.pipe(createGunzip()),
  br: (stream: Readable) => stream.pipe(createBrotliDecompress()),
};

describe('the files of open data', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: { PUBLIC_PORT: '0' } });
  });
  afterEach(() => world.close());

  async function read(
    ctx: TenantContext,
    format: DatasetFormat,
    encoding: DatasetEncoding = 'identity',
  ): Promise<string> {
    const file = await (await openDataServices(world)).get(OpenDataService).file(ctx, { format, encoding });
    return text(decoders[encoding](file.stream()));
  }
  async function stored(ctx: TenantContext): Promise<string[]> {
    const names: string[] = [];
    for await (const key of storageOf(world).list(ctx, 'public', ['open-data'])) names.push(key.join('/'));
    return names;
  }
  /** Stores each file once it is let. */
  function heldBy(isLet: () => Promise<void>): FileStorage {
    const storage = storageOf(world);
    const put = storage.put.bind(storage);
    storage.put = async (...args: Parameters<FileStorage['put']>) => {
      await isLet();
      return put(...args);
    };
    return storage;
  }
  const add = (ctx: TenantContext, displayName: string) =>
    writeListings(world, ctx, [{ facts: { displayName } }]);

  const addMany = (count: number) =>
    writeListings(
      world,
      world.here,
      Array.from({ length: count }, (_, n) => ({ facts: { displayName: `Commerce ${n}` } })),
    );

  it('are what readers got before, byte by byte, without what may not be shown', async () => {
    await writeSampleDirectory(world);
    expect(await writeOpenData(world, world.here)).toBe(true);
    for (const format of datasetFormats) {
      const expected = sampleOf(format);
      for (const encoding of ['identity', 'gzip', 'br'] as const)
        expect([format, encoding, await read(world.here, format, encoding)]).toEqual([
          format,
          encoding,
          expected,
        ]);
      expect(expected).not.toContain('Caché');
    }
  });

  it('are each territory’s own: one that has none yet is told so, whatever another one has', async () => {
    await add(world.here, 'Ici');
    await add(world.there, 'Ailleurs');
    await writeOpenData(world, world.here);
    await expect(read(world.there, 'csv')).rejects.toBeInstanceOf(OpenDataNotReady);
    expect(await stored(world.there)).toEqual([]);
    await writeOpenData(world, world.there);
    expect([await read(world.here, 'csv'), await read(world.there, 'csv')]).toEqual([
      expect.not.stringContaining('Ailleurs'),
      expect.not.stringContaining('Ici'),
    ]);
  });

  it('are written once for a version, put off while changes follow each other, and end with the last one', async () => {
    const writeAt = (ms: number) => writeOpenData(world, world.here, later(ms));
    await addMany(11);
    expect(await writeAt(0)).toBe(true);
    expect(await writeAt(2 * REWRITTEN_AFTER)).toBe(false);
    await add(world.here, 'Second');
    expect(await writeAt(MINUTE)).toBe(false);
    expect(await read(world.here, 'csv')).not.toContain('Second');
    await add(world.here, 'Dernier');
    expect(await writeAt(REWRITTEN_AFTER)).toBe(true);
    expect(await read(world.here, 'csv')).toContain('Dernier');
    expect(await writeAt(2 * REWRITTEN_AFTER)).toBe(false);
  });

  it('follow each list that a territory which opens takes over at once', async () => {
    const writeAt = (ms: number) => writeOpenData(world, world.here, later(ms));
    const countOf = async (): Promise<number> =>
      (await read(world.here, 'csv')).trim().split('\r\n').length - 1;
    await addMany(2);
    expect([await writeAt(0), await countOf()]).toEqual([true, 2]);
    await addMany(20);
    expect([await writeAt(MINUTE), await countOf()]).toEqual([true, 22]);
    await addMany(2);
    expect([await writeAt(2 * MINUTE), await countOf()]).toEqual([false, 22]);
    await addMany(1);
    expect([await writeAt(3 * MINUTE), await countOf()]).toEqual([true, 25]);
  });

  it('follow the first import of an empty territory at once, and are not given before', async () => {
    expect(await writeOpenData(world, world.here, NOW)).toBe(true);
    expect((await read(world.here, 'csv')).trim().split('\r\n')).toHaveLength(1);
    await add(world.here, 'Premier');
    await expect(read(world.here, 'csv')).rejects.toBeInstanceOf(OpenDataNotReady);
    expect(await writeOpenData(world, world.here, later(1))).toBe(true);
    expect(await read(world.here, 'csv')).toContain('Premier');
  });

  it('are written anew for another day, and where a file of theirs is gone', async () => {
    await add(world.here, 'Premier');
    await writeOpenData(world, world.here, NOW);
    expect(await writeOpenData(world, world.here, later(DAY))).toBe(true);
    const [name = ''] = (await stored(world.here)).slice(-1);
    await storageOf(world).delete(world.here, 'public', name.split('/') as unknown as FileKey);
    expect(await writeOpenData(world, world.here, later(DAY + 1))).toBe(true);
    for (const format of datasetFormats)
      expect(await read(world.here, format, 'br')).toContain(format === 'posts' ? 'identifiant' : 'Premier');
  });

  it('stay as they were where the writing ends half-way, which leaves nothing behind', async () => {
    await add(world.here, 'Premier');
    await writeOpenData(world, world.here, NOW);
    const before = await stored(world.here);
    await add(world.here, 'Second');
    const broken = storageOf(world);
    let puts = 0;
    const put = broken.put.bind(broken);
    broken.put = async (...args: Parameters<FileStorage['put']>) => {
      puts += 1;
      if (puts === 5) throw new Error('the disk is full');
      return put(...args);
    };
    const writer = (await openDataServices(world, broken)).get(OpenDataWriter);
    await expect(writer.writeIfDue(world.here, later(REWRITTEN_AFTER), never)).rejects.toThrow(
      'the disk is full',
    );
    // It is tried again within seconds: what each try left would keep the disk full.
    expect(await stored(world.here)).toEqual(before);
    expect(await read(world.here, 'csv')).not.toContain('Second');
    const stop = AbortSignal.abort(new Error('stopped'));
    const stopped = (await openDataServices(world)).get(OpenDataWriter);
    await expect(stopped.writeIfDue(world.here, later(REWRITTEN_AFTER), stop)).rejects.toThrow('stopped');
    // Once nobody can hold what is not current, a later look removes it.
    expect(await writeOpenData(world, world.here, later(31 * MINUTE))).toBe(true);
    expect(await read(world.here, 'csv')).toContain('Second');
    expect(await stored(world.here)).toHaveLength(24);
    expect(await writeOpenData(world, world.here, later(62 * MINUTE))).toBe(false);
    expect(await stored(world.here)).toHaveLength(12);
  });

  it('stay for half an hour after they were replaced, for who reads them still', async () => {
    await add(world.here, 'Premier');
    await writeOpenData(world, world.here, new Date());
    await add(world.here, 'Second');
    expect(await writeOpenData(world, world.here, new Date(Date.now() + REWRITTEN_AFTER))).toBe(true);
    expect(await stored(world.here)).toHaveLength(24);
  });

  it('have what shops tell of, and at once no longer what the town hides', async () => {
    const [shop = 0] = await add(world.here, 'Premier');
    const services = await openDataServices(world);
    const id = randomUUID();
    const input = postInputSchema.parse({
      kind: 'novelty',
      title: 'Au levain',
      text: 'Tous les "jours",\ndès 7 h.',
    });
    await services.get(PostService, { strict: false }).publish(world.here, shop, id, input, 'merchant');
    await writeOpenData(world, world.here);
    const [, row = ''] = (await read(world.here, 'posts')).split('\r\n');
    expect(row).toContain(`${id},${shop},Premier,Bordeaux,33063,novelty,Au levain,"Tous les ""jours"",`);
    expect(row).toMatch(new RegExp(`-${shop}#post-${id},$`));
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO photo (id, listing_id, folder, kind, post_id, rank, hash, master, variants, bytes, created_at)
         VALUES ($1, $2, $2, 'post', $3, 0, $4, 'jpeg', $5, 1, now())`,
        [
          randomUUID(),
          shop,
          id,
          'a'.repeat(24),
          JSON.stringify([
            { format: 'jpeg', width: 320, height: 240 },
            { format: 'jpeg', width: 640, height: 480 },
          ]),
        ],
      ),
    );
    await add(world.here, 'Deuxième');
    await writeOpenData(world, world.here, later(62 * MINUTE));
    expect(await read(world.here, 'posts')).toMatch(
      new RegExp(`,http://[^,]+/media/photos/${shop}/${'a'.repeat(24)}-640\\.jpg\r\n`),
    );
    const now = later(63 * MINUTE);
    await services
      .get(PostModeration, { strict: false })
      .hide(world.here, shop, id, { reason: 'Non.', by: 'Agnès Martin' }, now);
    expect(await writeOpenData(world, world.here, now)).toBe(true);
    expect(await read(world.here, 'posts')).not.toContain('Au levain');
  });

  it('show the first photograph of a business as its page does, and no logo in its place', async () => {
    const [pictured = 0, logo = 0] = await addMany(2);
    await world.work.write(world.here, async ({ manager }) => {
      for (const [listing, kind] of [
        [pictured, 'photo'],
        [logo, 'logo'],
      ] as const)
        await manager.query(
          `INSERT INTO photo (id, listing_id, folder, kind, rank, hash, master, variants, bytes, created_at)
           VALUES ($1, $2, $2, $3, 0, $4, 'jpeg', $5, 1, now())`,
          [
            randomUUID(),
            listing,
            kind,
            'a'.repeat(24),
            JSON.stringify([{ format: 'jpeg', width: 640, height: 480 }]),
          ],
        );
    });
    await writeOpenData(world, world.here);
    const { '@graph': nodes } = JSON.parse(await read(world.here, 'jsonld')) as {
      '@graph': { '@id': string; image?: string }[];
    };
    const imageOf = (listing: number) => nodes.find(({ '@id': id }) => id.endsWith(`-${listing}`))?.image;
    expect(imageOf(pictured)).toMatch(`/media/photos/${pictured}/${'a'.repeat(24)}-640.jpg`);
    expect(imageOf(logo)).toBeUndefined();
  });

  it('follow the first posts of a territory at once, and later ones with the rest', async () => {
    const [shop = 0] = await addMany(20);
    const posts = (await openDataServices(world)).get(PostService, { strict: false });
    const publish = async (title: string): Promise<string> => {
      const id = randomUUID();
      const input = postInputSchema.parse({ kind: 'novelty', title, text: 'Dès 7 h.' });
      await posts.publish(world.here, shop, id, input, 'merchant');
      return id;
    };
    const writeAt = (ms: number) => writeOpenData(world, world.here, later(ms));
    const countOf = async () => (await read(world.here, 'posts')).trim().split('\r\n').length - 1;
    expect([await writeAt(0), await countOf()]).toEqual([true, 0]);
    const first = await publish('Au levain');
    expect([await writeAt(1), await countOf()]).toEqual([true, 1]);
    await publish('Aux noix');
    expect([await writeAt(2), await countOf()]).toEqual([true, 2]);
    await publish('Aux figues');
    expect([await writeAt(3), await countOf()]).toEqual([false, 2]);
    // Who takes back and publishes again and again has nothing written for it.
    await posts.withdraw(world.here, shop, first, 'merchant');
    expect([await writeAt(4), await countOf()]).toEqual([false, 2]);
    expect([await writeAt(REWRITTEN_AFTER + 4), await countOf()]).toEqual([true, 2]);
    expect(await read(world.here, 'posts')).toContain('Aux figues');
  });

  it('are written at once where a business may not be shown any more', async () => {
    const facts = { displayName: 'Léa Martin' };
    const source = { source: 'sirene', sourceId: 'lea' } as const;
    const [id = 0] = await writeListings(world, world.here, [
      { ...source, facts },
      { facts: { displayName: 'Reste' } },
    ]);
    await addMany(20);
    await writeOpenData(world, world.here, NOW);
    expect(await read(world.here, 'csv')).toContain('Léa Martin');
    const masked = JSON.stringify(sourceFacts({ ...facts, partialDiffusion: true }));
    const writer = await listingWriterOf(world);
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query('UPDATE listing_source SET facts = $2 WHERE listing_id = $1', [id, masked]);
      const batch = writer.begin(tx);
      await writer.refresh(batch, [id], later(1));
      await writer.finish(batch, 'touched', later(1));
    });
    expect(await writeOpenData(world, world.here, later(2))).toBe(true);
    for (const format of datasetFormats) expect(await read(world.here, format)).not.toContain('Léa Martin');
    // That it was hidden is written: what changes next is put off as ever.
    await add(world.here, 'Ensuite');
    expect(await writeOpenData(world, world.here, later(MINUTE))).toBe(false);
    expect(await writeOpenData(world, world.here, later(REWRITTEN_AFTER - 1))).toBe(false);
    expect(await writeOpenData(world, world.here, later(REWRITTEN_AFTER + 2))).toBe(true);
    expect(await read(world.here, 'csv')).toContain('Ensuite');
  });

  it('are written at once where the change that hid a business began long before it was seen', async () => {
    const [id = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Léa Martin' } },
      { facts: { displayName: 'Reste' } },
    ]);
    await writeOpenData(world, world.here, NOW);
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(`UPDATE listing SET visibility = 'not-public', updated_at = $2 WHERE id = $1`, [
        id,
        later(-2 * HOUR),
      ]);
      const batch = (await listingWriterOf(world)).begin(tx);
      await (await listingWriterOf(world)).finish(batch, 'touched', later(1));
    });
    await add(world.here, 'Ensuite');
    expect(await writeOpenData(world, world.here, later(2))).toBe(true);
    expect(await read(world.here, 'csv')).not.toContain('Léa Martin');
  });

  it('may be written by two at once, and by one that is slower than the next version', async () => {
    // What is being written is young: by the clock that stamps files.
    const now = new Date();
    const next = new Date(now.getTime() + REWRITTEN_AFTER);
    await add(world.here, 'Premier');
    // Neither stores anything before both have found that it is due.
    const meeting = meetingOf(2);
    const both = await Promise.all(
      [1, 2].map(async () =>
        (
          await openDataServices(
            world,
            heldBy(() => meeting()),
          )
        ).get(OpenDataWriter),
      ),
    );
    expect(await Promise.all(both.map((writer) => writer.writeIfDue(world.here, now, never)))).toEqual([
      true,
      true,
    ]);
    expect(await read(world.here, 'jsonld', 'br')).toContain('Premier');

    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let isHeld = () => {};
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    const slow = heldBy(() => {
      isHeld();
      return held;
    });
    await add(world.here, 'Second');
    const late = (await openDataServices(world, slow))
      .get(OpenDataWriter)
      .writeIfDue(world.here, next, never);
    await holding;
    await add(world.here, 'Troisième');
    await writeOpenData(world, world.here, next);
    goOn();
    await late;
    expect(await read(world.here, 'csv')).toContain('Troisième');
  });
});
