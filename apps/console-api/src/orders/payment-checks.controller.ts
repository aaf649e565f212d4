import { paymentCheckCursorSchema, type PaymentChecks, readCursor, writeCursor } from '@halles/contracts';
import { type PaymentCheckCursor, PaymentChecks as Checks } from '@halles/domain/orders';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';

const PAGE = 20;

const checksQuery = z.object({ after: z.string().max(400).optional() });
type ChecksQuery = z.output<typeof checksQuery>;

/** Payments online that a person has to look at: which order of which shop, and why. */
@Requires('orders.call')
@Controller('api/tenants/:tenant/payment-checks')
export class PaymentChecksController {
  constructor(private readonly checks: Checks) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Query({ schema: checksQuery }) { after }: ChecksQuery,
  ): Promise<PaymentChecks> {
    const found = await this.checks.list(ctx, after === undefined ? null : cursorOf(after), PAGE + 1);
    const checks = found.slice(0, PAGE);
    const last = found.length > PAGE ? checks.at(-1) : undefined;
    return {
      timeZone: ctx.tenant.settings.timeZone,
      isOffered: this.checks.isOffered,
      checks: checks.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
      next: last ? writeCursor({ at: last.at.getTime(), id: last.id, kind: last.kind }) : null,
    };
  }
}

/** The cursor of an address; null where it is none of ours: the list is read from its beginning. Pure. */
function cursorOf(word: string): PaymentCheckCursor | null {
  const cursor = readCursor(word, paymentCheckCursorSchema);
  return cursor && { ...cursor, at: new Date(cursor.at) };
}
