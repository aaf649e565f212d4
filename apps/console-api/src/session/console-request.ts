import { required } from '@halles/kernel';
import type { ConsoleSession, HeldSession } from '@halles/domain/console-accounts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const sessions = new WeakMap<FastifyRequest, HeldSession>();

/** Keeps the session of a request for guards and handlers. */
export function attachSession(request: FastifyRequest, held: HeldSession): void {
  sessions.set(request, held);
}

const heldBy = (context: ExecutionContext): HeldSession =>
  required(sessions.get(context.switchToHttp().getRequest<FastifyRequest>()), 'the session of the request');

/** Handler parameter: the session with its token. Only on routes that require a permission. */
export const Held = createParamDecorator((_data: unknown, context: ExecutionContext) => heldBy(context));

/** Handler parameter: `view(@Signed() { account }: ConsoleSession)`. Only on routes that require a permission. */
export const Signed = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ConsoleSession => heldBy(context).session,
);
