import {
  type NoteOrderCall,
  noteOrderCallSchema,
  type OrderCalls as OrderCallsView,
} from '@halles/contracts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { MandateService } from '@halles/domain/mandates';
import { OrderCalls, orderNumber } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Put } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { Signed } from '../session/console-request';

/** So many are shown at most: a town that has more calls those that are collected first. */
const SHOWN = 100;

/** Orders that their shops do not answer: whom the town calls. */
@Requires('orders.call')
@Controller('api/tenants/:tenant/orders-to-call')
export class OrderCallsController {
  constructor(
    private readonly calls: OrderCalls,
    private readonly mandates: MandateService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<OrderCallsView> {
    const found = await this.calls.list(ctx, SHOWN + 1);
    const ids = [...new Set(found.map(({ listing }) => listing.id))];
    const mayAnswer = await this.mandates.leavingAmong(ctx, 'orders', ids, this.clock.now());
    return {
      timeZone: ctx.tenant.settings.timeZone,
      calls: found.slice(0, SHOWN).map((call) => ({
        id: call.id,
        orderId: mayAnswer.has(call.listing.id) ? call.orderId : null,
        listing: call.listing,
        phone: call.phone,
        number: orderNumber(call.number),
        since: call.since.toISOString(),
        collectedFrom: call.slotFrom.toISOString(),
        collectedUntil: call.slotUntil.toISOString(),
        calledAt: call.calledAt.toISOString(),
        isCustomerNotified: call.isCustomerNotified,
        attempts: call.attempts.map(({ means, status, sentAt, response }) => ({
          means,
          status,
          sentAt: sentAt?.toISOString() ?? null,
          response,
        })),
        assignee: call.agent && { name: call.agent.name, isYourself: call.agent.id === account.id },
        note: call.note,
        done: call.doneAt && call.doneBy !== null ? { at: call.doneAt.toISOString(), by: call.doneBy } : null,
      })),
      isCut: found.length > SHOWN,
    };
  }

  /** Takes the call or lets go of it, notes something, or says that the shop was called. */
  @Put(':id')
  @HttpCode(204)
  async save(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: noteOrderCallSchema }) body: NoteOrderCall,
  ): Promise<void> {
    const given = 'note' in body ? { note: body.note || null, seenNote: body.seenNote || null } : body;
    await this.calls.save(ctx, id, given, { id: account.id, name: account.name });
  }
}
