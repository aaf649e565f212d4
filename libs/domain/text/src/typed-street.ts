/** "12 bis, rue X": number, repetition, way. No two of its parts take the same blanks, or each would try all the shares of the other. */
const STREET = /^(\d{1,4})(?:\s*(bis|ter|quater|[a-d]))?[\s,]+([^\s,].*)$/i;

/** The line of an address as somebody typed it, in its parts. Pure. */
export function typedStreet(line: string): {
  readonly number: string | null;
  readonly repetition: string | null;
  /** The way's type and name. */
  readonly street: string;
} {
  const parts = STREET.exec(line.trim());
  return {
    number: parts?.[1] ?? null,
    repetition: parts?.[2]?.toLowerCase() ?? null,
    street: parts?.[3] ?? line.trim(),
  };
}
