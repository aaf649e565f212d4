import { type AgendaSettings, agendaSettingsSchema } from '@halles/contracts';
import { holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaRepository } from './agenda.repository';
import { AgendaClosed } from './booking.errors';

/** What a place says of its appointments. A rule that changes cancels nothing: what is booked stays booked. */
@Injectable()
export class AgendaSettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly agendas: AgendaRepository,
    private readonly clock: Clock,
  ) {}

  /** What holds until somebody says otherwise: closed. */
  async read(ctx: TenantContext, listingId: number): Promise<AgendaSettings> {
    const found = await this.work.read(ctx, (tx) => this.agendas.find(tx, listingId));
    return found ?? agendaSettingsSchema.parse({});
  }

  /** @throws AgendaClosed the listing was merged into another one, or is not there */
  async save(ctx: TenantContext, listingId: number, settings: AgendaSettings): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
      await this.agendas.save(tx, listingId, settings, this.clock.now());
    });
  }
}
