import type { TownServiceInput } from '@halles/contracts';
import { TOWN_SERVICE } from '@halles/domain/categories';
import { dayIn } from '@halles/domain/hours';
import { typedStreet } from '@halles/domain/text';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { departmentOf } from './department';
import { typedPhone } from './typed-phone';
import { AddressFinder } from './address-finder.repository';
import { ListingWriter } from './listing-writer';
import { ListingNotFound, TownServiceInvalid } from './listing.errors';
import { noAttributes, noMarks, type SourceFacts, type SourcePosition } from './source-facts';

const IS_ONE = 'SELECT 1 FROM town_service WHERE listing_id = $1';
const HOLD = `${IS_ONE} FOR SHARE`;
const ADD_SOURCE = `
  INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on)
  VALUES ('agent', $1, nextval(pg_get_serial_sequence('listing', 'id')), '', $2, $3)
  ON CONFLICT (source, source_id) DO NOTHING RETURNING listing_id AS id`;
const KNOWN = `SELECT listing_id AS id FROM listing_source WHERE source = 'agent' AND source_id = $1`;
const NOTICE = 'SELECT notice_email AS address FROM town_service WHERE listing_id = $1';
// A statement that ends in rows: the driver tells of an UPDATE alone how many there were.
const SET_NOTICE = `
  WITH changed AS (UPDATE town_service SET notice_email = $2 WHERE listing_id = $1 RETURNING listing_id)
  SELECT listing_id AS id FROM changed`;
const LIST = `
  SELECT l.id, l.name, l.state, nullif(concat_ws(', ', l.address_line, c.name), '') AS place,
         t.notice_email AS "noticeEmail"
    FROM town_service t JOIN listing l ON l.id = t.listing_id LEFT JOIN commune c ON c.code = l.commune
   ORDER BY l.state = 'closed', l.name, l.id LIMIT $1`;

/** Of the demonstration: invented, and said to be so wherever it is shown. */
export interface SeededTownService {
  /** In the syntax `opening_hours` of OpenStreetMap. */
  readonly hours: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** A service of the town hall, in a list. */
export interface TownServiceRow {
  readonly id: number;
  readonly name: string | null;
  readonly place: string | null;
  readonly state: 'open' | 'closed';
  /** The address of the town that is mailed of its bookings; null: none. */
  readonly noticeEmail: string | null;
}

/** Services of the town hall: listings that no register knows, kept by the town's agents. */
@Injectable()
export class TownServices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly addresses: AddressFinder,
    private readonly writer: ListingWriter,
  ) {}

  /** Those of a territory that are open first, by name, at most so many. */
  list(ctx: TenantContext, limit: number): Promise<TownServiceRow[]> {
    return this.work.read(ctx, (tx) => tx.manager.query<TownServiceRow[]>(LIST, [limit]));
  }

  /** Whether a listing is one. */
  async has(tx: TenantTx, listingId: number): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(IS_ONE, [listingId])).length > 0;
  }

  /** The same, which it stays until the transaction ends. */
  async hold(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(HOLD, [listingId])).length > 0;
  }

  /**
   * Adds one. Sent again it is the same one.
   * @param by the account of the console; null of the demonstration
   * @param seeded what the demonstration says of it besides
   * @returns the number of its listing
   * @throws TownServiceInvalid the commune is not of the territory, or the phone is none
   */
  async add(
    ctx: TenantContext,
    input: TownServiceInput,
    by: string | null,
    now: Date,
    seeded: SeededTownService | null = null,
  ): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const today = dayIn(tx.ctx.tenant.settings.timeZone, now);
      const facts = await this.factsOf(tx, input, today, seeded);
      const source = `town-service-${input.id}`;
      const [added] = await tx.manager.query<{ id: number }[]>(ADD_SOURCE, [
        source,
        JSON.stringify(facts),
        today,
      ]);
      if (!added) return this.known(tx, source);
      const batch = this.writer.begin(tx);
      await this.writer.refresh(batch, [added.id], now);
      await tx.manager.query(
        'INSERT INTO town_service (listing_id, added_by, created_at) VALUES ($1, $2, $3)',
        [added.id, by, now],
      );
      await appendAudit(tx, 'town-service.added', { listing: added.id }, now);
      await this.writer.finish(batch, 'touched', now);
      return added.id;
    });
  }

  /** Where the town is mailed of what is booked at a service; null where it is not, or the listing is none. */
  async noticeAddress(tx: TenantTx, listingId: number): Promise<string | null> {
    const [row] = await tx.manager.query<{ address: string | null }[]>(NOTICE, [listingId]);
    return row?.address ?? null;
  }

  /** Says where the town is mailed of what is booked at a service; null: nowhere. @throws ListingNotFound it is none */
  async setNoticeAddress(
    ctx: TenantContext,
    listingId: number,
    address: string | null,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const [changed] = await tx.manager.query<{ id: number }[]>(SET_NOTICE, [listingId, address]);
      if (!changed) throw new ListingNotFound({});
      await appendAudit(tx, 'town-service.notices', { listing: listingId, isMailed: address !== null }, now);
    });
  }

  /** Has search find a service by what can be booked there, once that has changed; of any other listing, nothing. */
  async index(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    if (!(await this.has(tx, listingId))) return;
    // Where an import holds the directory it is found by the new words the next time that it is written.
    await this.writer.attempt(tx, async (batch) => {
      await this.writer.refresh(batch, [listingId], now);
      await this.writer.finish(batch, 'touched', now);
    });
  }

  private async known(tx: TenantTx, source: string): Promise<number> {
    const [row] = await tx.manager.query<{ id: number }[]>(KNOWN, [source]);
    if (!row) throw new Error('a source that was not added is there');
    return row.id;
  }

  private async factsOf(
    tx: TenantTx,
    { name, street: line, postalCode, communeCode, phone: typed, email }: TownServiceInput,
    today: string,
    seeded: SeededTownService | null,
  ): Promise<SourceFacts> {
    const communes = await this.addresses.communes(tx);
    const commune = communes.find(({ code }) => code === communeCode);
    if (!commune) throw new TownServiceInvalid({ field: 'communeCode' });
    const read = typed === null ? undefined : typedPhone(typed, departmentOf(communeCode));
    const phone = read?.isValid() ? read.number : null;
    if (typed !== null && phone === null) throw new TownServiceInvalid({ field: 'phone' });
    const at = seeded ?? (await this.addresses.find(tx, { line, communeCode }))?.position ?? null;
    const position: SourcePosition | null = at && {
      ...{ longitude: at.longitude, latitude: at.latitude },
      precision: 'address',
    };
    return {
      ...{ siret: null, siren: null, legalName: null, legalCategory: null, displayName: name },
      ...{ category: TOWN_SERVICE, categoryBasis: null, notPublic: null, naf: null, nafAnnounced: null },
      address: { ...typedStreet(line), complement: null, postalCode, communeCode, communeName: commune.name },
      position,
      openingHoursText: seeded?.hours ?? null,
      contact: { phone, website: null, email },
      attributes: noAttributes,
      status: { state: 'open' },
      partialDiffusion: false,
      updatedOn: today,
      ...noMarks,
      demonstration: seeded !== null,
    };
  }
}
