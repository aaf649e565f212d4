import { type ChangePassword, changePasswordSchema, type Leaving, type SessionView } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import {
  clearedSessionCookie,
  type ConsoleAccount,
  ConsoleAuth,
  ConsoleProConnect,
  type ConsoleSession,
  ConsoleSessionEnded,
  type HeldSession,
  readSessionCookie,
  sessionCookie,
} from '@halles/domain/console-accounts';
import {
  type Client,
  CurrentClient,
  CurrentLocale,
  CurrentRequestId,
  type HttpAnswer,
  json,
  noContent,
  Public,
  RateLimit,
  Requires,
  visitorKey,
} from '@halles/platform/http';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Header, Post, UseGuards } from '@nestjs/common';
import { Held, Signed } from './console-request';
import { Postboxes } from '../postboxes';
import { presentSession } from './session.presenter';
import { Authenticated, SignInGuard } from './sign-in.guard';

@Controller('api/session')
export class SessionController {
  constructor(
    private readonly auth: ConsoleAuth,
    private readonly proConnect: ConsoleProConnect,
    private readonly registry: TenantRegistry,
    private readonly postboxes: Postboxes,
  ) {}

  /** Who is signed in. */
  @Get()
  @Requires('session.own')
  @Header('cache-control', 'no-store')
  view(@Signed() session: ConsoleSession): SessionView {
    return presentSession(session, this.registry.all());
  }

  @Post()
  @Public()
  @RateLimit('login')
  @UseGuards(SignInGuard)
  @Header('cache-control', 'no-store')
  async signIn(
    @Authenticated() account: ConsoleAccount,
    @CurrentClient() { cookies }: Client,
    @CurrentLocale() locale: Locale,
  ): Promise<HttpAnswer> {
    const token = await this.auth.open(account, readSessionCookie(cookies), locale);
    const session = await this.auth.resume(token);
    // Another change of the password, at the same instant, ended it.
    if (!session) throw new ConsoleSessionEnded({});
    return json(presentSession(session, this.registry.all())).withCookies(sessionCookie(token));
  }

  /**
   * Ends the session, on the server and in the browser; does nothing where there is none. Says where a browser that
   * signed in with ProConnect goes to sign out there.
   */
  @Delete()
  @Public()
  @Header('cache-control', 'no-store')
  async signOut(@CurrentClient() { cookies }: Client): Promise<HttpAnswer> {
    const token = readSessionCookie(cookies);
    const ended = token === null ? null : await this.auth.close(token);
    const leaving: Leaving = { address: ended && (await this.proConnect.signOutAddress(ended)) };
    return json(leaving).withCookies(clearedSessionCookie());
  }

  /** Changes the password; every other session of the account ends, and its owner is told by mail. */
  @Post('password')
  @Requires('session.own')
  async changePassword(
    @Held() held: HeldSession,
    @Body({ schema: changePasswordSchema }) input: ChangePassword,
    @CurrentClient() { address }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const token = await this.auth.changePassword(held, input, visitorKey(address), (account, tx) =>
      this.postboxes.passwordChanged(tx, account, requestId),
    );
    return noContent().withCookies(sessionCookie(token));
  }
}
