import type { INestApplicationContext } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';

/** A provider of any module of the application, or null where no module provides it. */
export function findProvider<T>(
  app: Pick<INestApplicationContext, 'get'>,
  token: abstract new (...args: never[]) => T,
): T | null {
  // Not through the application itself, which reports what it does not find as a failure.
  const modules = app.get(ModuleRef);
  try {
    return modules.get<T>(token, { strict: false });
  } catch {
    return null;
  }
}
