import {
  type PrintInvitations,
  printInvitationsSchema,
  type VisitStreets,
  type WalkView,
} from '@halles/contracts';
import { InvitationLetters } from '@halles/domain/claims';
import { VisitService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
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
    private readonly invitations: InvitationLetters,
    private readonly clock: Clock,
  ) {}

  /** The visits of a street, a commune or the whole territory, in a walking order. */
  @Get()
  @Requires('visits.read')
  @Header('cache-control', 'no-store')
  async walk(
    @Ctx() ctx: TenantContext,
    @Query({ schema: walkQuery }) { commune, street }: WalkQuery,
  ): Promise<WalkView> {
    return presentWalk(
      await this.visits.walk(ctx, { commune: commune ?? null, street: street ?? null }, this.clock.now()),
    );
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
  @HttpCode(200)
  async letters(
    @Ctx() ctx: TenantContext,
    @Body({ schema: printInvitationsSchema }) where: PrintInvitations,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const now = this.clock.now();
    const { stops } = await this.visits.walk(ctx, where, now);
    const unclaimed = stops.filter(({ isUnclaimed }) => isUnclaimed).map(({ id }) => id);
    const pdf = await this.invitations.print(ctx, unclaimed, now);
    void reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="lettres.pdf"')
      .send(pdf);
  }
}
