import type { AgendaResourceInput, AgendaServiceInput } from '@halles/contracts';
import { forgetFreeDays } from '@halles/domain/place-days';
import { pipelined, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Booking } from '../bookings/booking';
import type { AgendaResource, AgendaService } from './agenda';
import { bookedChain } from './service-chain';

const SERVICE = `
  v.id, v.name, v.description, v.duration, v.buffer_before AS "bufferBefore", v.buffer_after AS "bufferAfter",
  v.party_min AS "partyMin", v.party_max AS "partyMax", v.price_cents AS "priceCents", v.price_max_cents AS "priceMaxCents",
  v.is_active AS "isActive", v.durations, v.venue, v.postcodes, v.video_url AS "videoUrl", v.access, v.invitation,
  v.instructions_before AS "instructionsBefore", v.instructions_after AS "instructionsAfter",
  v.cancellation_notice AS "cancellationNotice", v.cancellation_note AS "cancellationNote", v.is_sensitive AS "isSensitive", v.questions,
  v.assignment, v.chooses_person AS "choosesPerson", v.keeps_person AS "keepsPerson", v.is_group AS "isGroup", v.series_most AS "seriesMost",
  ARRAY(SELECT r.id FROM agenda_service_resource n JOIN agenda_resource r ON r.id = n.resource_id
         WHERE n.service_id = v.id AND r.archived_at IS NULL ORDER BY r.position, r.id)::text[] AS "resourceIds"`;
const SERVICES = `
  SELECT ${SERVICE} FROM agenda_service v WHERE v.listing_id = $1 AND v.archived_at IS NULL ORDER BY v.position, v.id`;
const ONE_SERVICE = `SELECT ${SERVICE} FROM agenda_service v WHERE v.listing_id = $1 AND v.id = $2`;
const LIVE_SERVICE = `${ONE_SERVICE} AND v.archived_at IS NULL`;
/** The columns that a form fills in, with where their values are. */
const SERVICE_COLUMNS = [
  ['name', (input: AgendaServiceInput) => input.name],
  ['description', (input: AgendaServiceInput) => input.description],
  ['duration', (input: AgendaServiceInput) => input.duration],
  ['buffer_before', (input: AgendaServiceInput) => input.bufferBefore],
  ['buffer_after', (input: AgendaServiceInput) => input.bufferAfter],
  ['party_min', (input: AgendaServiceInput) => input.partyMin],
  ['party_max', (input: AgendaServiceInput) => input.partyMax],
  ['price_cents', (input: AgendaServiceInput) => input.priceCents],
  ['price_max_cents', (input: AgendaServiceInput) => input.priceMaxCents],
  ['is_active', (input: AgendaServiceInput) => input.isActive],
  ['durations', (input: AgendaServiceInput) => JSON.stringify(input.durations)],
  ['venue', (input: AgendaServiceInput) => input.venue],
  ['postcodes', (input: AgendaServiceInput) => input.postcodes],
  ['video_url', (input: AgendaServiceInput) => input.videoUrl],
  ['access', (input: AgendaServiceInput) => input.access],
  ['instructions_before', (input: AgendaServiceInput) => input.instructionsBefore],
  ['instructions_after', (input: AgendaServiceInput) => input.instructionsAfter],
  ['cancellation_notice', (input: AgendaServiceInput) => input.cancellationNotice],
  ['cancellation_note', (input: AgendaServiceInput) => input.cancellationNote],
  ['is_sensitive', (input: AgendaServiceInput) => input.isSensitive],
  ['questions', (input: AgendaServiceInput) => JSON.stringify(input.questions)],
  ['assignment', (input: AgendaServiceInput) => input.assignment],
  ['chooses_person', (input: AgendaServiceInput) => input.choosesPerson],
  ['is_group', (input: AgendaServiceInput) => input.isGroup],
  ['keeps_person', (input: AgendaServiceInput) => input.keepsPerson],
  ['series_most', (input: AgendaServiceInput) => input.seriesMost],
] as const;
const SAVE_SERVICE = `
  INSERT INTO agenda_service AS v (id, listing_id, position, ${SERVICE_COLUMNS.map(([column]) => column).join(', ')})
  VALUES ($1, $2, (SELECT coalesce(max(o.position) + 1, 0) FROM agenda_service o WHERE o.listing_id = $2),
          ${SERVICE_COLUMNS.map((_, index) => `$${String(index + 3)}`).join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${SERVICE_COLUMNS.map(([column]) => `${column} = excluded.${column}`).join(', ')}
   WHERE v.listing_id = excluded.listing_id AND v.archived_at IS NULL
  RETURNING id`;
const INVITE_ANEW = `
  UPDATE agenda_service SET invitation = invitation + 1 WHERE listing_id = $1 AND id = $2 AND archived_at IS NULL`;
const RESOURCE = `
  r.id, r.kind, r.name, r.capacity, r.party_max AS "partyMax", r.hours, r.absences, r.is_active AS "isActive"`;
const RESOURCES = `
  SELECT ${RESOURCE} FROM agenda_resource r WHERE r.listing_id = $1 AND r.archived_at IS NULL ORDER BY r.position, r.id`;
const SAVE_RESOURCE = `
  INSERT INTO agenda_resource AS r (id, listing_id, kind, name, capacity, party_max, hours, is_active, absences, position)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
          (SELECT coalesce(max(o.position) + 1, 0) FROM agenda_resource o WHERE o.listing_id = $2))
  ON CONFLICT (id) DO UPDATE
     SET kind = excluded.kind, name = excluded.name, capacity = excluded.capacity, party_max = excluded.party_max,
         hours = excluded.hours, is_active = excluded.is_active, absences = excluded.absences
   WHERE r.listing_id = excluded.listing_id AND r.archived_at IS NULL
  RETURNING id`;
const KNOWN =
  'SELECT id FROM agenda_resource WHERE listing_id = $1 AND archived_at IS NULL AND id = ANY ($2::uuid[])';
const LINK = `
  INSERT INTO agenda_service_resource (listing_id, service_id, resource_id)
  SELECT $1::int, $2::uuid, r FROM unnest($3::uuid[]) AS n (r)`;

/** Programs read the appointments of who is there, and theirs are read of nobody else. */
const WITHDRAW_CALENDARS = ['agenda_feed', 'agenda_busy_source'].map(
  (table) => `DELETE FROM ${table} WHERE listing_id = $1 AND resource_id = $2`,
);

type Table = 'agenda_service' | 'agenda_resource';
const archiveIn = (table: Table): string =>
  `UPDATE ${table} SET archived_at = $3 WHERE listing_id = $1 AND id = $2 AND archived_at IS NULL`;
const sortIn = (table: Table): string => `
  UPDATE ${table} t SET position = coalesce(array_position($2::uuid[], t.id), least(10000 + t.position, 32000))
   WHERE t.listing_id = $1`;
const lockIn = (table: Table): string =>
  `SELECT 1 FROM ${table} WHERE listing_id = $1 AND id = $2 AND archived_at IS NULL FOR UPDATE`;
const ARCHIVE = {
  agenda_service: archiveIn('agenda_service'),
  agenda_resource: archiveIn('agenda_resource'),
};
const LOCK = { agenda_service: lockIn('agenda_service'), agenda_resource: lockIn('agenda_resource') };
const SORT = { agenda_service: sortIn('agenda_service'), agenda_resource: sortIn('agenda_resource') };

/** What can be booked in agendas, and who and what serves for it. Everything is asked of one listing: another's is not there. */
@Injectable()
export class AgendaItemRepository {
  services(tx: TenantTx, listingId: number): Promise<AgendaService[]> {
    return tx.manager.query<AgendaService[]>(SERVICES, [listingId]);
  }

  /** One that can be booked. */
  async findService(tx: TenantTx, listingId: number, id: string): Promise<AgendaService | null> {
    const [row] = await tx.manager.query<AgendaService[]>(LIVE_SERVICE, [listingId, id]);
    return row ?? null;
  }

  /** The same, or one that was archived since: bookings of it go on. */
  async findBookedService(tx: TenantTx, listingId: number, id: string): Promise<AgendaService | null> {
    const [row] = await tx.manager.query<AgendaService[]>(ONE_SERVICE, [listingId, id]);
    return row ?? null;
  }

  /** The service of a booking; of several in a row, all of them as they were booked. */
  async findServiceOf(
    tx: TenantTx,
    { listingId, serviceId, parts }: Pick<Booking, 'listingId' | 'serviceId' | 'parts'>,
  ): Promise<AgendaService | null> {
    if (parts === null) return this.findBookedService(tx, listingId, serviceId);
    const found = parts.map((part) => this.findBookedService(tx, listingId, part.serviceId));
    return bookedChain(parts, await pipelined(found));
  }

  resources(tx: TenantTx, listingId: number): Promise<AgendaResource[]> {
    return tx.manager.query<AgendaResource[]>(RESOURCES, [listingId]);
  }

  /** How many of these resources are of this agenda. */
  async countKnown(tx: TenantTx, listingId: number, ids: readonly string[]): Promise<number> {
    return (await tx.manager.query<unknown[]>(KNOWN, [listingId, ids])).length;
  }

  /** @returns false where the id is another listing's, or archived */
  async saveService(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    input: AgendaServiceInput,
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(SAVE_SERVICE, [
      ...[id, listingId],
      ...SERVICE_COLUMNS.map(([, valueOf]) => valueOf(input)),
    ]);
    if (rows.length === 0) return false;
    await tx.manager.query('DELETE FROM agenda_service_resource WHERE listing_id = $1 AND service_id = $2', [
      ...[listingId, id],
    ]);
    await tx.manager.query(LINK, [listingId, id, [...new Set(input.resourceIds)]]);
    await forgetFreeDays(tx, listingId);
    return true;
  }

  /** The signed link that opens it is another one from now on. @returns false where it is not there */
  async inviteAnew(tx: TenantWriteTx, listingId: number, id: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(INVITE_ANEW, [listingId, id]);
    return count > 0;
  }

  /** @returns false where the id is another listing's, or archived */
  async saveResource(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    { kind, name, capacity, partyMax, hours, isActive, absences }: AgendaResourceInput,
  ): Promise<boolean> {
    const values = [id, listingId, kind, name, capacity, partyMax, hours, isActive, JSON.stringify(absences)];
    await forgetFreeDays(tx, listingId);
    return (await tx.manager.query<unknown[]>(SAVE_RESOURCE, values)).length > 0;
  }

  /** Holds one until the transaction ends. @returns false where it is not there */
  async lock(tx: TenantWriteTx, table: Table, listingId: number, id: string): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(LOCK[table], [listingId, id])).length > 0;
  }

  /** @returns false where it is not there */
  async archive(tx: TenantWriteTx, table: Table, listingId: number, id: string, now: Date): Promise<boolean> {
    await forgetFreeDays(tx, listingId);
    if (table === 'agenda_resource')
      for (const withdraw of WITHDRAW_CALENDARS) await tx.manager.query(withdraw, [listingId, id]);
    const [, count] = await tx.manager.query<[unknown[], number]>(ARCHIVE[table], [listingId, id, now]);
    return count > 0;
  }

  /** Puts what is named in this order; what is not named stays behind it. */
  async sort(tx: TenantWriteTx, table: Table, listingId: number, ids: readonly string[]): Promise<void> {
    await tx.manager.query(SORT[table], [listingId, ids]);
  }
}
