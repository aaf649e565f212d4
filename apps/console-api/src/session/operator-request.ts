import { required } from '@halles/kernel';
import type { ConsoleAccount } from '@halles/platform/auth';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who asks, once ConsoleAccess has let the request pass. */
export interface OperatorSession {
  readonly account: ConsoleAccount;
  readonly token: string;
}

const sessions = new WeakMap<FastifyRequest, OperatorSession>();

export function attachOperator(request: FastifyRequest, session: OperatorSession): void {
  sessions.set(request, session);
}

/** Handler parameter: `view(@Operator() { account }: OperatorSession)`. Only on routes that require a permission. */
export const Operator = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  required(sessions.get(context.switchToHttp().getRequest<FastifyRequest>()), 'the session of the request'),
);
