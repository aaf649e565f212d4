import {
  type EnrolmentView,
  type RecoveryCodes,
  type SecondFactorCode,
  secondFactorCodeSchema,
} from '@halles/contracts';
import {
  ConsoleSecondFactor,
  type ConsoleSession,
  type HeldSession,
  sessionCookie,
} from '@halles/domain/console-accounts';
import {
  type Client,
  CurrentClient,
  CurrentRequestId,
  type HttpAnswer,
  json,
  noContent,
  Requires,
  visitorKey,
} from '@halles/platform/http';
import { qrPath } from '@halles/platform/theming';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { Held, Signed } from './console-request';
import { Postboxes } from '../postboxes';

/** As authenticator applications name the account. */
const ISSUER = 'Halles';

/** Codes beside the password. Each step gives the session another id; guesses are counted by account and by visitor. */
@Controller('api/session/second-factor')
export class SecondFactorController {
  constructor(
    private readonly secondFactor: ConsoleSecondFactor,
    private readonly postboxes: Postboxes,
  ) {}

  /** Gives the code that a sign-in lacks. */
  @Post()
  @Requires('session.own')
  async give(
    @Held() held: HeldSession,
    @Body({ schema: secondFactorCodeSchema }) { code }: SecondFactorCode,
    @CurrentClient() { address }: Client,
  ): Promise<HttpAnswer> {
    const token = await this.secondFactor.give(held, code, visitorKey(address));
    return noContent().withCookies(sessionCookie(token));
  }

  /** Begins to set a second factor up; what was begun before is void. */
  @Post('enrolment')
  @Requires('session.own')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async begin(@Signed() session: ConsoleSession): Promise<EnrolmentView> {
    const { secret, address } = await this.secondFactor.begin(session, ISSUER);
    return { secret, qr: qrPath(address) };
  }

  /** Puts it in force with a first code; shows the recovery codes, this once. Its owner is told by mail. */
  @Post('confirmation')
  @Requires('session.own')
  @Header('cache-control', 'no-store')
  async confirm(
    @Held() held: HeldSession,
    @Body({ schema: secondFactorCodeSchema }) { code }: SecondFactorCode,
    @CurrentClient() { address }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const { token, recoveryCodes } = await this.secondFactor.confirm(
      held,
      code,
      visitorKey(address),
      (account, tx) => this.postboxes.securityChanged(tx, account, requestId, 'second-factor-set'),
    );
    const shown: RecoveryCodes = { recoveryCodes: [...recoveryCodes] };
    return json(shown).withCookies(sessionCookie(token));
  }

  /** Takes it away, with a code of it; its owner is told by mail. */
  @Post('removal')
  @Requires('session.own')
  async remove(
    @Held() held: HeldSession,
    @Body({ schema: secondFactorCodeSchema }) { code }: SecondFactorCode,
    @CurrentClient() { address }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const token = await this.secondFactor.remove(held, code, visitorKey(address), (account, tx) =>
      this.postboxes.securityChanged(tx, account, requestId, 'second-factor-removed'),
    );
    return noContent().withCookies(sessionCookie(token));
  }
}
