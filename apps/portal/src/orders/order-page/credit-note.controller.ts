import { patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import {
  type CreditNote,
  creditNumber,
  CreditNotes,
  type Order,
  OrderDocuments,
} from '@halles/domain/orders';
import { Cost, Ctx, file, type HttpAnswer, PageNotFound, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { type Page, page } from '../../rendering/page';
import { presentCreditNote } from './credit-note.presenter';
import { CustomerOrders } from './customer-orders.service';

/** Credit notes of an order, for whoever has its link. */
@Public()
@Controller()
export class CreditNoteController {
  constructor(
    private readonly customers: CustomerOrders,
    private readonly notes: CreditNotes,
    private readonly documents: OrderDocuments,
  ) {}

  @Get(patternsOf('order.creditNote'))
  async show(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Param('note') number: string,
  ): Promise<Page> {
    const { order, listing, note } = await this.find(ctx, token, number);
    const seller = await this.documents.sellerOf(ctx, note, order);
    return page('orders/credit-note', presentCreditNote(note, order, { listing, seller }, token));
  }

  @Get(patternsOf('order.creditNotePdf'))
  @Cost('heavy')
  async print(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Param('note') number: string,
  ): Promise<HttpAnswer> {
    const { order, note } = await this.find(ctx, token, number);
    const { content, filename } = await this.documents.creditNote(ctx, note, order);
    return file(content, { type: 'application/pdf', saveAs: filename });
  }

  /** @throws PageNotFound the order has no such note */
  private async find(
    ctx: TenantContext,
    token: string,
    number: string,
  ): Promise<{ readonly order: Order; readonly listing: Listing; readonly note: CreditNote }> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    const notes = await this.notes.list(ctx, order.id);
    const note = notes.find((one) => creditNumber(one.number) === number);
    if (!note) throw new PageNotFound({});
    return { order, listing, note };
  }
}
