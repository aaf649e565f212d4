import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Scheduled } from './every.decorator';
import { findMethods } from './find-methods';
import type { ScheduledTask } from './scheduler';

/**
 * The methods with `@Every` of an application's providers.
 * @throws Error where two have one name, or where two modules provide the class of one: it would run twice
 */
export function findTasks(discovery: DiscoveryService, scanner: MetadataScanner): ScheduledTask[] {
  const found = findMethods(discovery, scanner, Scheduled);
  for (const { value, at } of found) {
    const duplicate = found.find((other) => other.at !== at && other.value.name === value.name);
    if (duplicate)
      throw new Error(`the scheduled task "${value.name}" is declared by ${duplicate.at} and by ${at}`);
    if (found.filter((other) => other.at === at).length > 1)
      throw new Error(`the class of the scheduled task ${at} is provided by two modules`);
  }
  return found.map(({ value, call }) => ({ schedule: value, run: call }) as ScheduledTask);
}
