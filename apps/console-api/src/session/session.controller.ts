import { type ChangePassword, changePasswordSchema, type SessionView } from '@halles/contracts';
import {
  clearedSessionCookie,
  type ConsoleAccount,
  ConsoleAuth,
  readSessionCookie,
  sessionCookie,
} from '@halles/platform/auth';
import { Public, RateLimit, Requires, visitorKey } from '@halles/platform/http';
import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { permissions } from './console-access';
import { Operator, type OperatorSession } from './operator-request';
import { SignInGuard } from './sign-in.guard';

const present = ({ email, name, mustChangePassword }: ConsoleAccount): SessionView => ({
  email,
  name,
  mustChangePassword,
});

@Controller('api/session')
export class SessionController {
  constructor(private readonly auth: ConsoleAuth) {}

  /** Who is signed in. */
  @Get()
  @Requires(permissions.ownSession)
  @Header('cache-control', 'no-store')
  view(@Operator() { account }: OperatorSession): SessionView {
    return present(account);
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
    return present(request.user);
  }

  /** Ends the session, on the server and in the browser; does nothing where there is none. */
  @Delete()
  @Public()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = readSessionCookie(request.headers.cookie);
    if (token !== null) await this.auth.close(token);
    void reply.header('set-cookie', clearedSessionCookie());
  }

  /** Changes the password; every other session of the account ends. */
  @Post('password')
  @Requires(permissions.ownSession)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async changePassword(
    @Operator() { account }: OperatorSession,
    @Body({ schema: changePasswordSchema }) input: ChangePassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = await this.auth.changePassword(account, input, visitorKey(request.ip));
    void reply.header('set-cookie', sessionCookie(token));
  }
}
