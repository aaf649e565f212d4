import { required } from '@halles/kernel';
import type { AccountSession } from '@halles/domain/accounts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes that require a permission, once it is found to be held. */
    accountSession?: AccountSession;
  }
}

/**
 * Who asks.
 * @throws Error on a route that requires no permission: nobody was authenticated there
 */
export const sessionOf = (request: FastifyRequest): AccountSession =>
  required(request.accountSession, 'the session of the request');

/** Handler parameter: `home(@SignedIn() { account, grants }: AccountSession)`. Only on routes that require a permission. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
