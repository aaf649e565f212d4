import type { PortalRoute } from '@halles/contracts';

/** A page of what is true of a business, by the end of its route: `hours` for `profile.hours`. */
export type ProfilePage = PortalRoute extends infer R
  ? R extends `profile.${infer Page}`
    ? Page
    : never
  : never;
