import { ExtendedClient } from '@halles/platform/database';

/**
 * What this process asks of its databases while something is done: role and text of each statement, in order. Two acts that
 * are told apart by nothing, not by the time they take either, ask the same.
 */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const { prototype } = ExtendedClient;
  const original = Object.getOwnPropertyDescriptor(prototype, 'query');
  if (!original) throw new Error('connections have no method "query"');
  const query = original.value as (...args: unknown[]) => never;
  prototype.query = function (this: ExtendedClient, ...args: unknown[]): never {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string }).text;
    // A server listens anew whenever it lost its connection, whatever it is asked meanwhile.
    if (!text?.startsWith('LISTEN ')) asked.push(`${this.user ?? ''}: ${text ?? ''}`);
    return query.apply(this, args);
  };
  try {
    await act();
    return asked;
  } finally {
    Object.defineProperty(prototype, 'query', original);
  }
}
