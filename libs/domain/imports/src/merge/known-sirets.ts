/** Whether a SIRET is among sorted ones: eight bytes each, where a Set would take fifty. Fourteen digits fit in a double. */
export function isAmong(sorted: Float64Array, siret: string): boolean {
  const wanted = Number(siret);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}
