import type { Account } from '@halles/domain/accounts';
import { PasswordSignIn } from '@halles/domain/accounts';
import { contextOf, visitorKey } from '@halles/platform/http';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';

/** Name under which passport knows it. */
export const ACCOUNT_STRATEGY = 'account';

/** Email and password of a territory's account. Sessions are ours, passport keeps none. */
@Injectable()
export class AccountStrategy extends PassportStrategy(Strategy, ACCOUNT_STRATEGY) {
  constructor(private readonly signIn: PasswordSignIn) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
  }

  validate(request: FastifyRequest, email: string, password: string): Promise<Account> {
    return this.signIn.authenticate(contextOf(request), { email, password }, visitorKey(request.ip));
  }
}
