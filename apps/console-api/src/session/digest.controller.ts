import { type DigestChoice, digestChoiceSchema } from '@halles/contracts';
import { ConsoleDigests, type ConsoleSession } from '@halles/domain/console-accounts';
import { Requires } from '@halles/platform/http';
import { Body, Controller, Get, Header, HttpCode, Put } from '@nestjs/common';
import { Signed } from './console-request';

/** Whether who is signed in is mailed in the morning what waits. */
@Controller('api/session/digest')
export class DigestController {
  constructor(private readonly digests: ConsoleDigests) {}

  @Get()
  @Requires('session.own')
  @Header('cache-control', 'no-store')
  async view(@Signed() { account }: ConsoleSession): Promise<DigestChoice> {
    return { isWanted: await this.digests.isWanted(account.id) };
  }

  @Put()
  @Requires('session.own')
  @HttpCode(204)
  async choose(
    @Signed() { account }: ConsoleSession,
    @Body({ schema: digestChoiceSchema }) { isWanted }: DigestChoice,
  ): Promise<void> {
    await this.digests.choose(account.id, isWanted);
  }
}
