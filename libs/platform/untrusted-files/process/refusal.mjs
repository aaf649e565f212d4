/** A file that is not made into one of ours, in a word that the caller has a sentence for. */
export class Refusal extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}
