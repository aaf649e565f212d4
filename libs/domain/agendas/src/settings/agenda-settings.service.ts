import { type AgendaSettings, agendaSettingsSchema, type CalmKind } from '@halles/contracts';
import type { Interval } from '@halles/domain/hours';
import { holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaRepository } from './agenda.repository';
import { reservedKinds } from './reserved-times';
import { AgendaClosed, AgendaFull, AgendaTimeNotBlocked, AgendaTimeOver } from '../bookings/booking.errors';

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

  /** What somebody may say that they need, where a place keeps times for it. */
  async needs(ctx: TenantContext, listingId: number): Promise<CalmKind[]> {
    return reservedKinds(await this.work.read(ctx, (tx) => this.agendas.reserved(tx, listingId)));
  }

  /** @throws AgendaClosed the listing was merged into another one, or is not there */
  async save(ctx: TenantContext, listingId: number, settings: AgendaSettings): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
      await this.agendas.save(tx, listingId, settings, this.clock.now());
    });
  }

  /** Changes some of it; the rest stays as it is. @throws AgendaClosed */
  change(ctx: TenantContext, listingId: number, changes: Partial<AgendaSettings>): Promise<void> {
    return this.changeOver(ctx, listingId, () => changes);
  }

  /**
   * The same, decided over what stands by then: nobody else changes it meanwhile.
   * @param decide what is to be changed; null leaves it as it is
   * @throws AgendaClosed
   */
  changeOver(
    ctx: TenantContext,
    listingId: number,
    decide: (now: AgendaSettings) => Partial<AgendaSettings> | null,
  ): Promise<void> {
    return this.update(ctx, listingId, (before) => ({ ...before, ...decide(before) }));
  }

  /**
   * Blocks a stretch of time, or frees it again. What is booked in it stays booked.
   * @throws AgendaClosed
   * @throws AgendaTimeOver what is to be blocked is over already
   * @throws AgendaTimeNotBlocked what is to be freed was freed or replaced meanwhile, or is over
   */
  async setPause(ctx: TenantContext, listingId: number, pause: Interval, isBlocked: boolean): Promise<void> {
    const isOther = ({ from, until }: Interval): boolean => from !== pause.from || until !== pause.until;
    const now = this.clock.now().getTime();
    if (isBlocked && pause.until <= now) throw new AgendaTimeOver({});
    await this.update(ctx, listingId, (before) => {
      // What is over blocks nothing: a list that grows for ever would be full one day.
      const ahead = before.pauses.filter(({ until }) => until > now);
      if (!isBlocked && ahead.every(isOther)) throw new AgendaTimeNotBlocked({});
      const pauses = [...ahead.filter(isOther), ...(isBlocked ? [pause] : [])];
      return { ...before, pauses: pauses.sort((one, other) => one.from - other.from) };
    });
  }

  private async update(
    ctx: TenantContext,
    listingId: number,
    change: (before: AgendaSettings) => AgendaSettings,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
      const [now, usual] = [this.clock.now(), agendaSettingsSchema.parse({})];
      // Two changes of one agenda follow each other: there is a row to lock, whoever was first.
      await this.agendas.add(tx, listingId, usual, now);
      const before = (await this.agendas.lock(tx, listingId)) ?? usual;
      const settings = agendaSettingsSchema.safeParse(change(before));
      if (!settings.success) throw new AgendaFull({});
      await this.agendas.save(tx, listingId, settings.data, now);
    });
  }
}
