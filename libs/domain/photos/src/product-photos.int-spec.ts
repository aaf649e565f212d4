import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { systemClock } from '@halles/kernel';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import { mediaFolder } from '@halles/platform/tenancy';
import { SentFile, UntrustedFiles, UntrustedFilesModule } from '@halles/platform/untrusted-files';
import { aPicture, anAccount, openWorld, type World, worldModule, writeListings } from '@halles/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { PhotoFiles } from './photo-files';
import { PhotoService } from './photo.service';
import { PhotosModule } from './photos.module';
import { ProductPhotos } from './product-photos.service';

describe('the photos of a product', () => {
  let world: World;
  let module: TestingModule;
  let untrusted: UntrustedFiles;
  let picture: Buffer;
  let listing: number;
  let product: string;

  beforeAll(async () => {
    world = await openWorld();
    const storage = new DiskStorage(join(world.config.home, 'media'), systemClock);
    module = await Test.createTestingModule({
      imports: [
        worldModule(world, [{ provide: FileStorage, useValue: storage }]),
        UntrustedFilesModule,
        CatalogueModule,
        PhotosModule,
      ],
    }).compile();
    await module.init();
    untrusted = module.get(UntrustedFiles);
    picture = await aPicture(640, 480).jpeg().toBuffer();
  }, 60_000);
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, world.here, [{}]);
    product = await aProduct();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    untrusted.close();
    await module.close();
    await world.close();
  });

  async function aProduct(): Promise<string> {
    const id = randomUUID();
    const bread = productInputSchema.parse({
      name: 'Pain',
      priceCents: 420,
      vat: 'reduced',
      withdrawal: 'perishable',
    });
    await module.get(CatalogueService).add(world.here, listing, id, bread);
    return id;
  }

  async function add(productId = product, accountId: string | null = null): Promise<string> {
    const sent = await untrusted.receivePicture(new SentFile(Readable.from([picture])));
    const said = { altFr: null, altEn: null, crop: null };
    const input = { listingId: listing, kind: 'product', productId, accountId, ...said } as const;
    try {
      return (await module.get(PhotoService).add(world.here, input, sent, systemClock.now())).id;
    } finally {
      await sent.discard();
    }
  }

  const archive = (): Promise<string | null> =>
    module.get(ProductPhotos).archiveProduct(world.here, listing, product, systemClock.now());

  const list = (id = product) => module.get(ProductPhotos).list(world.here, listing, id);
  const find = async (id = product) => (await list(id))[0] ?? null;
  const idsOf = async (id = product) => (await list(id)).map((photo) => photo.id);

  /** What anybody can fetch. */
  const publicFiles = (): Promise<string[]> =>
    readdir(
      join(
        mediaFolder(join(world.config.home, 'media'), world.here.tenant),
        'public',
        'photos',
        String(listing),
      ),
    ).catch(() => []);

  it('goes with the product, in one write: where the one cannot be, neither is', async () => {
    const id = await add();
    jest.spyOn(PhotoService.prototype, 'removeIn').mockRejectedValueOnce(new Error('the database went away'));
    await expect(archive()).rejects.toThrow('went away');
    expect(await find()).toMatchObject({ id });
    expect(await module.get(CatalogueService).list(world.here, listing)).toHaveLength(1);
    await archive();
    expect([await find(), await publicFiles()]).toEqual([null, []]);
    expect(await module.get(CatalogueService).list(world.here, listing)).toEqual([]);
  });

  it('is refused where the product is taken off sale while the picture is made, and leaves nothing', async () => {
    const files = module.get(PhotoFiles);
    const store = files.store.bind(files);
    jest.spyOn(files, 'store').mockImplementationOnce(async (...of) => {
      const stored = await store(...of);
      await archive();
      return stored;
    });
    await expect(add()).rejects.toMatchObject({ code: 'product-not-found' });
    expect([await find(), await publicFiles()]).toEqual([null, []]);
  });

  it('is never left on a product that is taken off sale at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      product = await aProduct();
      const [photo] = await Promise.allSettled([add(), archive()]);
      if (photo.status === 'rejected') expect(photo.reason).toMatchObject({ code: 'product-not-found' });
      expect([await find(), await publicFiles()]).toEqual([null, []]);
    }
  });

  it('is of a product of its listing, and is put back for one on sale alone', async () => {
    await expect(add(randomUUID())).rejects.toMatchObject({ code: 'product-not-found' });
    const id = await add();
    await archive();
    await expect(
      module.get(PhotoService).restore(world.here, listing, id, systemClock.now()),
    ).rejects.toMatchObject({ code: 'product-not-found' });
    expect([await find(), await publicFiles()]).toEqual([null, []]);
  });

  it('goes to a variant that stays where none of those has one, the first of what is gone', async () => {
    const catalogue = module.get(CatalogueService);
    const bag = productInputSchema.parse({
      name: 'Sac',
      priceCents: 1_500,
      vat: 'standard',
      withdrawal: 'right',
    });
    const sizes = [{ name: 'Taille', values: ['S', 'M', 'L', 'XL'] }];
    await catalogue.add(world.here, listing, randomUUID(), bag, sizes);
    const [small = '', medium = '', large = '', extra = ''] = (await catalogue.list(world.here, listing))
      .filter(({ name }) => name === 'Sac')
      .map(({ id }) => id);
    const dismiss = (id: string) =>
      module.get(ProductPhotos).archiveProduct(world.here, listing, id, systemClock.now(), 'variant');
    await add(small);
    const stays = await add(large);
    await dismiss(small);
    expect([await find(small), await find(medium), await find(large)]).toEqual([
      null,
      null,
      expect.objectContaining({ id: stays }),
    ]);
    await dismiss(large);
    expect(await find(medium)).toMatchObject({ id: stays });
    const last = await add(extra);
    const shown = await world.work.read(world.here, (tx) =>
      module.get(ProductPhotos).ofProductsIn(tx, listing, [extra, medium]),
    );
    expect([...shown.keys()]).toEqual([extra, medium]);
    expect(await find(extra)).toMatchObject({ id: last });
  });

  it('stand in their order, the first of them on cards, up to five', async () => {
    const photos = module.get(ProductPhotos);
    const [first = '', second = '', third = ''] = [await add(), await add(), await add()];
    expect(await idsOf()).toEqual([first, second, third]);
    const move = (id: string, way: 'earlier' | 'later' | 'first') =>
      photos.move(world.here, { listingId: listing, productId: product, id }, way, systemClock.now());
    await move(third, 'first');
    expect(await idsOf()).toEqual([third, first, second]);
    await move(third, 'later');
    await move(second, 'earlier');
    expect(await idsOf()).toEqual([first, second, third]);
    await move(second, 'first');
    const [shown, all] = await world.work.read(world.here, async (tx) => [
      await photos.ofProductsIn(tx, listing, [product]),
      await photos.allOfIn(tx, listing, [product]),
    ]);
    expect(shown.get(product)).toMatchObject({ id: second });
    expect(all.map(({ id }) => id)).toEqual([second, first, third]);
    await add();
    await add();
    const files = await publicFiles();
    await expect(add()).rejects.toMatchObject({ code: 'too-many-photos', params: { most: 5 } });
    expect([await publicFiles(), (await list()).length]).toEqual([files, 5]);
    // Another product, and the album of the shop, have room of their own.
    await add(await aProduct());
    expect((await module.get(PhotoService).album(world.here, listing, systemClock.now())).photos).toEqual([]);
  });

  it('are five at most when they are sent at the same moment, and when one is put back', async () => {
    for (let at = 0; at < 4; at += 1) await add();
    const sent = await Promise.allSettled([add(), add()]);
    expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [gone = ''] = await idsOf();
    const of = { listingId: listing, productId: product, id: gone };
    await module.get(ProductPhotos).remove(world.here, of, systemClock.now());
    expect(await idsOf()).not.toContain(gone);
    await add();
    await expect(
      module.get(PhotoService).restore(world.here, listing, gone, systemClock.now()),
    ).rejects.toMatchObject({ code: 'too-many-photos' });
    expect(await list()).toHaveLength(5);
  });

  it('are changed on the page of their own product alone', async () => {
    const photos = module.get(ProductPhotos);
    const mine = await add();
    const other = await aProduct();
    const now = systemClock.now();
    const alt = { altFr: 'Une miche', altEn: null };
    const wrong = { listingId: listing, productId: other, id: mine };
    const refused = { code: 'photo-not-found' };
    await expect(photos.remove(world.here, wrong, now)).rejects.toMatchObject(refused);
    await expect(photos.move(world.here, wrong, 'first', now)).rejects.toMatchObject(refused);
    await expect(photos.describe(world.here, wrong, alt, now)).rejects.toMatchObject(refused);
    expect(await find()).toMatchObject({ id: mine, altFr: null });
    await photos.describe(world.here, { ...wrong, productId: product }, alt, now);
    expect(await find()).toMatchObject({ id: mine, altFr: 'Une miche' });
    await photos.remove(world.here, { ...wrong, productId: product }, now);
    await expect(
      photos.describe(world.here, { ...wrong, productId: product }, alt, now),
    ).rejects.toMatchObject(refused);
  });

  it('go all with the product, and all to the variant that stays without any', async () => {
    const [first, second] = [await add(), await add()];
    await archive();
    expect([await list(), await publicFiles()]).toEqual([[], []]);
    expect(first).not.toBe(second);
    const bag = productInputSchema.parse({
      name: 'Sac',
      priceCents: 1_500,
      vat: 'standard',
      withdrawal: 'right',
    });
    const sizes = [{ name: 'Taille', values: ['S', 'M'] }];
    await module.get(CatalogueService).add(world.here, listing, randomUUID(), bag, sizes);
    const [small = '', medium = ''] = (await module.get(CatalogueService).list(world.here, listing)).map(
      ({ id }) => id,
    );
    const sent = [await add(small), await add(small)];
    await module.get(ProductPhotos).archiveProduct(world.here, listing, small, systemClock.now(), 'variant');
    expect([await idsOf(small), await idsOf(medium)]).toEqual([[], sent]);
  });

  it('stays with what is sold when the place changes hands, and goes where its product is gone', async () => {
    const loser = await anAccount(world, world.here);
    const sold = await add(product, loser.id);
    const other = await aProduct();
    const gone = await add(other, loser.id);
    // As it was left before the two went in one write.
    await world.work.write(world.here, (tx) =>
      module.get(CatalogueService).archiveIn(tx, listing, other, systemClock.now()),
    );
    const owner = await anAccount(world, world.here);
    const now = systemClock.now();
    await module
      .get(PhotoService)
      .removeLeft(world.here, listing, { owner: owner.id, since: null, until: now }, systemClock.now());
    expect([await find(), await find(other)]).toEqual([expect.objectContaining({ id: sold }), null]);
    expect(await module.get(PhotoService).get(world.here, listing, gone)).toMatchObject({
      removedAt: expect.any(Date),
    });
  });
});
