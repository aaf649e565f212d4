/** A stretch of a column, in minutes. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Beside how many others something stands, and where. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/**
 * Places what overlaps side by side: as few lanes as it takes, the same for all that hang together. Pure.
 * @param items in order of their beginning
 */
export function placedInLanes<T extends Stretch>(items: readonly T[]): (T & Lane)[] {
  const placed: (T & Lane)[] = [];
  let group: { item: T; lane: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    placed.push(...group.map(({ item, lane }) => ({ ...item, lane, lanes: ends.length })));
    [group, ends] = [[], []];
  };
  for (const item of items) {
    if (ends.length > 0 && ends.every((end) => end <= item.from)) close();
    const free = ends.findIndex((end) => end <= item.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.until;
    group.push({ item, lane });
  }
  close();
  return placed;
}
