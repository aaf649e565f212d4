import { isConnectionLost } from '@halles/platform/database';
import { FileStorage, PrivatePictures, StorageQuota, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Booking } from '../bookings/booking';
import type { AnsweringFile, BookingFile } from './booking-file';
import { BookingFileNotFound } from './booking-file.errors';
import { BookingFileRepository } from './booking-file.repository';

/** Files that customers send when they book: private, each under an id of its own, for the shop alone. */
@Injectable()
export class BookingFiles {
  private readonly stored: PrivatePictures;

  constructor(
    private readonly work: UnitOfWork,
    private readonly files: BookingFileRepository,
    private readonly quota: StorageQuota,
    storage: FileStorage,
  ) {
    this.stored = new PrivatePictures(storage, 'bookings');
  }

  /** Refuses a file for which there is no room, before it is received. @throws StorageQuotaReached */
  checkRoom(ctx: TenantContext): Promise<void> {
    return this.work.read(ctx, (tx) => this.quota.check(tx));
  }

  /**
   * Books with files: they are stored first, and those that no booking names are removed.
   * @param book books with them; sent again it is the first booking, with the files that were sent then
   * @throws StorageQuotaReached, what `book` throws
   */
  async keep<T>(
    ctx: TenantContext,
    sent: readonly AnsweringFile[],
    book: (files: readonly BookingFile[]) => Promise<T>,
  ): Promise<T> {
    if (sent.length === 0) return book([]);
    const bytes = sent.reduce((sum, one) => sum + one.bytes, 0);
    await this.work.read(ctx, (tx) => this.quota.check(tx, bytes));
    const files = sent.map((one) => ({ id: uuid(), label: one.label, type: one.type, bytes: one.bytes }));
    try {
      for (const [index, { id, type }] of files.entries()) {
        const one = sent[index];
        if (one) await this.stored.put(ctx, id, one, type);
      }
      const booked = await book(files);
      await this.removeUnnamed(ctx, files);
      return booked;
    } catch (error) {
      // A connection that is lost at its commit may have stored the booking: then its files stay, or are swept.
      if (!isConnectionLost(error)) await this.remove(ctx, files);
      throw error;
    }
  }

  /** What was sent with a booking, in the order of the questions. */
  of(ctx: TenantContext, bookingId: string): Promise<BookingFile[]> {
    return this.work.read(ctx, (tx) => this.files.list(tx, bookingId));
  }

  /** A file of a booking, for who may read the booking. @throws BookingFileNotFound */
  async open(
    ctx: TenantContext,
    booking: Pick<Booking, 'id'>,
    id: string,
  ): Promise<BookingFile & { readonly content: StoredFile }> {
    const known = await this.of(ctx, booking.id);
    const file = known.find((one) => one.id === id);
    const content = file ? await this.stored.get(ctx, id, file.type) : null;
    if (!file || !content) throw new BookingFileNotFound({});
    return { ...file, content };
  }

  /** Removes those that no booking names: of customers who were erased, and what a killed process left. Returns how many. */
  sweep(ctx: TenantContext, now: Date): Promise<number> {
    return this.stored.sweep(ctx, now, (ids) => this.work.read(ctx, (tx) => this.files.namedAmong(tx, ids)));
  }

  /** Sent again, or asked by nobody any more: no booking has them. */
  private async removeUnnamed(ctx: TenantContext, files: readonly BookingFile[]): Promise<void> {
    const named = await this.work.read(ctx, (tx) =>
      this.files.namedAmong(
        tx,
        files.map(({ id }) => id),
      ),
    );
    await this.remove(
      ctx,
      files.filter(({ id }) => !named.has(id)),
    );
  }

  private async remove(ctx: TenantContext, files: readonly BookingFile[]): Promise<void> {
    for (const { id, type } of files) await this.stored.delete(ctx, id, type);
  }
}
