import {
  type NoteVisit,
  noteVisitSchema,
  type PrintInvitations,
  printInvitationsSchema,
  type VisitStreets,
  type WalkView,
} from '@halles/contracts';
import { InvitationLetters } from '@halles/domain/claims';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { VisitRecords, VisitService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import { Ctx, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { Signed } from '../session/console-request';
import { presentWalk } from './mandates.presenter';

const walkQuery = z.object({
  commune: z
    .string()
    .regex(/^[0-9][0-9AB][0-9]{3}$/)
    .optional(),
  street: z.string().trim().min(1).max(200).optional(),
});
type WalkQuery = z.output<typeof walkQuery>;

/** Where agents should look in. */
@Controller('api/tenants/:tenant/visits')
export class VisitsController {
  constructor(
    private readonly visits: VisitService,
    private readonly records: VisitRecords,
    private readonly invitations: InvitationLetters,
    private readonly clock: Clock,
  ) {}

  /** The visits of a street, a commune or the whole territory, in a walking order. */
  @Get()
  @Requires('visits.read')
  @Header('cache-control', 'no-store')
  async walk(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Query({ schema: walkQuery }) { commune, street }: WalkQuery,
  ): Promise<WalkView> {
    const now = this.clock.now();
    const walk = await this.visits.walk(ctx, { commune: commune ?? null, street: street ?? null }, now);
    const records = await this.records.ofListings(
      ctx,
      walk.stops.map(({ id }) => id),
      now,
    );
    return presentWalk(walk, records, account.id);
  }

  /** Notes that the agent looked in today; again: with another note. */
  @Put(':listing')
  @Requires('visits.note')
  @HttpCode(204)
  async save(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: listingParams }) { listing }: ListingParams,
    @Body({ schema: noteVisitSchema }) { note }: NoteVisit,
  ): Promise<void> {
    const visit = { listingId: listing, note: note || null };
    await this.records.save(ctx, visit, { accountId: account.id, name: account.name }, this.clock.now());
  }

  /** Takes the agent's own visit of today back. */
  @Delete(':listing')
  @Requires('visits.note')
  @HttpCode(204)
  async remove(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: listingParams }) { listing }: ListingParams,
  ): Promise<void> {
    const visitor = { accountId: account.id, name: account.name };
    await this.records.remove(ctx, listing, visitor, this.clock.now());
  }

  /** The streets with the most to do. */
  @Get('streets')
  @Requires('visits.read')
  @Header('cache-control', 'no-store')
  async streets(
    @Ctx() ctx: TenantContext,
    @Query({ schema: walkQuery }) { commune }: WalkQuery,
  ): Promise<VisitStreets> {
    return { streets: await this.visits.streets(ctx, commune ?? null, this.clock.now()) };
  }

  /** A PDF, one letter a page in the order of the walk, to those whose page nobody keeps. */
  @Post('letters')
  @Requires('letters.print')
  async letters(
    @Ctx() ctx: TenantContext,
    @Body({ schema: printInvitationsSchema }) where: PrintInvitations,
  ): Promise<HttpAnswer> {
    const now = this.clock.now();
    const { stops } = await this.visits.walk(ctx, where, now);
    const unclaimed = stops.filter(({ isUnclaimed }) => isUnclaimed).map(({ id }) => id);
    const pdf = await this.invitations.print(ctx, unclaimed, now);
    return file(pdf, { type: 'application/pdf', cacheControl: 'no-store', saveAs: 'lettres.pdf' });
  }
}
