import type { Listing } from './listing';

/**
 * The address that who keeps the page publishes for its customers, which may be a person's own: their choice, in a form that
 * says where it is read. What a register or a map tells of one is nobody's choice, and stays on the page. Pure.
 */
export const publishedEmail = ({
  email,
  provenance,
}: Pick<Listing, 'email' | 'provenance'>): string | null =>
  provenance.email?.source === 'merchant' || provenance.email?.source === 'agent' ? email : null;
