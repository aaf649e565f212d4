/** Limits out of the way: what is tested is not them. */
export const GENEROUS = {
  login: { limit: 100_000, windowMs: 60_000 },
  write: { limit: 100_000, windowMs: 60_000 },
  handling: { limit: 100_000, windowMs: 60_000 },
  upload: { limit: 100_000, windowMs: 60_000 },
  search: { limit: 1_000_000, windowMs: 60_000 },
  heavy: { limit: 1_000_000, windowMs: 60_000 },
  read: { limit: 1_000_000, windowMs: 60_000 },
  contact: { limit: 100_000, windowMs: 60_000 },
  contactVisitor: { limit: 100_000, windowMs: 60_000 },
  contactEmail: { limit: 100_000, windowMs: 60_000 },
  contactSubnet: { limit: 100_000, windowMs: 60_000 },
  order: { limit: 100_000, windowMs: 60_000 },
  orderSubnet: { limit: 100_000, windowMs: 60_000 },
  hold: { limit: 100_000, windowMs: 60_000 },
  holdSubnet: { limit: 100_000, windowMs: 60_000 },
  unproven: { limit: 100_000, windowMs: 60_000 },
};
