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

describe('the photo of a product', () => {
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

  const find = (id = product) => module.get(ProductPhotos).find(world.here, listing, id);

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
      .removeLeft(world.here, listing, { owner: owner.id, until: now }, systemClock.now());
    expect([await find(), await find(other)]).toEqual([expect.objectContaining({ id: sold }), null]);
    expect(await module.get(PhotoService).get(world.here, listing, gone)).toMatchObject({
      removedAt: expect.any(Date),
    });
  });
});
