import { type ConsoleAccount, ConsoleAuth } from '@halles/domain/console-accounts';
import { visitorKey } from '@halles/platform/http';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';

/** Email and password. Sessions are ours, passport keeps none. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly auth: ConsoleAuth) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
  }

  validate(request: FastifyRequest, email: string, password: string): Promise<ConsoleAccount> {
    return this.auth.authenticate({ email, password }, visitorKey(request.ip));
  }
}
