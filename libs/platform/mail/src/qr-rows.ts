import { encode } from 'uqr';

/** Modules of a row that are alike, one beside the other. */
export interface QrRun {
  readonly width: number;
  readonly isDark: boolean;
}

/**
 * A QR code as the rows of a table, its quiet zone included: mail programs show no drawings, and pictures only once they are asked
 * to fetch them. Pure.
 */
export const qrRows = (text: string): readonly (readonly QrRun[])[] =>
  encode(text, { border: 4 }).data.map((row) => {
    const runs: { width: number; isDark: boolean }[] = [];
    for (const isDark of row) {
      const last = runs.at(-1);
      if (last?.isDark === isDark) last.width += 1;
      else runs.push({ width: 1, isDark });
    }
    return runs;
  });
