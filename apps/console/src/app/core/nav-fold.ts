/** Room for the button that opens what does not fit, with its gap. */
const MORE = 112;

/** A row of links as it is when all of them stand in one line. */
export interface MeasuredRow {
  /** Where each link ends, in pixels from the beginning of the row. */
  readonly ends: readonly number[];
  /** Room for what stands behind them. */
  readonly behind: number;
}

/** How many links of a row fit into it, the others being behind a button. Pure. @param width of the row; 0: not known, all are shown */
export function linksThatFit({ ends, behind }: MeasuredRow, width: number): number {
  const last = ends.at(-1) ?? 0;
  if (width === 0 || last + behind <= width) return ends.length;
  return ends.filter((end) => end + behind + MORE <= width).length;
}
