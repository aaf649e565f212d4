/** One of two listings that are the same business. */
export interface PairListing {
  readonly id: number;
  /** Whether an account keeps it. */
  readonly isOwned: boolean;
  /** Whether the register knows it. */
  readonly hasSiret: boolean;
  readonly createdAt: Date;
}

/** Which of two listings keeps its number, and which goes. */
export interface Choice {
  readonly survivor: number;
  readonly gone: number;
}

/**
 * Who keeps a page keeps its number: nothing of theirs moves. Of two that nobody keeps the one that the register knows stays,
 * else the older. Null where both are kept: neither person's page is taken by somebody who does not know them. Pure.
 */
export function survivorOf(one: PairListing, other: PairListing): Choice | null {
  if (one.isOwned && other.isOwned) return null;
  const [first, second] = [one, other].sort(
    (left, right) =>
      Number(right.isOwned) - Number(left.isOwned) ||
      Number(right.hasSiret) - Number(left.hasSiret) ||
      left.createdAt.getTime() - right.createdAt.getTime() ||
      left.id - right.id,
  ) as [PairListing, PairListing];
  return { survivor: first.id, gone: second.id };
}

/** Why the listing that stays does: somebody keeps it, the register knows it, or it was there first. */
export type StayReason = 'kept' | 'registered' | 'older';

/** Why one of two listings is the one that stays. Pure. @param members both, as `survivorOf` chose between them */
export function reasonToStay(members: readonly PairListing[], { survivor }: Choice): StayReason {
  const stays = members.find(({ id }) => id === survivor);
  const goes = members.find(({ id }) => id !== survivor);
  if (stays?.isOwned) return 'kept';
  return stays?.hasSiret && !goes?.hasSiret ? 'registered' : 'older';
}
