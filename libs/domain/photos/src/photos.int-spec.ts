import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PersonalData } from '@halles/domain/accounts';
import { DAY, HOUR, systemClock } from '@halles/kernel';
import { dropTenant, exportTenant, importTenant } from '@halles/platform/provisioning';
import {
  DiskStorage,
  FileStorage,
  readStoredBytes,
  StorageQuota,
  totalBytes,
} from '@halles/platform/storage';
import {
  type TenantContext,
  createContext,
  listAudit,
  mediaFolder,
  toTenant,
} from '@halles/platform/tenancy';
import { SentFile, UntrustedFiles, untrustedFilesOptions } from '@halles/platform/untrusted-files';
import { type World, aPicture, anAccount, openWorld, worldModule, writeListings } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { variantFile } from './photo';
import { PhotoFiles } from './photo-files';
import { PhotoSweep } from './photo-sweep.service';
import { KNOWN, PhotoRepository } from './photo.repository';
import { type NewPhoto, PhotoService } from './photo.service';
import { PhotosModule } from './photos.module';

const QUOTA = 400_000;
const MEGABYTE = 1024 * 1024;

describe('photos of listings', () => {
  let world: World;
  let storage: DiskStorage;
  let untrusted: UntrustedFiles;
  let files: PhotoFiles;
  let photos: PhotoService;
  let sweep: PhotoSweep;
  let people: PersonalData;
  let picture: Buffer;
  let listing: number;
  let there: number;
  const repository = new PhotoRepository();

  beforeAll(async () => {
    world = await openWorld();
    const { home } = world.config;
    storage = new DiskStorage(join(home, 'media'), systemClock);
    untrusted = new UntrustedFiles(untrustedFilesOptions(world.config));
    const given = [
      { provide: FileStorage, useValue: storage },
      { provide: UntrustedFiles, useValue: untrusted },
    ];
    const services = await Test.createTestingModule({ imports: [worldModule(world, given), PhotosModule] })
      .overrideProvider(StorageQuota)
      .useValue(new StorageQuota({ mediaQuotaMb: QUOTA / MEGABYTE }))
      .compile();
    files = services.get(PhotoFiles, { strict: false });
    photos = services.get(PhotoService);
    sweep = services.get(PhotoSweep);
    people = services.get(PersonalData, { strict: false });
    picture = await aPicture(640, 480).jpeg().toBuffer();
    [there = 0] = await writeListings(world, world.there, [{}]);
  }, 60_000);
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, world.here, [{}]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    untrusted.close();
    await world.close();
  });

  const input = (change: Partial<NewPhoto> = {}): NewPhoto => ({
    listingId: listing,
    kind: 'photo',
    altFr: null,
    altEn: null,
    crop: null,
    accountId: null,
    ...change,
  });

  async function add(ctx: TenantContext, change: Partial<NewPhoto> = {}, now = new Date()) {
    const sent = await untrusted.receivePicture(new SentFile(Readable.from([picture])));
    try {
      return await photos.add(ctx, input(change), sent, now);
    } finally {
      await sent.discard();
    }
  }

  const folder = (ctx: TenantContext, visibility: 'public' | 'private', id: number): Promise<string[]> =>
    readdir(
      join(mediaFolder(join(world.config.home, 'media'), ctx.tenant), visibility, 'photos', String(id)),
    ).catch(() => []);

  const empty = async (): Promise<void> => {
    await world.work.write(world.here, ({ manager }) => manager.query('DELETE FROM photo'));
    for (const visibility of ['public', 'private'] as const) {
      const root = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
      await rm(join(root, visibility), { recursive: true, force: true });
    }
  };
  beforeEach(empty);

  it('are kept apart by tenant: nothing of one is seen, changed or removed from the other', async () => {
    const photo = await add(world.here);
    await expect(photos.get(world.there, listing, photo.id)).rejects.toMatchObject({
      code: 'photo-not-found',
    });
    await expect(photos.remove(world.there, listing, photo.id, new Date())).rejects.toMatchObject({
      code: 'photo-not-found',
    });
    expect((await photos.shown(world.there, listing)).photos).toEqual([]);
    await add(world.there, { listingId: there });
    await sweep.sweep(world.there, new Date(Date.now() + 10 * DAY));
    expect((await photos.shown(world.here, listing)).photos.map(({ id }) => id)).toEqual([photo.id]);
    expect(await folder(world.here, 'public', listing)).toHaveLength(6);
    expect(await folder(world.there, 'public', there)).toHaveLength(6);
  });

  it('raise the version of the directory, so that pages that were kept show them', async () => {
    const version = async (): Promise<unknown> =>
      world.work.read(world.here, ({ manager }) => manager.query('SELECT version FROM directory_state'));
    const before = await version();
    const photo = await add(world.here);
    const between = await version();
    await photos.remove(world.here, listing, photo.id, new Date());
    expect(between).not.toEqual(before);
    expect(await version()).not.toEqual(between);
  });

  it('stand for their listings in a list: the first photo, else the logo, of each that has one on show', async () => {
    const ids = await writeListings(world, world.here, [{}, {}, {}]);
    const [both = 0, signed = 0, bare = 0] = ids;
    await add(world.here, { listingId: both, kind: 'logo' });
    const first = await add(world.here, { listingId: both });
    const second = await add(world.here, { listingId: both });
    const logo = await add(world.here, { listingId: signed, kind: 'logo' });
    const covers = async () =>
      Object.fromEntries([...(await photos.covers(world.here, ids))].map(([id, photo]) => [id, photo.id]));
    expect(await covers()).toEqual({ [both]: first.id, [signed]: logo.id });
    await photos.move(world.here, both, second.id, 'first', new Date());
    await add(world.here, { listingId: bare });
    await photos.remove(world.here, signed, logo.id, new Date());
    expect(await covers()).toMatchObject({ [both]: second.id, [bare]: expect.any(String) as string });
    expect(await covers()).not.toHaveProperty(String(signed));
    expect((await photos.covers(world.there, ids)).size).toBe(0);
    expect((await photos.covers(world.here, [])).size).toBe(0);
  });

  it('leave the disk at once when taken off, come back within a day, and are erased after it', async () => {
    const photo = await add(world.here);
    const now = new Date();
    await photos.remove(world.here, listing, photo.id, now);
    expect(await folder(world.here, 'public', listing)).toEqual([]);
    expect((await photos.album(world.here, listing, now)).removed.map(({ id }) => id)).toEqual([photo.id]);
    await photos.restore(world.here, listing, photo.id, now);
    expect(await folder(world.here, 'public', listing)).toHaveLength(6);

    await photos.remove(world.here, listing, photo.id, now);
    expect((await sweep.sweep(world.here, new Date(now.getTime() + DAY - 1))).erased).toBe(0);
    const after = new Date(now.getTime() + DAY + HOUR);
    expect(await sweep.sweep(world.here, after)).toEqual({ erased: 1, files: 1 });
    expect(await folder(world.here, 'private', listing)).toEqual([]);
    await expect(photos.restore(world.here, listing, photo.id, after)).rejects.toMatchObject({
      code: 'photo-not-found',
    });
  });

  it('are swept of files that nothing names, once these have had time to be named', async () => {
    const photo = await add(world.here);
    await world.work.write(world.here, ({ manager }) => manager.query('DELETE FROM photo'));
    expect(await sweep.sweep(world.here, new Date())).toEqual({ erased: 0, files: 0 });
    const root = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
    const old = new Date(Date.now() - 2 * HOUR);
    await utimes(join(root, 'private', 'photos', String(listing), `${photo.id}.jpg`), old, old);
    expect(await sweep.sweep(world.here, new Date())).toEqual({ erased: 0, files: 1 });
    expect(await folder(world.here, 'public', listing)).toHaveLength(6);
  });

  it('are found by their files from an index: a sweep asks for each of hundreds of thousands', async () => {
    const plan = await world.work.write(world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(`EXPLAIN ${KNOWN}`, [['0'.repeat(24)], ['0193600c-0000-7000-8000-000000000000']]);
    });
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
  });

  it('stop where the room of the tenant is full, and of that tenant alone; nothing of a refused one is left', async () => {
    let taken = 0;
    await expect(
      (async () => {
        for (; taken < 20; taken += 1) await add(world.here);
      })(),
    ).rejects.toMatchObject({ code: 'storage-quota-reached' });
    expect(taken).toBeGreaterThan(0);
    expect(await folder(world.here, 'private', listing)).toHaveLength(taken);
    await add(world.there, { listingId: there });
  });

  it('take no more than the room of the tenant, sent in a wave', async () => {
    const room = async (): Promise<number> =>
      QUOTA - totalBytes(await world.work.read(world.here, ({ manager }) => readStoredBytes(manager)));
    const { bytes } = await add(world.here);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE photo SET bytes = $1::integer, master_bytes = 1', [
        QUOTA - Math.round(2.5 * bytes),
      ]),
    );
    const wave = await Promise.allSettled(Array.from({ length: 6 }, () => add(world.here)));
    expect(wave.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of wave)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'storage-quota-reached' });
    expect(await room()).toBeGreaterThanOrEqual(0);
    expect(await folder(world.here, 'private', listing)).toHaveLength(3);
  });

  it('that are taken off take the room of what is left of them, and are put back where there is room', async () => {
    const used = async (): Promise<number> =>
      totalBytes(await world.work.read(world.here, ({ manager }) => readStoredBytes(manager)));
    const { id, bytes } = await add(world.here);
    const now = new Date();
    await photos.remove(world.here, listing, id, now);
    const root = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
    const { size } = await stat(join(root, 'private', 'photos', String(listing), `${id}.jpg`));
    expect([await used(), size < bytes]).toEqual([size, true]);
    const other = await add(world.here);
    const fill = (of: number): Promise<unknown> =>
      world.work.write(world.here, ({ manager }) =>
        manager.query('UPDATE photo SET bytes = $2::integer WHERE id = $1', [other.id, of]),
      );
    await fill(QUOTA - size - 1);
    const files = await folder(world.here, 'public', listing);
    await expect(photos.restore(world.here, listing, id, now)).rejects.toMatchObject({
      code: 'storage-quota-reached',
    });
    expect(await folder(world.here, 'public', listing)).toEqual(files);
    await fill(QUOTA - 2 * bytes);
    await photos.restore(world.here, listing, id, now);
    expect(await used()).toBeGreaterThan(QUOTA - 2 * bytes + size);
  });

  it('have one logo however many are put at once, and nothing is left of the others', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => add(world.here, { kind: 'logo' })));
    const logos = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>("SELECT id FROM photo WHERE kind = 'logo' AND removed_at IS NULL"),
    );
    expect(logos).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'logo-changed-meanwhile' });
    const { logo } = await photos.shown(world.here, listing);
    const files = await folder(world.here, 'public', listing);
    expect(new Set(files.map((name) => name.split('-', 1)[0]))).toEqual(new Set([logo?.hash]));
  });

  it('keep their files where the logo before could not be put away', async () => {
    await add(world.here, { kind: 'logo' });
    jest.spyOn(files, 'hide').mockRejectedValueOnce(new Error('the disk is read only'));
    await expect(add(world.here, { kind: 'logo' })).rejects.toThrow('read only');
    const { logo } = await photos.shown(world.here, listing);
    const kept = await folder(world.here, 'public', listing);
    expect(kept.filter((name) => name.startsWith(logo?.hash ?? ''))).toHaveLength(6);
    expect(await folder(world.here, 'private', listing)).toContain(`${logo?.id}.png`);
  });

  /** Takes a photo off in the very moment between the cutting of its picture and the writing of its row. */
  const removeWhileCut = (id: string): void => {
    const remake = files.remake.bind(files);
    jest.spyOn(files, 'remake').mockImplementationOnce(async (...of) => {
      const content = await remake(...of);
      await photos.remove(world.here, listing, id, new Date());
      return content;
    });
  };

  it.each([
    ['another part', { left: 0, top: 0, width: 0.5, height: 0.5 }],
    ['the same part', null],
  ])('stay off when they are taken off while %s of them is cut', async (_what, crop) => {
    const photo = await add(world.here);
    removeWhileCut(photo.id);
    await expect(photos.recrop(world.here, listing, photo.id, crop, new Date())).rejects.toMatchObject({
      code: 'photo-not-found',
    });
    expect((await photos.shown(world.here, listing)).photos).toEqual([]);
    expect(await folder(world.here, 'public', listing)).toEqual([]);
    // It is put back by the word for it alone.
    await expect(photos.recrop(world.here, listing, photo.id, crop, new Date())).rejects.toMatchObject({
      code: 'photo-not-found',
    });
    await photos.restore(world.here, listing, photo.id, new Date());
    expect((await photos.shown(world.here, listing)).photos).toHaveLength(1);
  });

  /** Whether every file that pages are told of is there. */
  const expectNamedFiles = async (): Promise<void> => {
    const present = new Set(await folder(world.here, 'public', listing));
    for (const { hash, variants } of (await photos.shown(world.here, listing)).photos)
      for (const variant of variants) expect(present).toContain(variantFile(hash, variant));
  };

  it('keep the files of a cut that is taken back before those that it replaced are removed', async () => {
    const { id } = await add(world.here);
    const cut = (crop: NewPhoto['crop']) => photos.recrop(world.here, listing, id, crop, new Date());
    // Cut out of what is stored, as it is again afterwards.
    await cut(null);
    const hide = files.hide.bind(files);
    jest.spyOn(files, 'hide').mockImplementationOnce(async (...of) => {
      await cut(null);
      await hide(...of);
    });
    await cut({ left: 0, top: 0, width: 0.5, height: 0.5 });
    expect((await photos.get(world.here, listing, id)).crop).toBeNull();
    await expectNamedFiles();
  });

  it('name no file that is not there, however they are edited at once', async () => {
    const ids = [(await add(world.here)).id, (await add(world.here)).id];
    const half = { left: 0, top: 0, width: 0.5, height: 0.5 };
    const edits = [
      (id: string) => photos.recrop(world.here, listing, id, half, new Date()),
      (id: string) => photos.recrop(world.here, listing, id, null, new Date()),
      (id: string) => photos.remove(world.here, listing, id, new Date()),
      (id: string) => photos.restore(world.here, listing, id, new Date()),
    ];
    const hide = files.hide.bind(files);
    // Files are removed after the row is written, and how long after is not for the row to say.
    jest.spyOn(files, 'hide').mockImplementation(async (...of) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await hide(...of);
    });
    for (let round = 0; round < 4; round += 1) {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, async (_, at) => {
          const edit = edits[Math.floor(Math.random() * edits.length)];
          await edit?.(ids[at % ids.length] ?? '');
        }),
      );
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'photo-not-found' });
      await expectNamedFiles();
    }
    // What nothing names is gone too: each edit lets go of what it replaced, and of what was refused.
    const { photos: shown } = await photos.shown(world.here, listing);
    const named = shown.flatMap(({ hash, variants }) =>
      variants.map((variant) => variantFile(hash, variant)),
    );
    expect(new Set(await folder(world.here, 'public', listing))).toEqual(new Set(named));
  });

  it('say in the log who did what, are told to who put them there, and forget them on request', async () => {
    const account = await anAccount(world, world.here);
    const ctx = createContext(world.here.tenant, { kind: 'account', accountId: account.id }, 'r');
    const photo = await add(ctx, { accountId: account.id, altFr: 'Vitrine' });
    const audit = await world.work.read(ctx, (tx) => listAudit(tx, 5));
    expect(audit.find(({ action }) => action === 'photo.added')).toMatchObject({
      actor: `account:${account.id}`,
      detail: { id: photo.id },
    });
    expect(await world.work.read(ctx, (tx) => people.export(tx, account.id))).toMatchObject({
      photos: [{ id: photo.id, altFr: 'Vitrine', listingId: listing }],
    });
    await world.work.write(ctx, (tx) => people.erase(tx, account.id, systemClock.now()));
    expect(await world.work.read(ctx, (tx) => repository.byAuthor(tx, account.id))).toEqual([]);
    expect((await photos.shown(ctx, listing)).photos).toHaveLength(1);
  });

  it('go with their tenant: out and in again with every file, and away with it', async () => {
    const photo = await add(world.here, { altFr: 'Étal' });
    const archive = join(world.config.home, 'photos.tar.gz');
    await exportTenant(world.installation, world.here.tenant.slug, archive, { now: systemClock.now() });
    const { tenant } = await importTenant(world.installation, archive, {
      slug: 'copie-photos',
      state: 'live',
    });
    const copy = createContext(toTenant(tenant), { kind: 'visitor' }, 'r');
    const { photos: shown } = await photos.shown(copy, listing);
    expect(shown.map(({ id, hash, altFr }) => [id, hash, altFr])).toEqual([[photo.id, photo.hash, 'Étal']]);
    expect(await folder(copy, 'public', listing)).toEqual(await folder(world.here, 'public', listing));
    expect(await folder(copy, 'private', listing)).toEqual([`${photo.id}.jpg`]);
    await dropTenant(world.installation, 'copie-photos');
    expect(await folder(copy, 'public', listing)).toEqual([]);
    expect(await folder(copy, 'private', listing)).toEqual([]);
    expect(await folder(world.here, 'private', listing)).toHaveLength(1);
  });
});
