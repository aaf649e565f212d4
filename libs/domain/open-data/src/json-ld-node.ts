/** A node of schema.org, as JSON-LD has it. */
export type JsonLdNode = Readonly<Record<string, unknown>>;
