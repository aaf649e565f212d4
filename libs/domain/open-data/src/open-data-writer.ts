import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { categoriesOf } from '@halles/domain/categories';
import { isoOfDay, type IsoDate, wallTime } from '@halles/domain/hours';
import { type DirectoryFigures, type Listing, ListingService } from '@halles/domain/listings';
import { largestFile, ListingCovers, PostPhotos, type ShownPhoto, variantPath } from '@halles/domain/photos';
import { PostReader } from '@halles/domain/posts';
import { ProfileService } from '@halles/domain/profiles';
import { SearchService } from '@halles/domain/search';
import { TerritoryOutlines } from '@halles/domain/territories';
import { MINUTE } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { ChangeBus, PortalLinks, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { csvOf, geoJsonOf, jsonLdOf } from './dataset-text';
import { communesGround, groundIndex, territoryGround } from './ground';
import { postsCsvOf } from './posts-dataset';
import {
  type DatasetFormat,
  datasetFormats,
  groundFormats,
  type ReleaseFile,
  type OpenDataRelease,
} from './open-data-release';
import { OpenDataFiles } from './open-data-files';
import { OpenDataRepository } from './open-data.repository';

/** A directory that keeps changing is written this seldom. */
export const REWRITTEN_AFTER = 10 * MINUTE;

/**
 * Where a directory has so many businesses more or fewer, it was an import: who reads the files would take a part for the whole.
 * As many that came as went are not seen so, and are written with the rest.
 */
const LARGE_PART = 0.1;

/**
 * Where shops tell of so many times as much as is written, they have just begun to. Posts are few, and one is published with
 * a touch: a part of them, as of businesses, would let one shop have a region written all day by publishing and taking back.
 */
const FIRST_POSTS = 2;

/**
 * Files that are not of the current release stay for so long after they were written: who was told of them may still read
 * them, and a writer that is slow may still publish them. No release takes as long to write.
 */
const KEPT_FOR = 30 * MINUTE;

/** What is known to be written needs no look at the database for so long, where changes are heard of. */
const TRUSTED_FOR = 10 * MINUTE;

type Formats = readonly ReleaseFile['format'][];

interface UpToDate {
  readonly contextDigest: string;
  /** ms since 1970. */
  readonly until: number;
}

/** Writes the directory as files of open data: once for each version, whoever reads them and how often. */
@Injectable()
export class OpenDataWriter {
  /** By tenant role: one entry a tenant of the registry. */
  private readonly upToDate = new Map<string, UpToDate>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly profiles: ProfileService,
    private readonly posts: PostReader,
    private readonly photos: PostPhotos,
    private readonly covers: ListingCovers,
    private readonly releases: OpenDataRepository,
    private readonly files: OpenDataFiles,
    private readonly outlines: TerritoryOutlines,
    private readonly search: SearchService,
    private readonly changes: ChangeBus,
    @InjectConfig() private readonly config: Config,
  ) {
    changes.onChange((role) => {
      if (role === undefined) this.upToDate.clear();
      else this.upToDate.delete(role);
    });
  }

  /**
   * Writes the files anew where the directory, the territory's settings or the day have changed since, at most once in
   * `REWRITTEN_AFTER`; at once where nothing was written yet, where it has grown or shrunk by a large part, where
   * shops tell of twice as much, and where a business may not be shown any more. What is put off is written by a later call. May be called by several workers at once: each writes files of its own, and the later directory wins.
   * @returns whether files were written
   * @throws what reading and storing throw, and the reason of the signal: the release before stays the current one
   */
  async writeIfDue(ctx: TenantContext, now: Date, signal: AbortSignal): Promise<boolean> {
    const { day } = wallTime(ctx.tenant.settings.timeZone, now.getTime());
    const today = isoOfDay(day);
    const ground = await this.outlines.largeEdition(ctx.tenant.slug);
    const contextDigest = this.contextDigest(ctx, today, ground);
    const formats = ground === null ? datasetFormats : [...datasetFormats, ...groundFormats];
    if (this.isKnownUpToDate(ctx, contextDigest, now)) return false;
    const figures = await this.listings.figures(ctx);
    const current = await this.work.read(ctx, (tx) => this.releases.current(tx));
    if (current && (await this.isUpToDate(ctx, current, figures, { contextDigest, formats }))) {
      await this.files.removeOld(ctx, current.id, new Date(now.getTime() - KEPT_FOR));
      const until = now.getTime() + TRUSTED_FOR;
      if (this.changes.isConnected(ctx.tenant)) this.upToDate.set(ctx.tenant.role, { contextDigest, until });
      return false;
    }
    if (current && !(await this.isDue(ctx, current, figures, { now, today, formats }))) return false;
    await this.files.removeOld(ctx, current?.id ?? null, new Date(now.getTime() - KEPT_FOR));
    const id = uuid();
    // Before the directory is read: what is hidden meanwhile is found hidden since, and written once more.
    const hiddenDigest = await this.work.read(ctx, (tx) => this.releases.hiddenDigest(tx, today));
    const files = await this.writeAll(ctx, id, { today, signal, ground });
    const { version: directoryVersion, listings } = figures;
    await this.work.write(ctx, (tx) =>
      this.releases.publish(tx, {
        id,
        directoryVersion,
        contextDigest,
        listings,
        hiddenDigest,
        writtenAt: now,
        files,
      }),
    );
    return true;
  }

  /** What the files depend on beside the directory: the territory's entry, its address, the day (hours of dates to come), and its outlines. */
  private contextDigest({ tenant }: TenantContext, today: IsoDate, ground: string | null): string {
    const { origin } = new PortalLinks(this.config, tenant);
    const context = [origin, tenant.settings, today, ...(ground === null ? [] : [ground])];
    return hash('sha256', JSON.stringify(context), 'hex');
  }

  private isKnownUpToDate({ tenant }: TenantContext, contextDigest: string, now: Date): boolean {
    const known = this.upToDate.get(tenant.role);
    return (
      known?.contextDigest === contextDigest &&
      known.until > now.getTime() &&
      this.changes.isConnected(tenant)
    );
  }

  private async isUpToDate(
    ctx: TenantContext,
    current: OpenDataRelease,
    { version }: DirectoryFigures,
    { contextDigest, formats }: { readonly contextDigest: string; readonly formats: Formats },
  ): Promise<boolean> {
    if (current.directoryVersion !== version || current.contextDigest !== contextDigest) return false;
    return this.files.isWhole(ctx, current, formats);
  }

  private async isDue(
    ctx: TenantContext,
    current: OpenDataRelease,
    { listings }: DirectoryFigures,
    { now, today, formats }: { readonly now: Date; readonly today: IsoDate; readonly formats: Formats },
  ): Promise<boolean> {
    if (now.getTime() - current.writtenAt.getTime() >= REWRITTEN_AFTER) return true;
    const difference = Math.abs(listings - current.listings);
    if (difference > 0 && difference >= current.listings * LARGE_PART) return true;
    const written = current.files.find(({ posts }) => posts !== undefined)?.posts;
    const posts = await this.posts.countPublic(ctx, today);
    if (written !== undefined && posts > 0 && posts >= written * FIRST_POSTS) return true;
    const hidden = await this.work.read(ctx, (tx) => this.releases.hiddenDigest(tx, today));
    if (hidden !== current.hiddenDigest) return true;
    return !(await this.files.isWhole(ctx, current, formats));
  }

  /** @throws what reading and storing throw, and the reason of the signal: nothing of it stays */
  private async writeAll(
    ctx: TenantContext,
    id: string,
    {
      ground,
      ...how
    }: { readonly today: IsoDate; readonly signal: AbortSignal; readonly ground: string | null },
  ): Promise<ReleaseFile[]> {
    const files: ReleaseFile[] = [];
    const posts = await this.posts.countPublic(ctx, how.today);
    try {
      for (const format of datasetFormats) {
        const written = await this.files.write(ctx, id, format, Readable.from(this.textOf(ctx, format, how)));
        files.push(...written.map((file) => (format === 'posts' ? { ...file, posts } : file)));
      }
      if (ground !== null) files.push(...(await this.writeGround(ctx, id, how.signal)));
      return files;
    } catch (error) {
      // It is tried again: what each try left would keep a full disk full.
      await this.files.remove(ctx, id).catch(() => undefined);
      throw error;
    }
  }

  /** The ground of maps: dear to draw, and so drawn once. */
  private async writeGround(ctx: TenantContext, id: string, signal: AbortSignal): Promise<ReleaseFile[]> {
    const drawn = await this.outlines.forMap(ctx.tenant.slug);
    const communes = await this.search.listPlaces(ctx, 'commune');
    const places = { communes, districts: await this.search.listPlaces(ctx, 'district') };
    const texts = {
      'ground-territory': territoryGround(drawn, communes),
      'ground-communes': communesGround(drawn, places),
      'ground-index': groundIndex(drawn, places),
    };
    const files: ReleaseFile[] = [];
    for (const format of groundFormats) {
      signal.throwIfAborted();
      files.push(...(await this.files.write(ctx, id, format, Readable.from([texts[format]]))));
    }
    return files;
  }

  /** The whole directory in a format, in constant memory. */
  private textOf(
    ctx: TenantContext,
    format: DatasetFormat,
    { today, signal }: { readonly today: IsoDate; readonly signal: AbortSignal },
  ): AsyncGenerator<string> {
    const links = new PortalLinks(this.config, ctx.tenant);
    if (format === 'posts')
      return postsCsvOf(untilAborted(this.posts.listPublic(ctx, today), signal), async (batch) => {
        const photos = await this.photos.ofPosts(
          ctx,
          batch.map(({ post }) => post.id),
        );
        return ({ post, listing }) => ({
          page: links.toListing('fr', listing),
          photo: photoAddress(links, photos.get(post.id)),
        });
      });
    const tree = categoriesOf(ctx);
    const { timeZone } = ctx.tenant.settings;
    const urlOf = (listing: Listing): string => links.toListing('fr', listing);
    const batches = untilAborted(this.listings.listPublic(ctx), signal);
    if (format === 'csv') return csvOf(batches, { tree, urlOf });
    if (format === 'geojson') return geoJsonOf(batches, { tree, urlOf });
    return jsonLdOf(batches, async (batch) => {
      const profiles = await this.profiles.findManyShown(
        ctx,
        batch.map(({ id }) => id),
      );
      const covers = await this.covers.of(
        ctx,
        batch.map(({ id }) => id),
      );
      return (listing) => ({
        ...{ tree, today, timeZone, locale: 'fr', url: urlOf(listing) },
        profile: profiles.get(listing.id) ?? null,
        image: photoAddress(links, covers.get(listing.id)),
      });
    });
  }
}

/** Of the largest file that every program reads; null for none. */
function photoAddress(links: PortalLinks, photo: ShownPhoto | undefined): string | null {
  const largest = photo && largestFile(photo);
  return largest ? links.origin + variantPath(photo, largest) : null;
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}
