/** One hour of a territory: sums over its places, and no place nor person. */
export interface OccupancyHourView {
  /** The hour on the clock of the territory: 0 to 23. */
  readonly hour: number;
  /** People with an appointment there in that hour, and who collects an order. */
  readonly booked: number;
  readonly collected: number;
  /** People counted at the doors: the most that were in each place at once. */
  readonly walkedIn: number;
  /** Of all of them, those in places of which it is known how many may be inside in that hour: people, or households where the limit counts these. */
  readonly limited: number;
  /** How many may be in those places at once, counted the same; null where that is known of none. */
  readonly capacity: number | null;
}

export interface OccupancyDayView {
  /** ISO date, by the clock of the territory. */
  readonly day: string;
  /** As many as the day has: on two days of the year one more, or one less. */
  readonly hours: readonly OccupancyHourView[];
}

/** How busy the places of a territory are, hour by hour, from Monday to Sunday. */
export interface OccupancyView {
  readonly today: string;
  readonly days: readonly OccupancyDayView[];
  /** Places of which it is known how many may be inside, at some hour of the week. */
  readonly limitedPlaces: number;
}
