import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** A right that a route asks for, e.g. `platform.read`. The application's AccessControl knows which exist. */
export type Permission = string;

export type RouteAccess =
  { readonly kind: 'public' } | { readonly kind: 'permission'; readonly permission: Permission };

export const ROUTE_ACCESS = 'halles:route-access';

/** Declares that anyone may call the route. A route that declares nothing fails the boot. */
export const Public = (): CustomDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'public' } satisfies RouteAccess);

/** Declares the right that the route asks for; the guard asks AccessControl before the handler runs. */
export const Requires = (permission: Permission): CustomDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'permission', permission } satisfies RouteAccess);
