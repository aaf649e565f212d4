import { PROFILE_FIELDS, type ProfileField } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import type { AgentSession } from '@halles/domain/mandates';
import { required } from '@halles/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set where an agent of the town is let in for who keeps the business, and by nothing else. */
    agentSession?: AgentSession;
  }
}

/** Who is in the space of a business: somebody who keeps it, or an agent of the town for them. */
export type SpaceUser = AccountSession | AgentSession;

/** Whether somebody in the merchant space is an agent of the town, and not a merchant. */
export const isAgent = (user: SpaceUser): user is AgentSession => 'mandate' in user;

const EVERY_FIELD: ReadonlySet<ProfileField> = new Set(PROFILE_FIELDS);

/** The fields of a profile that they may change, once the route has let them in. Pure. */
export const fieldsOfUser = (user: SpaceUser): ReadonlySet<ProfileField> =>
  isAgent(user) ? user.fields : EVERY_FIELD;

/** The account of the tenant that acts; null for an agent, whose account is of the console. Pure. */
export const accountOf = (user: SpaceUser): string | null => (isAgent(user) ? null : user.account.id);

/** Who is in the space of a business, on a route that requires a permission on one. */
export const spaceUserOf = (request: FastifyRequest): SpaceUser =>
  request.agentSession ?? required(request.accountSession, 'the session of the request');

/** Handler parameter: `form(@InSpace() user: SpaceUser)`, where the rest of a `SpaceRequest` is not needed. */
export const InSpace = createParamDecorator((_data: unknown, context: ExecutionContext): SpaceUser =>
  spaceUserOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
