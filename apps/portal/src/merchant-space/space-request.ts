import type { AccountSession } from '@halles/domain/accounts';
import { required } from '@halles/kernel';
import { type PortalRequest, portalRequestOf } from '@halles/platform/http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { listingIn } from '../params';
import { type SpaceUser, spaceUserOf } from './space-user';

/** What every request to a page of one business brings with it. */
interface ListingRequest extends PortalRequest {
  /** The number of the listing that the address names (`:listing`); an address without a number is 404. */
  readonly listing: number;
}

/** A request to a page of a business from who keeps it, or from an agent of the town for them. */
export interface SpaceRequest extends ListingRequest {
  readonly user: SpaceUser;
}

/** A request to a page of a business from an account of its team; no agent comes through. */
export interface MerchantRequest extends ListingRequest {
  readonly session: AccountSession;
}

const listingRequestOf = (request: FastifyRequest): ListingRequest => ({
  ...portalRequestOf(request),
  listing: listingIn(request),
});

/**
 * Handler parameter: `show(@SpaceRequest() { ctx, listing, user }: SpaceRequest)`. Only on routes that require a permission on a
 * business. An agent comes through those alone that are opened to agents (`MerchantSections`).
 */
export const SpaceRequest = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SpaceRequest => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return { ...listingRequestOf(request), user: spaceUserOf(request) };
  },
);

/** Handler parameter: `show(@MerchantRequest() { ctx, listing, session }: MerchantRequest)`, on routes as above. */
export const MerchantRequest = createParamDecorator(
  (_data: unknown, context: ExecutionContext): MerchantRequest => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = required(request.accountSession, 'the session of the request');
    return { ...listingRequestOf(request), session };
  },
);
