import type { Command } from 'commander';
import type { Io } from '../io';
import { start } from '../start/start';

/** `halles start` */
export function registerStart(program: Command, io: () => Io): void {
  program
    .command('start')
    .description('start the engines, the portals, the console and the worker, and keep them running')
    .option('--verbose', 'show what the servers log', false)
    .action((options: { verbose: boolean }) => start(io(), options));
}
