import {
  type TownServiceInput,
  townServiceInputSchema,
  type TownServiceNotices,
  townServiceNoticesSchema,
  type TownServicesView,
} from '@halles/contracts';
import { AgendaQueues } from '@halles/domain/agendas';
import { type ConsoleSession, roleAllows, roleOn } from '@halles/domain/console-accounts';
import { AddressFinder, TownServices } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type ListingParams, listingParams } from '../id-schemas';
import { Signed } from '../session/console-request';

/** So many are shown at most, by their names. */
const SHOWN = 200;

/** Services of the town hall: which there are, what waits at their agendas, and one more. */
@Controller('api/tenants/:tenant/town-services')
export class TownServicesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly services: TownServices,
    private readonly queues: AgendaQueues,
    private readonly addresses: AddressFinder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('agendas.keep')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<TownServicesView> {
    const found = await this.services.list(ctx, SHOWN + 1);
    const shown = found.slice(0, SHOWN);
    const ids = shown.map(({ id }) => id);
    const queues = await this.queues.of(ctx, ids);
    const role = roleOn(account.grants, ctx.tenant.id);
    return {
      services: shown.map(({ id, name, place, state, noticeEmail }) => {
        const queue = queues.get(id);
        return {
          listing: { id, name, place },
          isClosed: state === 'closed',
          isOpen: queue?.isOpen ?? false,
          ...{ pending: queue?.pending ?? 0, today: queue?.today ?? 0, noticeEmail },
        };
      }),
      isCut: found.length > SHOWN,
      mayAdd: role !== null && roleAllows(role, 'services.manage'),
      communes: await this.work.read(ctx, (tx) => this.addresses.communes(tx)),
    };
  }

  /** @returns the number of its listing */
  @Post()
  @Requires('services.manage')
  async add(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Body({ schema: townServiceInputSchema }) input: TownServiceInput,
  ): Promise<{ readonly listing: number }> {
    return { listing: await this.services.add(ctx, input, account.id, this.clock.now()) };
  }

  /** Where the town is mailed of what is booked at one of them. */
  @Put(':listing/notices')
  @Requires('services.manage')
  @HttpCode(204)
  async notices(
    @Ctx() ctx: TenantContext,
    @Param({ schema: listingParams }) { listing }: ListingParams,
    @Body({ schema: townServiceNoticesSchema }) { email }: TownServiceNotices,
  ): Promise<void> {
    await this.services.setNoticeAddress(ctx, listing, email, this.clock.now());
  }
}
