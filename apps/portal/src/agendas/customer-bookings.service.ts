import {
  type Booking,
  BookingHandling,
  bookingLink,
  BookingNotFound,
  invitationLink,
} from '@halles/domain/agendas';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import type { Client } from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AccountAccess } from '../accounts';
import type { Invitation } from '../agenda-offers';

/** Bookings as their customers reach them: by the signed link of the page and of the mails, without an account. */
@Injectable()
export class CustomerBookings {
  constructor(
    private readonly bookings: BookingHandling,
    private readonly listings: ListingService,
    private readonly links: SignedLinks,
    private readonly access: AccountAccess,
    private readonly clock: Clock,
  ) {}

  /** What the link of a booking says behind its path. */
  token(ctx: TenantContext, id: string): string {
    return this.links.issue(ctx, bookingLink, { id, serial: 0 });
  }

  /** What the link of an invitation says; null for no such link. */
  invitation(ctx: TenantContext, token: string | null): Invitation | null {
    return token === null || token === '' ? null : this.links.read(ctx, invitationLink, token);
  }

  /** Who is signed in, with the address that they proved to be theirs. */
  async signedIn(
    ctx: TenantContext,
    { cookies }: Client,
  ): Promise<{ readonly accountId: string | null; readonly provenEmail: string | null }> {
    const account = (await this.access.find(ctx, cookies))?.account;
    return {
      accountId: account?.id ?? null,
      provenEmail: account?.isVerified === true ? account.email : null,
    };
  }

  /** A booking with its shop. @throws BookingNotFound also where the time of the link is over */
  async get(
    ctx: TenantContext,
    token: string,
  ): Promise<{ readonly booking: Booking; readonly listing: Listing }> {
    const payload = this.links.read(ctx, bookingLink, token);
    const booking = payload && (await this.bookings.get(ctx, payload.id));
    if (!booking || bookingLink.isOver(booking.createdAt, this.clock.now())) throw new BookingNotFound({});
    const listing = await this.listings.find(ctx, booking.listingId);
    if (!listing) throw new BookingNotFound({});
    return { booking, listing };
  }
}
