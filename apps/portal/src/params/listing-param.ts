import { listingIdOf } from '@halles/contracts';
import { type Listing, ListingService } from '@halles/domain/listings';
import { contextOf, PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The number at the end of the segment `:listing` of an address. @throws PageNotFound */
export function listingIn({ params }: FastifyRequest): number {
  const { listing = '' } = params as { readonly listing?: string };
  const id = listingIdOf(listing);
  if (id === null) throw new PageNotFound({});
  return id;
}

/**
 * Handler parameter: the number of the listing that the address names (`:listing`, with the name of the business before it
 * or alone). Whether there is such a listing is not asked; an address without a number is 404.
 */
export const ListingId = createParamDecorator((_data: unknown, context: ExecutionContext): number =>
  listingIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

interface Address {
  readonly ctx: TenantContext;
  readonly id: number;
}

const ListingAddress = createParamDecorator((_data: unknown, context: ExecutionContext): Address => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { ctx: contextOf(request), id: listingIn(request) };
});

@Injectable()
class FindListingPipe implements PipeTransform<Address, Promise<Listing>> {
  constructor(private readonly listings: ListingService) {}

  /** @throws PageNotFound */
  async transform({ ctx, id }: Address): Promise<Listing> {
    const listing = await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}

/**
 * Handler parameter: the listing that the address names (`:listing`), as the public sees it; where there is none, 404. The
 * controller's module imports the `ListingsModule` of the domain.
 */
export const ListingParam = (): ParameterDecorator => ListingAddress(FindListingPipe);
