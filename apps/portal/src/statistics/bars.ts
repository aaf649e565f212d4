/** A bar of a drawing, in units of its own: the table beside it has the figures. */
export interface BarView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 600;
const HEIGHT = 120;
/** Part of its place that a bar fills. */
const FILL = 0.8;
/** What there was is seen, however much there was at other times. */
const LEAST = 2;

/** Bars from left to right, each as high as its part of the highest. Pure. */
export function barsOf(values: readonly number[]): BarView[] {
  const most = Math.max(1, ...values);
  const step = WIDTH / values.length;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return values.map((value, at) => {
    const height = value === 0 ? 0 : Math.max(LEAST, (HEIGHT * value) / most);
    return {
      x: round(at * step + (step * (1 - FILL)) / 2),
      y: round(HEIGHT - height),
      width: round(step * FILL),
      height: round(height),
    };
  });
}
