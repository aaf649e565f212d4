import { required } from '@halles/kernel';
import type { AccountSession } from '@halles/domain/accounts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const sessions = new WeakMap<FastifyRequest, AccountSession>();

export function attachSession(request: FastifyRequest, session: AccountSession): void {
  sessions.set(request, session);
}

/**
 * Who asks.
 * @throws Error on a route that requires no permission: nobody was asked there
 */
export const sessionOf = (request: FastifyRequest): AccountSession =>
  required(sessions.get(request), 'the session of the request');

/** Handler parameter: `home(@SignedIn() { account, grants }: AccountSession)`. Only on routes that require a permission. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
