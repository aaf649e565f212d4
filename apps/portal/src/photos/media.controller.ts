import { PageNotFound, Public, contextOf, matchesEtag } from '@halles/platform/http';
import { FileStorage } from '@halles/platform/storage';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MEDIA_ROUTE } from './photo-routes';

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
};

const LISTING = /^[1-9]\d{0,9}$/;
const FILE = /^[0-9a-f]{24}-\d{1,4}\.(avif|webp|jpg|png)$/;

/** The address says the content: it never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Opened by itself, a file of somebody's making runs nothing and loads nothing. */
const POLICY = "sandbox; default-src 'none'";

/** Files of photos, out of the folder of the tenant whose host was asked. */
@Public()
@Controller()
export class MediaController {
  constructor(private readonly storage: FileStorage) {}

  @Get(MEDIA_ROUTE)
  async photo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Param('file') name: string,
  ): Promise<void> {
    const type = TYPES[FILE.exec(name)?.[1] ?? ''];
    if (type === undefined || !LISTING.test(listing)) throw new PageNotFound({});
    const etag = `"${name}"`;
    const file = await this.storage.get(contextOf(request), 'public', ['photos', listing, name]);
    if (!file) throw new PageNotFound({});
    void reply.headers({ etag, 'cache-control': FOR_EVER, 'content-security-policy': POLICY });
    if (matchesEtag(request.headers['if-none-match'], etag)) {
      void reply.status(304).send();
      return;
    }
    void reply.headers({ 'content-type': type, 'content-length': String(file.bytes) }).send(file.stream());
  }
}
