import { PhotoNotFound, PhotoService } from '@halles/domain/photos';
import { systemClock } from '@halles/kernel';
import { MalformedRequest, Requires, contextOf, localeOfPath } from '@halles/platform/http';
import { Body, Controller, Get, Param, ParseIntPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '../accounts/form-fields';
import { redirect } from './album.controller';
import { altOfText, cropOfForm, photoIdOf, wayOf } from './photo-form';
import { PhotoPages } from './photo-pages';
import { photoPaths, photoPatterns } from './photo-routes';
import { albumNotices, presentPhoto, ratioOf } from './photos.presenter';

/** @throws PhotoNotFound */
function idOf(segment: string): string {
  const id = photoIdOf(segment);
  if (id === null) throw new PhotoNotFound({});
  return id;
}

/** One photo of a business: described, cut, moved, taken off, put back. */
@Controller()
export class PhotoController {
  constructor(
    private readonly pages: PhotoPages,
    private readonly photos: PhotoService,
  ) {}

  @Requires('listing.photos')
  @Get(photoPatterns('photo'))
  async photo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const notice = albumNotices.find((known) => known === query['fait']);
    await this.show(request, reply, listingId, idOf(segment), 200, notice ? { notice } : {});
  }

  /** The whole picture, for those who choose what part of it is shown. */
  @Requires('listing.photos')
  @Get(photoPatterns('whole'))
  async whole(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
  ): Promise<void> {
    const { format, file } = await this.photos.whole(contextOf(request), listingId, idOf(segment));
    void reply
      .headers({
        'content-type': `image/${format}`,
        'content-length': String(file.bytes),
        'cache-control': 'private, no-store',
      })
      .send(file.stream());
  }

  @Requires('listing.photos')
  @Post(photoPatterns('describe'))
  async describe(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
    @Body() body: unknown,
  ): Promise<void> {
    const id = idOf(segment);
    const typed = { altFr: textOf(body, 'altFr'), altEn: textOf(body, 'altEn') };
    const [altFr, altEn] = [altOfText(typed.altFr), altOfText(typed.altEn)];
    if (altFr === undefined || altEn === undefined) {
      await this.show(request, reply, listingId, id, 422, { ...typed, isLong: true });
      return;
    }
    await this.photos.describe(contextOf(request), listingId, id, { altFr, altEn }, systemClock.now());
    this.done(request, reply, listingId, 'described');
  }

  @Requires('listing.photos')
  @Post(photoPatterns('cut'))
  async cut(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
    @Body() body: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const photo = await this.photos.get(ctx, listingId, idOf(segment));
    const crop = cropOfForm(body, ratioOf(photo));
    if (crop === undefined) throw new MalformedRequest({});
    await this.photos.recrop(ctx, listingId, photo.id, crop, systemClock.now());
    const path = photoPaths('photo', listingId, photo.id)[localeOfPath(request.url)];
    redirect(reply, path, 'cut');
  }

  @Requires('listing.photos')
  @Post(photoPatterns('move'))
  async move(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
    @Body() body: unknown,
  ): Promise<void> {
    const way = wayOf(body);
    if (way === null) throw new MalformedRequest({});
    await this.photos.move(contextOf(request), listingId, idOf(segment), way, systemClock.now());
    this.done(request, reply, listingId, 'arranged');
  }

  @Requires('listing.photos')
  @Post(photoPatterns('remove'))
  async remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
  ): Promise<void> {
    const id = idOf(segment);
    await this.photos.remove(contextOf(request), listingId, id, systemClock.now());
    this.done(request, reply, listingId, 'removed', id);
  }

  @Requires('listing.photos')
  @Post(photoPatterns('restore'))
  async restore(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing', ParseIntPipe) listingId: number,
    @Param('photo') segment: string,
  ): Promise<void> {
    await this.photos.restore(contextOf(request), listingId, idOf(segment), systemClock.now());
    this.done(request, reply, listingId, 'restored');
  }

  private done(
    request: FastifyRequest,
    reply: FastifyReply,
    listingId: number,
    notice: (typeof albumNotices)[number],
    photo?: string,
  ): void {
    redirect(reply, photoPaths('album', listingId)[localeOfPath(request.url)], notice, photo);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    listingId: number,
    id: string,
    status: number,
    state: Parameters<typeof presentPhoto>[2],
  ): Promise<void> {
    const photo = await this.photos.get(contextOf(request), listingId, id);
    if (photo.removedAt !== null) throw new PhotoNotFound({});
    await this.pages.show(request, reply, listingId, {
      view: 'photos/photo',
      title: 'editHeading',
      paths: photoPaths('photo', listingId, id),
      status,
      present: (scope) => presentPhoto(scope, photo, state),
    });
  }
}
