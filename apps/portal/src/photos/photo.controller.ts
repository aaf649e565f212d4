import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { PhotoNotFound, PhotoService } from '@halles/domain/photos';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormState,
  formValuesOf,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import type { Crop } from '@halles/platform/untrusted-files';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { MerchantRequest } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { Done, ListingId, redirectDone } from '../params';
import { cropForm, descriptionForm, type PhotoNotice, photoIdOf, photoNotices } from './photo.form';
import { PhotoPages } from './photo-pages';
import { presentPhoto, ratioOf } from './photos.presenter';

/** @throws PhotoNotFound */
function idOf(segment: string): string {
  const id = photoIdOf(segment);
  if (id === null) throw new PhotoNotFound({});
  return id;
}

/** One photo of a business: described, cropped, moved, taken off, put back. */
@Requires('listing.photos')
@Controller()
export class PhotoController {
  constructor(
    private readonly pages: PhotoPages,
    private readonly photos: PhotoService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('photo'))
  photo(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Param('photo') photo: string,
    @Done(photoNotices) notice: PhotoNotice | null,
  ): Promise<Page> {
    return this.page(ctx, session, { listing, photo: idOf(photo) }, { notice });
  }

  /** The whole picture, for those who choose what part of it is shown. */
  @Get(patternsOf('photo.original'))
  async master(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Param('photo') photo: string,
  ): Promise<HttpAnswer> {
    const { format, file: stored } = await this.photos.whole(ctx, listing, idOf(photo));
    return file(() => stored.stream(), {
      type: `image/${format}`,
      headers: { 'content-length': String(stored.bytes) },
    });
  }

  @Post(patternsOf('photo.describe'))
  describe(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Param('photo') photo: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = idOf(photo);
    return submitForm<{ altFr: string | null; altEn: string | null }, Page | HttpAnswer>(
      descriptionForm.read(posted),
      async (described) => {
        await this.photos.describe(ctx, listing, id, described, this.clock.now());
        return toAlbum(locale, listing, 'described');
      },
      ({ state, ...answer }) => this.page(ctx, session, { listing, photo: id }, { form: state }, answer),
    );
  }

  @Post(patternsOf('photo.crop'))
  async crop(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Param('photo') segment: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const photo = await this.photos.get(ctx, listing, idOf(segment));
    return submitForm<Crop | null, Page | HttpAnswer>(
      cropForm(ratioOf(photo)).read(posted),
      async (crop) => {
        await this.photos.recrop(ctx, listing, photo.id, crop, this.clock.now());
        return redirectDone(pathTo('photo', locale, { listing, photo: photo.id }), 'cut');
      },
      ({ state, ...answer }) => this.page(ctx, session, { listing, photo: photo.id }, { cut: state }, answer),
    );
  }

  @Post(patternsOf('photo.remove'))
  async remove(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Param('photo') photo: string,
  ): Promise<HttpAnswer> {
    const id = idOf(photo);
    await this.photos.remove(ctx, listing, id, this.clock.now());
    return toAlbum(locale, listing, 'removed', id);
  }

  @Post(patternsOf('photo.restore'))
  async restore(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Param('photo') photo: string,
  ): Promise<HttpAnswer> {
    await this.photos.restore(ctx, listing, idOf(photo), this.clock.now());
    return toAlbum(locale, listing, 'restored');
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    { listing, photo: id }: { readonly listing: number; readonly photo: string },
    {
      notice,
      form,
      cut,
    }: {
      readonly notice?: PhotoNotice | null;
      readonly form?: FormState;
      readonly cut?: FormState;
    },
    answer: PageOptions = {},
  ): Promise<Page> {
    const photo = await this.photos.get(ctx, listing, id);
    if (photo.removedAt !== null) throw new PhotoNotFound({});
    const { altFr, altEn } = photo;
    const state = form ?? newForm(formValuesOf({ altFr, altEn }));
    return this.pages.page(ctx, session, listing, {
      view: 'photos/photo',
      title: 'editHeading',
      paths: pathsTo('photo', { listing, photo: id }),
      ...answer,
      present: (scope) =>
        presentPhoto(scope, photo, { form: state, ...(cut ? { cut } : {}), ...(notice ? { notice } : {}) }),
    });
  }
}

const toAlbum = (locale: Locale, listing: number, notice: PhotoNotice, photo?: string): HttpAnswer =>
  redirectDone(pathTo('photo.album', locale, { listing }), notice, photo === undefined ? {} : { photo });
