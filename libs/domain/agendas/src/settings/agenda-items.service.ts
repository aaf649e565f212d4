import {
  type AgendaResourceInput,
  type AgendaServiceInput,
  MAX_RESOURCES,
  MAX_SERVICES,
} from '@halles/contracts';
import { isUnreadable, scheduleOfTexts } from '@halles/domain/hours';
import { holdListing, TownServices } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaResource, AgendaService } from './agenda';
import { AgendaItemRepository } from './agenda-items.repository';
import {
  AgendaClosed,
  AgendaFull,
  AgendaHoursUnreadable,
  AgendaResourceNotFound,
  AgendaServiceNotFound,
} from '../bookings/booking.errors';

/** @throws AgendaClosed the listing was merged into another one, or is not there */
async function hold(tx: TenantWriteTx, listingId: number): Promise<void> {
  if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
}

/** @throws AgendaHoursUnreadable */
function checkHours({ tenant }: TenantContext, { hours }: AgendaResourceInput): void {
  if (hours === null) return;
  const place = { timeZone: tenant.settings.timeZone, department: '' };
  const read = scheduleOfTexts(place, { appointment: hours }).modes.appointment;
  if (!read || isUnreadable(read)) throw new AgendaHoursUnreadable({});
}

/** What can be booked in an agenda. Archived, a service is booked no more; what was booked of it stays. */
@Injectable()
export class AgendaServices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly items: AgendaItemRepository,
    private readonly townServices: TownServices,
    private readonly clock: Clock,
  ) {}

  /** In the order of the agenda, inactive ones too. */
  list(ctx: TenantContext, listingId: number): Promise<AgendaService[]> {
    return this.work.read(ctx, (tx) => this.listIn(tx, listingId));
  }

  /** The same as a part of what a page reads. */
  listIn(tx: TenantTx, listingId: number): Promise<AgendaService[]> {
    return this.items.services(tx, listingId);
  }

  /**
   * Adds a service under a new id, or changes the one that has it.
   * @throws AgendaServiceNotFound another listing's, or archived
   * @throws AgendaResourceNotFound it names what is not of this agenda
   * @throws AgendaFull
   */
  async save(ctx: TenantContext, listingId: number, id: string, input: AgendaServiceInput): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await hold(tx, listingId);
      await this.saveIn(tx, listingId, id, input);
    });
  }

  /**
   * Changes a service that is there, as it stands by then: nobody else changes it meanwhile.
   * @param decide what it is to be; null leaves it as it is
   * @throws AgendaServiceNotFound, AgendaResourceNotFound
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    decide: (now: AgendaService) => AgendaServiceInput | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await hold(tx, listingId);
      if (!(await this.items.lock(tx, 'agenda_service', listingId, id))) throw new AgendaServiceNotFound({});
      const now = await this.items.findService(tx, listingId, id);
      const input = now && decide(now);
      if (input) await this.saveIn(tx, listingId, id, input);
    });
  }

  private async saveIn(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    input: AgendaServiceInput,
  ): Promise<void> {
    const ids = [...new Set(input.resourceIds)];
    if ((await this.items.countKnown(tx, listingId, ids)) < ids.length) throw new AgendaResourceNotFound({});
    if (!(await this.items.saveService(tx, listingId, id, input))) throw new AgendaServiceNotFound({});
    if ((await this.items.services(tx, listingId)).length > MAX_SERVICES) throw new AgendaFull({});
    await this.townServices.index(tx, listingId, this.clock.now());
  }

  /** Whoever has the link that invited until now books it no more. @throws AgendaServiceNotFound */
  async inviteAnew(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    const isDone = await this.work.write(ctx, (tx) => this.items.inviteAnew(tx, listingId, id));
    if (!isDone) throw new AgendaServiceNotFound({});
  }

  /** @throws AgendaServiceNotFound */
  async archive(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    const now = this.clock.now();
    const isDone = await this.work.write(ctx, async (tx) => {
      if (!(await this.items.archive(tx, 'agenda_service', listingId, id, now))) return false;
      await this.townServices.index(tx, listingId, now);
      return true;
    });
    if (!isDone) throw new AgendaServiceNotFound({});
  }

  /** Puts services in this order; those that are not named come after. */
  async sort(ctx: TenantContext, listingId: number, ids: readonly string[]): Promise<void> {
    await this.work.write(ctx, (tx) => this.items.sort(tx, 'agenda_service', listingId, ids));
  }
}

/** Who and what bookings of an agenda take. Archived, a resource is taken no more; what was booked of it stays. */
@Injectable()
export class AgendaResources {
  constructor(
    private readonly work: UnitOfWork,
    private readonly items: AgendaItemRepository,
    private readonly clock: Clock,
  ) {}

  /** In the order of the agenda, inactive ones too. */
  list(ctx: TenantContext, listingId: number): Promise<AgendaResource[]> {
    return this.work.read(ctx, (tx) => this.listIn(tx, listingId));
  }

  /** The same as a part of what a page reads. */
  listIn(tx: TenantTx, listingId: number): Promise<AgendaResource[]> {
    return this.items.resources(tx, listingId);
  }

  /**
   * Adds a resource under a new id, or changes the one that has it.
   * @throws AgendaResourceNotFound another listing's, or archived
   * @throws AgendaHoursUnreadable, AgendaFull
   */
  async save(ctx: TenantContext, listingId: number, id: string, input: AgendaResourceInput): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await hold(tx, listingId);
      await this.saveIn(ctx, tx, listingId, id, input);
    });
  }

  /**
   * Changes a resource that is there, as it stands by then: nobody else changes it meanwhile.
   * @param decide what it is to be; null leaves it as it is
   * @throws AgendaResourceNotFound, AgendaHoursUnreadable
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    decide: (now: AgendaResource) => AgendaResourceInput | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await hold(tx, listingId);
      if (!(await this.items.lock(tx, 'agenda_resource', listingId, id)))
        throw new AgendaResourceNotFound({});
      const now = (await this.items.resources(tx, listingId)).find((one) => one.id === id);
      const input = now && decide(now);
      if (input) await this.saveIn(ctx, tx, listingId, id, input);
    });
  }

  private async saveIn(
    ctx: TenantContext,
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    input: AgendaResourceInput,
  ): Promise<void> {
    checkHours(ctx, input);
    if (!(await this.items.saveResource(tx, listingId, id, input))) throw new AgendaResourceNotFound({});
    if ((await this.items.resources(tx, listingId)).length > MAX_RESOURCES) throw new AgendaFull({});
  }

  /** @throws AgendaResourceNotFound */
  async archive(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    const now = this.clock.now();
    const isDone = await this.work.write(ctx, (tx) =>
      this.items.archive(tx, 'agenda_resource', listingId, id, now),
    );
    if (!isDone) throw new AgendaResourceNotFound({});
  }

  /** Puts resources in this order: the first that is free is taken. */
  async sort(ctx: TenantContext, listingId: number, ids: readonly string[]): Promise<void> {
    await this.work.write(ctx, (tx) => this.items.sort(tx, 'agenda_resource', listingId, ids));
  }
}
