import { pathTo, patternsOf } from '@halles/contracts';
import { CatalogueService, usualTerms } from '@halles/domain/catalogue';
import { ProductPhotos } from '@halles/domain/photos';
import { ProfileService } from '@halles/domain/profiles';
import { foldText } from '@halles/domain/text';
import {
  type FormState,
  type FormValues,
  newForm,
  Posted,
  PostedForm,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  type HttpAnswer,
  MOST_FORM_BYTES,
  PageNotFound,
  Requires,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import { Controller, Get, Post } from '@nestjs/common';
import { accountOf, MerchantSpace, SpaceRequest } from '../merchant-space';
import { Done, newIdIn, redirectDone } from '../params';
import { type FormWithPicture, PictureUploads } from '../photos';
import type { Page, PageOptions } from '../rendering/page';
import { ENTRY_FIELDS, type EntryState, entryPage } from './product-entry.presenter';
import { ProductPages } from './product-pages';
import { inputOfForm, productForm, productValues } from './product.form';

/** Name of the hidden field with the id of the product that a form adds: sent twice, it is added once. */
const NEW_ID = 'id';

/** Name of the hidden field with the name of a product that is added although another is called so. */
const SAME = 'same';

/** The form once more: another product is called so, which may be right. Pure. */
const sameState = (values: FormValues, name: string): FormState => ({
  ...newForm(values),
  errors: { name: { key: 'nameTwice', words: { product: name } } },
});

/** A form that brings none. */
const NO_PICTURE = { picture: null, refusal: null };

/** Products one after the other, from a phone: photo, name, price, next. The rest is as is usual in the shop's trade. */
@Requires('listing.orders')
@Controller()
export class ProductEntryController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly catalogue: CatalogueService,
    private readonly photos: ProductPhotos,
    private readonly pages: ProductPages,
    private readonly pictures: PictureUploads,
  ) {}

  @Get(patternsOf('merchant.productEntry'))
  show(@SpaceRequest() at: SpaceRequest, @Done(['added']) done: 'added' | null): Promise<Page> {
    return this.page(at, { form: null, done });
  }

  /** A form of several parts, with a photo, or one of fields alone. */
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.productEntry'))
  async add(
    @SpaceRequest() at: SpaceRequest,
    @Posted() posted: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const { ctx, client, listing } = at;
    if (Object.keys(posted.values).length > 0) return this.added(at, posted, NO_PICTURE);
    const sent = await this.pictures.receiveForm(ctx, client, parts, () =>
      this.pictures.checkRoom(ctx, { listingId: listing, kind: 'product' }),
    );
    try {
      return await this.added(at, new PostedForm(sent.values, posted.limitReached), sent);
    } finally {
      await sent.picture?.discard();
    }
  }

  private async added(
    at: SpaceRequest,
    posted: PostedForm,
    { picture, refusal }: Pick<FormWithPicture, 'picture' | 'refusal'>,
  ): Promise<Page | HttpAnswer> {
    const { ctx, listing, locale, user } = at;
    const id = newIdIn(posted.values, NEW_ID);
    const typed = Object.fromEntries(ENTRY_FIELDS.map((field) => [field, [textOf(posted.values, field)]]));
    const values = {
      ...{ ...(await this.valuesFor(at)), ...typed },
      ...{ [NEW_ID]: [id], [SAME]: [textOf(posted.values, SAME)] },
    };
    // A browser sends no file twice by itself: who sees the form again chooses it again.
    const photo = refusal ? { photoProblem: refusal.problem } : { isPhotoLost: picture !== null };
    const same = await this.sameNamed(at, values, id);
    if (same !== null)
      return this.page(at, { form: sameState(values, same), sameName: same, ...photo }, { status: 409 });
    return submitForm(
      productForm.read(new PostedForm(values, posted.limitReached)),
      async (product): Promise<Page | HttpAnswer> => {
        if (refusal) return this.page(at, { form: newForm(values), ...photo }, refusal.answer);
        await this.catalogue.add(ctx, listing, id, inputOfForm(product));
        const done = redirectDone(pathTo('merchant.productEntry', locale, { listing }), 'added');
        // Sent twice, it has its photo once.
        if (!picture || (await this.photos.list(ctx, listing, id)).length > 0) return done;
        const subject = {
          listingId: listing,
          kind: 'product',
          productId: id,
          accountId: accountOf(user),
        } as const;
        const words = { alt: textOf(values, 'name'), locale };
        const refused = await this.pictures.storeReceived(ctx, subject, picture, words);
        if (!refused) return done;
        // It is added by now: the page of the product says what is wrong with its photo, and takes another.
        const added = await this.pages.product(ctx, listing, id);
        const state = { form: null, photoProblem: refused.problem };
        return this.pages.page(ctx, user, added, state, refused.answer);
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> => this.page(at, { form: state, ...photo }, answer),
    );
  }

  /** The name of a product that is sold already under the one that was typed, unless its merchant was asked; null: there is none. */
  private async sameNamed(
    { ctx, listing }: SpaceRequest,
    values: FormValues,
    id: string,
  ): Promise<string | null> {
    const typed = foldText(textOf(values, 'name'));
    if (typed === '' || typed === foldText(textOf(values, SAME))) return null;
    const products = await this.catalogue.list(ctx, listing);
    // The same form sent twice adds one product.
    if (products.some((product) => product.id === id)) return null;
    return products.find(({ name }) => foldText(name) === typed)?.name ?? null;
  }

  /** What a new product of the shop is like. */
  private async valuesFor({ ctx, listing: id }: SpaceRequest): Promise<FormValues> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const products = await this.catalogue.list(ctx, id);
    return productValues(null, products.at(-1), usualTerms(listing.category));
  }

  private async page(
    at: SpaceRequest,
    {
      form: sent,
      ...state
    }: Omit<EntryState, 'form' | 'last' | 'usual'> & { readonly form: EntryState['form'] | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const { ctx, user, listing: id } = at;
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const products = await this.catalogue.list(ctx, id);
    const form = sent ?? newForm(productValues(null, products.at(-1), usualTerms(listing.category)));
    const newId = newIdIn(form.values, NEW_ID);
    return this.space.page(ctx, user, {
      ...entryPage(
        listing,
        {
          ...{ ...state, form, usual: usualTerms(listing.category) },
          last: state.done ? (products.at(-1) ?? null) : null,
        },
        newId,
      ),
      ...answer,
    });
  }
}
