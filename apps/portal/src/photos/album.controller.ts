import { PhotoService } from '@halles/domain/photos';
import { DomainError, systemClock } from '@halles/kernel';
import { ImagePipeline } from '@halles/platform/images';
import {
  RateLimit,
  RateLimiter,
  Requires,
  Uploads,
  contextOf,
  localeOfPath,
  uploadParts,
  wantsHtml,
} from '@halles/platform/http';
import { Controller, Get, Param, ParseIntPipe, Post, Body, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { altOfText, kindOf, orderOf, photoIdOf } from './photo-form';
import { PhotoPages, accountOf } from './photo-pages';
import { photoPaths, photoPatterns } from './photo-routes';
import { type AlbumNotice, type AlbumState, albumNotices, presentAlbum } from './photos.presenter';

/** One form: four photographs at their largest. */
const MOST_UPLOAD = 40 * 1024 * 1024;

/** What became of the files of a form. */
interface Taken {
  readonly ids: readonly string[];
  readonly refusals: readonly DomainError[];
}

/** What a form says of its files: told before them. */
interface Wish {
  readonly listingId: number;
  readonly kind: string;
  readonly alt: string | null;
}

/** The photos of a business: seen, added, put into order. */
@Controller()
export class AlbumController {
  constructor(
    private readonly pages: PhotoPages,
    private readonly photos: PhotoService,
    private readonly images: ImagePipeline,
    private readonly limiter: RateLimiter,
  ) {}

  @Requires('listing.photos')
  @Get(photoPatterns('album'))
  async album(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const notice = albumNotices.find((known) => known === query['fait']);
    const undo = typeof query['photo'] === 'string' ? photoIdOf(query['photo']) : null;
    await this.show(request, reply, listingId, 200, {
      ...(notice ? { notice } : {}),
      ...(notice === 'removed' && undo !== null ? { undo } : {}),
    });
  }

  /** One file a request from the island, several from a form without it. */
  @Requires('listing.photos')
  @RateLimit('upload')
  @Uploads(MOST_UPLOAD)
  @Post(photoPatterns('album'))
  async upload(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
  ): Promise<void> {
    const { ids, refusals } = await this.takeAll(request, listingId);
    const [refusal] = refusals;
    if (!wantsHtml(request.headers.accept)) {
      if (refusal) throw refusal;
      void reply.status(201).header('cache-control', 'no-store').send({ ids });
      return;
    }
    const locale = localeOfPath(request.url);
    if (refusals.length > 0 || ids.length === 0) {
      const status = refusal?.kind === 'rate-limited' ? 429 : 422;
      await this.show(request, reply, listingId, status, {
        problems: refusals.map((other) => other.detail(locale)),
        isEmpty: refusals.length === 0,
      });
      return;
    }
    const [only, ...others] = ids;
    const path =
      only !== undefined && others.length === 0
        ? photoPaths('photo', listingId, only)
        : photoPaths('album', listingId);
    redirect(reply, path[locale], 'added');
  }

  @Requires('listing.photos')
  @Post(photoPatterns('order'))
  async order(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Body() body: unknown,
  ): Promise<void> {
    await this.photos.arrange(contextOf(request), listingId, orderOf(body), systemClock.now());
    redirect(reply, photoPaths('album', listingId)[localeOfPath(request.url)], 'arranged');
  }

  private async takeAll(request: FastifyRequest, listingId: number): Promise<Taken> {
    const ids: string[] = [];
    const refusals: DomainError[] = [];
    const input = { listingId, kind: 'photo', alt: null as string | null };
    for await (const part of uploadParts(request)) {
      if (part.kind === 'field') {
        if (part.name === 'kind') input.kind = part.value;
        if (part.name === 'alt') input.alt = altOfText(part.value) ?? null;
        continue;
      }
      try {
        // The guard has counted the first.
        if (ids.length + refusals.length > 0)
          await this.limiter.take('upload', contextOf(request), request.ip);
        ids.push(await this.take(request, input, part.stream));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusals.push(error as DomainError);
      }
    }
    return { ids, refusals };
  }

  private async take(
    request: FastifyRequest,
    { listingId, kind, alt }: Wish,
    stream: Readable,
  ): Promise<string> {
    const ctx = contextOf(request);
    const isEnglish = localeOfPath(request.url) === 'en';
    await this.photos.checkRoom(ctx, listingId, kindOf(kind));
    const sent = await this.images.receive(stream);
    try {
      const photo = await this.photos.add(
        ctx,
        {
          listingId,
          kind: kindOf(kind),
          altFr: isEnglish ? null : alt,
          altEn: isEnglish ? alt : null,
          crop: null,
          accountId: accountOf(ctx),
        },
        sent,
        systemClock.now(),
      );
      return photo.id;
    } finally {
      await sent.discard();
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    listingId: number,
    status: number,
    state: AlbumState,
  ): Promise<void> {
    const album = await this.photos.album(contextOf(request), listingId, systemClock.now());
    await this.pages.show(request, reply, listingId, {
      view: 'photos/album',
      title: 'heading',
      paths: photoPaths('album', listingId),
      status,
      present: (scope, listing) => presentAlbum(scope, listing, album, state),
    });
  }
}

/** Leads to a page that says what was done. */
export function redirect(reply: FastifyReply, path: string, notice: AlbumNotice, photo?: string): void {
  const query = new URLSearchParams({ fait: notice, ...(photo === undefined ? {} : { photo }) });
  void reply.header('cache-control', 'no-store').redirect(`${path}?${query.toString()}`, 303);
}
