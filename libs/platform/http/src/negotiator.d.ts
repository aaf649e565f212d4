declare module 'negotiator' {
  /** What a request accepts, by its headers (RFC 9110, 12.5): the best of what is available. */
  class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
    encoding<E extends string>(
      available: readonly E[],
      options?: { readonly preferred?: readonly E[] },
    ): E | undefined;
    language<L extends string>(available: readonly L[]): L | undefined;
    mediaType<M extends string>(available: readonly M[]): M | undefined;
  }
  export = Negotiator;
}
