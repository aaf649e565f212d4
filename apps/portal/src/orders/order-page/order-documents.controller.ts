import { patternsOf } from '@halles/contracts';
import { type OrderDocument, OrderDocuments } from '@halles/domain/orders';
import { Cost, Ctx, file, type HttpAnswer, PageNotFound, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { CustomerOrders } from './customer-orders.service';

/** What the customer of an order keeps of it, for whoever has its link: who left a telephone number alone gets no mail. */
@Public()
@Controller()
export class OrderDocumentsController {
  constructor(
    private readonly customers: CustomerOrders,
    private readonly documents: OrderDocuments,
  ) {}

  /** The contract. @throws PageNotFound there is none yet, or nobody is bound */
  @Get(patternsOf('order.contract'))
  @Cost('heavy')
  async contract(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    return download(await this.documents.confirmation(ctx, order, listing));
  }

  /** The note of what was handed over. @throws PageNotFound nothing was yet */
  @Get(patternsOf('order.note'))
  @Cost('heavy')
  async note(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const { order } = await this.customers.getWithShop(ctx, token);
    return download(await this.documents.note(ctx, order));
  }
}

/** @throws PageNotFound there is nothing to save. Pure. */
function download(document: OrderDocument | null): HttpAnswer {
  if (document === null) throw new PageNotFound({});
  return file(document.content, { type: 'application/pdf', saveAs: document.filename });
}
