import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type PhotoKind, PhotoNotFound, PhotoService } from '@halles/domain/photos';
import { Clock, DomainError, type Locale } from '@halles/kernel';
import { type FormRefusal, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  type Client,
  type HttpAnswer,
  json,
  RateLimit,
  RateLimiter,
  Requires,
  statusOf,
  type UploadPart,
  UploadParts,
  MOST_FORM_BYTES,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { MerchantRequest } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { Done, redirectDone } from '../params';
import {
  altTyped,
  kindOf,
  moveForm,
  orderForm,
  photoIdOf,
  type PhotoNotice,
  photoNotices,
  removedQuery,
} from './photo.form';
import { PhotoPages } from './photo-pages';
import { type AlbumState, presentAlbum } from './photos.presenter';
import { described, PictureUploads } from './picture-uploads';

/** Kinds of refusals that another photo would meet too. */
const NOT_OF_THE_PHOTO: ReadonlySet<string> = new Set([
  'rate-limited',
  'unavailable',
  'insufficient-storage',
]);

/** What became of the files of a form. */
interface Received {
  readonly ids: readonly string[];
  readonly refusals: readonly DomainError[];
  /** What they were to be: the form of the logo and that of photos are two. */
  readonly kind: PhotoKind;
}

/** The photos of a business: seen, added, put into order. */
@Requires('listing.photos')
@Controller()
export class AlbumController {
  constructor(
    private readonly pages: PhotoPages,
    private readonly photos: PhotoService,
    private readonly pictures: PictureUploads,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('photo.album'))
  album(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(photoNotices) notice: PhotoNotice | null,
    @Query({ schema: removedQuery }) { photo }: z.output<typeof removedQuery>,
  ): Promise<Page> {
    return this.page(ctx, session, listing, {
      ...(notice ? { notice } : {}),
      ...(notice === 'removed' && photo !== undefined ? { undo: photo } : {}),
    });
  }

  /** One file a request from the island, several from a form without it. */
  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('photo.album'))
  async upload(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const { ids, refusals, kind } = await this.receive(ctx, { client, locale, listing, session }, parts);
    const [refusal] = refusals;
    if (!client.wantsPage) {
      if (refusal) throw refusal;
      return json({ ids }, { 'cache-control': 'no-store' }, 201);
    }
    if (refusals.length > 0 || ids.length === 0) {
      const problems = refusals.map((other) => other.detail(locale));
      const status = refusal && NOT_OF_THE_PHOTO.has(refusal.kind) ? statusOf(refusal) : 422;
      return this.page(ctx, session, listing, { refused: { kind, problems } }, { status });
    }
    const [only, ...others] = ids;
    const path =
      only !== undefined && others.length === 0
        ? pathTo('photo', locale, { listing, photo: only })
        : pathTo('photo.album', locale, { listing });
    return redirectDone(path, 'added');
  }

  @Post(patternsOf('photo.order'))
  async order(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    // The island keeps the order that it shows, and says what is wrong.
    if (posted.limitReached && !client.wantsPage) throw posted.limitReached;
    return submitForm<readonly string[], Page | HttpAnswer>(
      orderForm.read(posted),
      async (order) => {
        await this.photos.arrange(ctx, listing, order, this.clock.now());
        return redirectDone(pathTo('photo.album', locale, { listing }), 'arranged');
      },
      (refusal) => this.refused(ctx, session, listing, refusal),
    );
  }

  /** Moves one photo, from the list of all of them. */
  @Post(patternsOf('photo.move'))
  async move(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Param('photo') segment: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = photoIdOf(segment);
    if (id === null) throw new PhotoNotFound({});
    return submitForm<{ readonly way: 'earlier' | 'later' | 'first' }, Page | HttpAnswer>(
      moveForm.read(posted),
      async ({ way }) => {
        await this.photos.move(ctx, listing, id, way, this.clock.now());
        return redirectDone(pathTo('photo.album', locale, { listing }), 'arranged');
      },
      (refusal) => this.refused(ctx, session, listing, refusal),
    );
  }

  private refused(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    { state, ...answer }: FormRefusal,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { problem: state.problem ?? 'invalid' }, answer);
  }

  private async receive(
    ctx: TenantContext,
    {
      client,
      locale,
      listing,
      session,
    }: {
      readonly client: Client;
      readonly locale: Locale;
      readonly listing: number;
      readonly session: AccountSession;
    },
    parts: AsyncIterable<UploadPart>,
  ): Promise<Received> {
    const ids: string[] = [];
    const refusals: DomainError[] = [];
    let kind = 'photo';
    let alt: string | null = null;
    for await (const part of parts) {
      if (part.kind === 'field') {
        if (part.name === 'kind') kind = part.value;
        if (part.name === 'alt') alt = altTyped(part.value);
        continue;
      }
      try {
        // The guard has counted the first.
        if (ids.length + refusals.length > 0) await this.limiter.take('upload', ctx, client.address);
        const photo = {
          listingId: listing,
          kind: kindOf(kind),
          ...described(alt, locale),
          crop: null,
          accountId: session.account.id,
        };
        ids.push((await this.pictures.add(ctx, photo, part.file)).id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusals.push(error as DomainError);
      }
    }
    return { ids, refusals, kind: kindOf(kind) };
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    listingId: number,
    state: AlbumState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const album = await this.photos.album(ctx, listingId, this.clock.now());
    return this.pages.page(ctx, session, listingId, {
      view: 'photos/album',
      title: 'heading',
      paths: pathsTo('photo.album', { listing: listingId }),
      ...answer,
      present: (scope, listing) => presentAlbum(scope, listing, album, state),
    });
  }
}
