import { type ChangePassword, changePasswordSchema, type Leaving, type SessionView } from '@halles/contracts';
import { required } from '@halles/kernel';
import {
  clearedSessionCookie,
  type ConsoleAccount,
  ConsoleAuth,
  ConsoleProConnect,
  type ConsoleSession,
  type HeldSession,
  readSessionCookie,
  sessionCookie,
} from '@halles/domain/console-accounts';
import { Public, RateLimit, Requires, visitorKey } from '@halles/platform/http';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Held, Signed } from './console-request';
import { presentSession } from './session.presenter';
import { SignInGuard } from './sign-in.guard';

@Controller('api/session')
export class SessionController {
  constructor(
    private readonly auth: ConsoleAuth,
    private readonly proConnect: ConsoleProConnect,
    private readonly registry: TenantRegistry,
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
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async signIn(
    @Req() request: FastifyRequest & { readonly user: ConsoleAccount },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const token = await this.auth.open(request.user, readSessionCookie(request.headers.cookie));
    void reply.header('set-cookie', sessionCookie(token));
    const session = required(await this.auth.resume(token), 'the session that was just opened');
    return presentSession(session, this.registry.all());
  }

  /**
   * Ends the session, on the server and in the browser; does nothing where there is none. Says where a browser that
   * signed in with ProConnect goes to sign out there.
   */
  @Delete()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Leaving> {
    const token = readSessionCookie(request.headers.cookie);
    const ended = token === null ? null : await this.auth.close(token);
    void reply.header('set-cookie', clearedSessionCookie());
    return { address: ended && (await this.proConnect.signOutAddress(ended)) };
  }

  /** Changes the password; every other session of the account ends. */
  @Post('password')
  @Requires('session.own')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async changePassword(
    @Held() held: HeldSession,
    @Body({ schema: changePasswordSchema }) input: ChangePassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = await this.auth.changePassword(held, input, visitorKey(request.ip));
    void reply.header('set-cookie', sessionCookie(token));
  }
}
