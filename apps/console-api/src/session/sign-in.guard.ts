import { signInSchema } from '@halles/contracts';
import type { ConsoleAccount } from '@halles/domain/console-accounts';
import { SignInRefused } from '@halles/platform/auth';
import { InvalidInput, toErrors } from '@halles/platform/http';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';

/** Handler parameter: the account whose password was right. Only on routes with `SignInGuard`. */
export const Authenticated = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest & { readonly user: ConsoleAccount }>().user,
);

/** Runs the local strategy, on a body whose form was checked first. */
@Injectable()
export class SignInGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const parsed = signInSchema.safeParse(context.switchToHttp().getRequest<FastifyRequest>().body);
    if (!parsed.success) throw new InvalidInput({}, toErrors(parsed.error.issues));
    return (await super.canActivate(context)) === true;
  }

  override handleRequest<TUser>(error: unknown, account: TUser | false): TUser {
    if (error instanceof Error) throw error;
    if (account === false || account === null) throw new SignInRefused({});
    return account;
  }
}
