import { groupBy } from './group-by';

/** A listing whose sources name a SIRET. */
export interface SiretClaim {
  readonly id: number;
  readonly siret: string;
  /** Whether the register itself names it, rather than someone who read it on a door. */
  readonly isRegistered: boolean;
}

export interface SiretSettlement {
  /** Who claims in vain. */
  readonly losers: ReadonlySet<number>;
  /** Whose row must let its SIRET go before another takes it. */
  readonly released: readonly number[];
}

/**
 * A SIRET is one listing's: the register's before one that was read elsewhere, else of who has it, else of the first.
 * @param holders who has each SIRET now
 * @param rewritten the listings of the batch: a holder among them that claims no more lets go by itself
 */
export function settleSirets(
  claims: readonly SiretClaim[],
  holders: ReadonlyMap<string, number>,
  rewritten: ReadonlySet<number>,
): SiretSettlement {
  const losers = new Set<number>();
  const released: number[] = [];
  for (const [siret, claimants] of groupBy(claims, (claim) => claim.siret)) {
    const holder = holders.get(siret);
    const isElsewhere = holder !== undefined && !rewritten.has(holder);
    const owner =
      claimants.find(({ isRegistered }) => isRegistered) ??
      (isElsewhere ? undefined : (claimants.find(({ id }) => id === holder) ?? claimants[0]));
    for (const { id } of claimants) if (id !== owner?.id) losers.add(id);
    if (holder !== undefined && owner !== undefined && holder !== owner.id) released.push(holder);
  }
  return { losers, released };
}
