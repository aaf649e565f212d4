import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { type DirectoryImport, ImportService, type Reading, readCsv } from '@halles/domain/imports';
import { categoriesOf } from '@halles/domain/categories';
import { ListingWriter } from '@halles/domain/listings';
import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import {
  PostHidden,
  PostRepeated,
  TooManyPosts,
  TooManyPostsToday,
  PostService,
  todayIn,
} from '@halles/domain/posts';
import { SearchPlaces } from '@halles/domain/search-index';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { makeScratchFolder } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type Seed, readCommunes, readSeeds } from './seed-folder';
import { AgendaSeeds } from './agenda-seeds.service';
import { SeedOwners } from './seed-owners.service';
import { SeedRepository } from './seed.repository';
import { ShopSeeds } from './shop-seeds.service';

/** An import of a seed did not end as it should; its report says why. */
export class SeedRefused extends Error {
  constructor(
    readonly file: string,
    readonly ended: DirectoryImport,
  ) {
    super(`${file} was not taken over: ${ended.failure?.message.en ?? `the import is ${ended.state}`}`);
  }
}

/** The rows of a list, as invented ones. */
const demonstrationOf = (reading: Reading): Reading => ({
  report: () => reading.report(),
  async *[Symbol.asyncIterator]() {
    for await (const records of reading)
      yield records.map((record) =>
        Object.freeze({ ...record, source: 'demonstration' as const, demonstration: true }),
      );
  },
});

/** A list of businesses. */
type ListSeed = Exclude<Seed, { kind: 'districts' | 'posts' | 'shops' | 'agendas' }>;

const PIECE_BYTES = 64 * 1024;

/** A list in pieces, as a file is read. */
function* piecesOf(content: Buffer): Iterable<Buffer> {
  for (let at = 0; at < content.length; at += PIECE_BYTES) yield content.subarray(at, at + PIECE_BYTES);
}

/** Why a shop of the demonstration does without one of its posts: it tells of enough, or the town hid those words. */
const SKIPPED = [PostHidden, PostRepeated, TooManyPosts, TooManyPostsToday] as const;

/** Fills a directory with what its territory's folder brings: districts, real places, a demonstration. Each edition once. */
@Injectable()
export class SeedService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly seeds: SeedRepository,
    private readonly imports: ImportService,
    private readonly listings: ListingWriter,
    private readonly places: SearchPlaces,
    private readonly posts: PostService,
    private readonly owners: SeedOwners,
    private readonly shops: ShopSeeds,
    private readonly agendas: AgendaSeeds,
    @InjectConfig() private readonly config: Pick<Config, 'home' | 'root'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The files of the territory's folder that it has not taken over yet, or in another edition.
   * @throws when one of them is damaged, with what is wrong
   */
  async listPending(ctx: TenantContext): Promise<readonly Seed[]> {
    const all = readSeeds(this.folderOf(ctx));
    if (all.length === 0) return [];
    const taken = await this.work.read(ctx, (tx) => this.seeds.listDigests(tx));
    return all.filter(({ name, digest }) => taken.get(name) !== digest);
  }

  /** Adds who keeps shops of the demonstration, before their businesses are there: large directories take a minute. */
  async addOwners(ctx: TenantContext, seeds: readonly Seed[]): Promise<void> {
    for (const seed of seeds)
      if (seed.kind === 'shops' || seed.kind === 'agendas') await this.owners.add(ctx, seed.owner);
  }

  /**
   * Takes over one file. Killed in the middle, nothing of it is there, and the next call begins anew.
   * @returns how many districts, posts, shops with products, agendas or businesses it has
   * @throws ImportUnderway while another import of the territory works; SeedRefused
   */
  async load(ctx: TenantContext, seed: Seed): Promise<number> {
    const rows = await this.rowsOf(ctx, seed);
    await this.work.write(ctx, (tx) => this.seeds.remember(tx, seed.name, seed.digest));
    return rows;
  }

  /** Stops the `load` of this territory that works, which then throws SeedRefused. @throws NothingToCancel */
  async cancel(ctx: TenantContext): Promise<void> {
    await this.imports.cancel(ctx);
  }

  private rowsOf(ctx: TenantContext, seed: Seed): Promise<number> {
    if (seed.kind === 'districts') return this.loadDistricts(ctx, seed);
    if (seed.kind === 'posts') return this.loadPosts(ctx, seed);
    if (seed.kind === 'agendas') return this.agendas.open(ctx, seed);
    return seed.kind === 'shops' ? this.shops.open(ctx, seed) : this.loadList(ctx, seed);
  }

  /** What shops of the demonstration tell of: each once, though a start was killed in the middle; none for other shops. */
  private async loadPosts(ctx: TenantContext, { posts }: Extract<Seed, { kind: 'posts' }>): Promise<number> {
    const sirets = posts.map(({ siret }) => siret);
    const shops = await this.work.read(ctx, (tx) => this.seeds.demonstrationOf(tx, sirets));
    const first = dayOfIso(todayIn(ctx, this.clock.now()));
    let published = 0;
    for (const { siret, startsIn, lasts, ...words } of posts) {
      const shop = shops.get(siret);
      if (shop === undefined) continue;
      const input = {
        ...words,
        startsOn: isoOfDay(first + startsIn),
        endsOn: isoOfDay(first + startsIn + lasts),
      };
      try {
        await this.posts.publish(ctx, shop, uuid(), input, 'merchant');
        published += 1;
      } catch (error) {
        if (!SKIPPED.some((reason) => error instanceof reason)) throw error;
      }
    }
    if (published > 0) await this.work.bulk(ctx, (tx) => this.seeds.updateStatistics(tx, ['post']));
    return published;
  }

  private async loadDistricts(
    ctx: TenantContext,
    { districts }: Extract<Seed, { kind: 'districts' }>,
  ): Promise<number> {
    const placed = districts.map(({ centre: [longitude, latitude], ...district }) => ({
      ...district,
      centre: { longitude, latitude },
    }));
    await this.work.bulk(ctx, async (tx) => {
      await this.places.setDistricts(tx, placed);
      await this.listings.finish(this.listings.begin(tx), 'touched', this.clock.now());
    });
    await this.work.bulk(ctx, (tx) => this.listings.updateStatistics(tx, Number.POSITIVE_INFINITY));
    return districts.length;
  }

  private async loadList(ctx: TenantContext, seed: ListSeed): Promise<number> {
    const ended = await (seed.kind === 'demonstration'
      ? this.importInvented(ctx, seed)
      : this.importReal(ctx, seed));
    if (ended.state !== 'done') throw new SeedRefused(seed.name, ended);
    return ended.report.reading?.kept ?? 0;
  }

  /** From a file of our own: what was read of the folder is what is imported, whatever lies there by now. */
  private async importReal(
    ctx: TenantContext,
    { name, content, vintage }: ListSeed,
  ): Promise<DirectoryImport> {
    const folder = await makeScratchFolder(this.config, 'seed');
    try {
      const file = join(folder, basename(name));
      await writeFile(file, content);
      return await this.imports.importHere(ctx, {
        files: { source: 'csv', file, mapping: {} },
        vintage,
        dryRun: false,
        // What the territory has imported of its own stays beside it.
        partial: true,
        acceptLosses: false,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  private async importInvented(ctx: TenantContext, { content, vintage }: ListSeed): Promise<DirectoryImport> {
    const reading = readCsv({
      open: () => Readable.from(piecesOf(content)),
      communes: readCommunes(this.folderOf(ctx)),
      today: this.clock.now().toISOString().slice(0, 10),
      tree: categoriesOf(ctx),
    });
    return this.imports.importRecords(ctx, 'demonstration', vintage, demonstrationOf(reading));
  }

  private folderOf(ctx: TenantContext): string {
    return join(this.config.root, 'tenants', ctx.tenant.slug);
  }
}
