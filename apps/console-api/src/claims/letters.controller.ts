import { type LetterRequests, type PrintLetters, printLettersSchema } from '@halles/contracts';
import { ClaimLetters } from '@halles/domain/claims';
import { Clock } from '@halles/kernel';
import { Ctx, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { presentLetters } from './claims.presenter';

/** Letters with a code and a QR code, which the town hall prints and posts. */
@Controller('api/tenants/:tenant/letters')
export class LettersController {
  constructor(
    private readonly letters: ClaimLetters,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('letters.print')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<LetterRequests> {
    return presentLetters(await this.letters.list(ctx));
  }

  /** A PDF, one letter a page. Printed again, each has the same code for thirty days more. */
  @Post()
  @Requires('letters.print')
  async print(
    @Ctx() ctx: TenantContext,
    @Body({ schema: printLettersSchema }) { claims }: PrintLetters,
  ): Promise<HttpAnswer> {
    const pdf = await this.letters.print(ctx, claims, this.clock.now());
    return file(pdf, { type: 'application/pdf', cacheControl: 'no-store', saveAs: 'courriers.pdf' });
  }
}
