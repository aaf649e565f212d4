import type { INestApplicationContext } from '@nestjs/common';

/** A provider of any module of the application, or null where no module provides it. */
export function findProvider<T>(
  app: Pick<INestApplicationContext, 'get'>,
  token: abstract new (...args: never[]) => T,
): T | null {
  try {
    return app.get<T>(token, { strict: false });
  } catch {
    return null;
  }
}
