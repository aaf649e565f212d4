import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BookingFile } from './booking-file';

const OF_BOOKING = `
  SELECT id, label, type, bytes FROM booking_file WHERE booking_id = $1 ORDER BY position`;
const INSERT = `
  INSERT INTO booking_file (id, booking_id, label, type, bytes, position)
  SELECT f.id, $1::uuid, f.label, f.type, f.bytes, f.rank
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[]) WITH ORDINALITY AS f (id, label, type, bytes, rank)`;

/** Files of bookings: that there are some, and what they answer. */
@Injectable()
export class BookingFileRepository {
  /** In the order of the questions. */
  list(tx: TenantTx, bookingId: string): Promise<BookingFile[]> {
    return tx.manager.query<BookingFile[]>(OF_BOOKING, [bookingId]);
  }

  async insert(tx: TenantWriteTx, bookingId: string, files: readonly BookingFile[]): Promise<void> {
    await tx.manager.query(INSERT, [
      ...[bookingId, files.map(({ id }) => id), files.map(({ label }) => label)],
      ...[files.map(({ type }) => type), files.map(({ bytes }) => bytes)],
    ]);
  }

  /** Those of some ids that a booking names. */
  async namedAmong(tx: TenantTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM booking_file WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
