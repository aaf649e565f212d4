import { sqlStateOf } from '@halles/platform/database';

/** What a statement is told whose transaction failed before it. */
const IN_FAILED_TRANSACTION = '25P02';

/**
 * What does not need one another's answers, sent together: one round trip for all. The server runs the statements one after the other
 * and in this order, so that locks are taken in it too. Returns, or throws what failed first, once all of it is over: a transaction
 * must not be rolled back while a part of it is about to send more.
 */
export async function pipelined<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const errors: unknown[] = [];
  const noted = work.map(async (each) => {
    try {
      return await each;
    } catch (error) {
      errors.push(error);
      throw error;
    }
  });
  await Promise.allSettled(noted);
  // What failed in a part of several statements is told once that part is over: what it made fail may have told before.
  if (errors.length > 0)
    throw errors.find((error) => sqlStateOf(error) !== IN_FAILED_TRANSACTION) ?? errors[0];
  return (await Promise.all(noted)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
