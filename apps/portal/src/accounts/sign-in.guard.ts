import { signInSchema } from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import { SignInRefused } from '@halles/platform/auth';
import { contextOf, InvalidInput, RateLimiter, toErrors } from '@halles/platform/http';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT_STRATEGY } from './account-strategy';
import { textOf } from './form-fields';

/** How a try ended. The form comes back with what is wrong: a refusal is no end of the request. */
export type SignInTry = { readonly account: Account } | { readonly refusal: Error };

/** Runs the strategy, on a body whose form was checked first. Always lets the request pass, with how it ended. */
@Injectable()
export class SignInGuard extends AuthGuard(ACCOUNT_STRATEGY) {
  constructor(private readonly limiter: RateLimiter) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: SignInTry }>();
    const parsed = signInSchema.safeParse({
      email: textOf(request.body, 'email').trim(),
      password: textOf(request.body, 'password'),
    });
    if (!parsed.success) {
      request.user = { refusal: new InvalidInput({}, toErrors(parsed.error.issues)) };
      return true;
    }
    try {
      await this.limiter.take('login', contextOf(request), request.ip);
      return (await super.canActivate(context)) === true;
    } catch (refusal) {
      if (!(refusal instanceof Error)) throw refusal;
      request.user = { refusal };
      return true;
    }
  }

  override handleRequest<TUser>(error: unknown, account: TUser | false): TUser {
    const outcome: SignInTry =
      error instanceof Error
        ? { refusal: error }
        : account === false || account === null
          ? { refusal: new SignInRefused({}) }
          : { account: account as unknown as Account };
    return outcome as unknown as TUser;
  }
}
