/**
 * Thrown where another page answers instead: who must sign in first. The answer is a 303 that nobody keeps.
 * Not an error: nothing is logged.
 */
export class SeeOther extends Error {
  /** @param location a path on the same host, made by us and never taken from a request as it is */
  constructor(readonly location: string) {
    super(`see ${location}`);
    this.name = 'SeeOther';
  }
}
