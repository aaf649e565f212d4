import { fileRoutes } from '@halles/contracts';
import { ShownPhotoFiles } from '@halles/domain/photos';
import {
  CACHED_SHORTLY,
  type Client,
  Ctx,
  CurrentClient,
  file,
  type HttpAnswer,
  PageNotFound,
  Public,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { PhotoFileAccess } from './photo-file-access';

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
};

/** A number of a listing, which PostgreSQL keeps in four bytes. */
const LISTING = /^[1-9]\d{0,8}$/;
const FILE = /^([0-9a-f]{24})-\d{1,4}\.(avif|webp|jpg|png)$/;

/** Opened by itself, a file of somebody's making runs nothing and loads nothing. */
const POLICY = "sandbox; default-src 'none'";

/** Files of photos that are shown, out of the folder of the tenant of the requested host. */
@Public()
@Controller()
export class MediaController {
  constructor(
    private readonly files: ShownPhotoFiles,
    private readonly access: PhotoFileAccess,
  ) {}

  @Get(fileRoutes.media)
  async photo(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @Param('listing') listing: string,
    @Param('file') name: string,
  ): Promise<HttpAnswer> {
    const [, hash = '', extension = ''] = FILE.exec(name) ?? [];
    const type = TYPES[extension];
    if (type === undefined || !LISTING.test(listing)) throw new PageNotFound({});
    // A file stays where it is while its business is masked, and is found again when it is shown again.
    const audience = await this.access.check(ctx, client, Number(listing), hash);
    if (audience === null) throw new PageNotFound({});
    const stored = await this.files.find(ctx, Number(listing), name);
    if (!stored) throw new PageNotFound({});
    return file(() => stored.stream(), {
      type,
      ...(audience === 'public' && { cacheControl: CACHED_SHORTLY }),
      etag: `"${name}"`,
      headers: { 'content-length': String(stored.bytes), 'content-security-policy': POLICY },
    });
  }
}
