import type { Account } from '@halles/domain/accounts';
import { DomainError } from '@halles/kernel';
import { SignInRefused } from '@halles/platform/auth';
import { postedFormOf } from '@halles/platform/forms';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT_STRATEGY } from './account-strategy';
import { signInForm } from './account.forms';

/** How an attempt ended. The form comes back with what is wrong: a refusal is no end of the request. */
export type SignInAttempt = { readonly account: Account } | { readonly refusal: DomainError<object> };

/** Handler parameter: `signIn(@AttemptedSignIn() attempt: SignInAttempt)`. Only on routes with `SignInGuard`. */
export const AttemptedSignIn = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest & { readonly user: SignInAttempt }>().user,
);

/** Runs the strategy, on a body whose form was checked first. Always lets the request pass, with how it ended. */
@Injectable()
export class SignInGuard extends AuthGuard(ACCOUNT_STRATEGY) {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: SignInAttempt }>();
    const reading = signInForm.read(postedFormOf(request));
    if (!reading.ok) {
      request.user = { refusal: reading.error };
      return true;
    }
    try {
      return (await super.canActivate(context)) === true;
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      request.user = { refusal: refusal as DomainError<object> };
      return true;
    }
  }

  override handleRequest<TUser>(error: unknown, account: TUser | false): TUser {
    if (error instanceof Error && !(error instanceof DomainError)) throw error;
    const outcome: SignInAttempt =
      error instanceof DomainError
        ? { refusal: error as DomainError<object> }
        : account === false || account === null
          ? { refusal: new SignInRefused({}) }
          : { account: account as unknown as Account };
    return outcome as unknown as TUser;
  }
}
