import { pathTo, patternsOf, shoppingListInputSchema } from '@halles/contracts';
import { departmentOf, type Listing } from '@halles/domain/listings';
import { type ListOffer, OrderKeyReused, ShoppingLists } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { Posted, PostedForm, PublicForms } from '@halles/platform/forms';
import {
  type Client,
  Cost,
  Ctx,
  file,
  type HttpAnswer,
  json,
  MOST_FORM_BYTES,
  PortalRequest,
  Public,
  redirectTo,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type ReceivedFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { AccountAccess } from '../../accounts';
import { ListingParam } from '../../params';
import { type FormWithPicture, PictureUploads } from '../../photos';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { CustomerOrders } from '../order-page/customer-orders.service';
import { listForm, type WrittenList } from './list.form';
import { type ListFormState, presentListForm } from './list.presenter';

/** A form that brings none. */
const NO_PICTURE = { picture: null, refusal: null };

/** Whose list it is, and how it was sent. */
interface Sending {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly client: Client;
  readonly listing: Listing;
}

/** A list that is written or photographed for a shop, without an account. Nothing is ordered by it, and nothing owed. */
@Public()
@Controller()
export class ListController {
  constructor(
    private readonly lists: ShoppingLists,
    private readonly forms: PublicForms,
    private readonly pictures: PictureUploads,
    private readonly untrusted: UntrustedFiles,
    private readonly customers: CustomerOrders,
    private readonly access: AccountAccess,
  ) {}

  @Get(patternsOf('order.list'))
  @Cost('search')
  async form(@Ctx() ctx: TenantContext, @ListingParam() { id }: Listing): Promise<Page> {
    return this.page(await this.lists.offer(ctx, id), { form: await this.forms.blank(ctx, `list/${id}`) });
  }

  /** A form of several parts, with a photo too, or one of fields alone. */
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('order.list'))
  @Cost('search')
  async send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const sending = { ctx, locale, client, listing };
    if (Object.keys(posted.values).length > 0) return this.sent(sending, posted, NO_PICTURE);
    const form = await this.pictures.receiveForm(ctx, client, parts, () => this.lists.checkRoom(ctx));
    try {
      return await this.sent(sending, new PostedForm(form.values, posted.limitReached), form);
    } finally {
      await form.picture?.discard();
    }
  }

  /** The photo of a list, for who has the link of the order. */
  @Get(patternsOf('order.listPhoto'))
  async photo(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const stored = await this.lists.photo(ctx, await this.customers.get(ctx, token));
    return file(() => stored.stream(), {
      type: 'image/jpeg',
      headers: { 'content-length': String(stored.bytes) },
    });
  }

  private async sent(
    { ctx, locale, client, listing }: Sending,
    posted: PostedForm,
    { picture, refusal }: Pick<FormWithPicture, 'picture' | 'refusal'>,
  ): Promise<Page | HttpAnswer> {
    const photo = refusal ? { photoProblem: refusal.problem } : { isPhotoLost: picture !== null };
    const hasPhoto = picture !== null || refusal !== null;
    const form = listForm(departmentOf(listing.address.communeCode), hasPhoto);
    return this.forms.submit<WrittenList, Page | HttpAnswer>({
      ctx,
      client,
      name: `list/${listing.id}`,
      form,
      posted,
      keyReused: OrderKeyReused,
      use: async (list, idempotencyKey) => {
        if (refusal) {
          const again = await this.forms.blank(ctx, `list/${listing.id}`, posted.values);
          return this.page(
            await this.lists.offer(ctx, listing.id),
            { form: again, ...photo },
            refusal.answer,
          );
        }
        const input = shoppingListInputSchema.parse({ ...list, idempotencyKey });
        const account = (await this.access.find(ctx, client.cookies))?.account;
        const provenEmail = account?.isVerified ? account.email : null;
        const { id } = await this.stored({ ctx, locale, listing, provenEmail }, input, picture);
        const receipt = pathTo('order', locale, { token: this.customers.token(ctx, id) });
        return client.isProgram ? json({ order: receipt }, { location: receipt }, 201) : redirectTo(receipt);
      },
      again: async ({ state, ...answer }) => {
        // What no schema says is wrong (a slot, a phone) is told in the words of the form.
        const reading = form.read(new PostedForm(posted.values, null));
        const errors = { ...state.errors, ...(reading.ok ? {} : reading.errors) };
        const offer = await this.lists.offerAgain(ctx, listing);
        return this.page(offer, { form: { ...state, errors }, ...photo }, answer);
      },
    });
  }

  /** Makes a picture of what was sent, which alone is stored. @throws what `UntrustedFiles` and `ShoppingLists.send` refuse */
  private async stored(
    { ctx, locale, listing, provenEmail }: Omit<Sending, 'client'> & { readonly provenEmail: string | null },
    input: Parameters<ShoppingLists['send']>[2],
    received: ReceivedFile | null,
  ): Promise<{ readonly id: string }> {
    if (received === null) return this.lists.send(ctx, listing.id, input, null, { locale, provenEmail });
    const document = await this.untrusted.makeDocument(ctx, received);
    try {
      return await this.lists.send(ctx, listing.id, input, document, { locale, provenEmail });
    } finally {
      await document.discard();
    }
  }

  private page(offer: ListOffer, state: ListFormState, answer: PageOptions = {}): Page {
    return page('orders/list-form', presentListForm(offer, state), answer);
  }
}
